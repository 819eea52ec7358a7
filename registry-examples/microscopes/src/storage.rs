//! The kind `storage_backends`.

use registry_core::{Registry, register, registry};
use std::path::Path;
use std::{fs, io};

/// Where files are kept. `DiskStorageBackend` is `diskstorage`.
#[registry(case = "lowercase", strip_suffix = "Backend")]
pub(crate) static STORAGE_BACKENDS: Registry<dyn StorageBackend>;

/// A place for files.
pub(crate) trait StorageBackend: Send + Sync {
    /// The content of a file.
    fn read(&self, file: &Path) -> io::Result<String>;
}

/// Files on the disk.
#[register(kind = "storage_backends")]
#[derive(Default)]
struct DiskStorageBackend;

impl StorageBackend for DiskStorageBackend {
    fn read(&self, file: &Path) -> io::Result<String> {
        fs::read_to_string(file)
    }
}

/// Two samples that come with the program: plate.HTD and Index.xml.
#[register(kind = "storage_backends")]
#[derive(Default)]
struct MemoryStorageBackend;

const SAMPLES: [(&str, &str); 2] = [
    ("plate.HTD", "\"HTSInfoFile\", Version 1.0\n\"WaveName1\", \"DAPI\"\n\"WaveName2\", \"FITC\"\n"),
    ("Index.xml", "<Image><ChannelName>DAPI</ChannelName></Image><Image><ChannelName>Alexa 488</ChannelName></Image>"),
];

impl StorageBackend for MemoryStorageBackend {
    fn read(&self, file: &Path) -> io::Result<String> {
        let sample = SAMPLES.iter().find(|(name, _)| file == Path::new(name));
        sample.map(|(_, text)| (*text).to_owned()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}
