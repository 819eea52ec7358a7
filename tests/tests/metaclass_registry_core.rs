//! The examples of the document on `AutoRegisterMeta`: key rules, keys left out, secondary registries, lazy discovery.

use registry_core::{Problem, Registry, catalog, register, registry};
use std::sync::Barrier;
use std::thread;

trait MicroscopeHandler: Send + Sync {
    fn pixel_size(&self) -> f64;
}

trait MetadataHandler: Send + Sync {
    fn file(&self) -> &'static str;
}

/// `key_extractor=extract_key_from_handler_suffix`, `registry_name='microscope handler'`
#[registry(strip_suffix = "Handler", case = "lowercase")]
static MICROSCOPE_HANDLERS: Registry<dyn MicroscopeHandler>;

/// `SecondaryRegistry(registry_dict=METADATA_HANDLERS, key_source=PRIMARY_KEY, ..)`
#[registry(secondary_of = "microscope_handlers")]
static METADATA_HANDLERS: Registry<dyn MetadataHandler>;

/// A secondary registry whose key is another attribute of the class.
#[registry]
static BY_VENDOR: Registry<dyn MetadataHandler>;

macro_rules! microscope_handler {
    ($name:ident, $pixel_size:literal) => {
        impl MicroscopeHandler for $name {
            fn pixel_size(&self) -> f64 {
                $pixel_size
            }
        }
    };
}

/// `class ImageXpressHandler(MicroscopeHandler)` with `_metadata_handler_class = ImageXpressMetadata`
#[register(
    kind = "microscope_handlers",
    secondary(metadata_handlers = ImageXpressMetadata, by_vendor["molecular devices"] = ImageXpressMetadata)
)]
#[derive(Default)]
struct ImageXpressHandler;
microscope_handler!(ImageXpressHandler, 0.65);

#[derive(Default)]
struct ImageXpressMetadata;

impl MetadataHandler for ImageXpressMetadata {
    fn file(&self) -> &'static str {
        "Experiment.htd"
    }
}

/// `_microscope_type = 'opera'`: an explicit key, and no metadata handler.
#[register(kind = "microscope_handlers", name = "opera")]
#[derive(Default)]
struct OperaPhenixHandler;
microscope_handler!(OperaPhenixHandler, 0.6);

/// No `Handler` at its end.
#[register(kind = "microscope_handlers")]
#[derive(Default)]
struct ZeissScope;
microscope_handler!(ZeissScope, 0.5);

#[test]
fn keys_are_given_or_derived_from_the_class_name() {
    assert_eq!(MICROSCOPE_HANDLERS.names().collect::<Vec<_>>(), ["imagexpress", "opera", "zeissscope"]);
    let size = MICROSCOPE_HANDLERS.create("imagexpress").unwrap().pixel_size();
    assert!((size - 0.65).abs() < f64::EPSILON);
}

/// `extract_backend('DiskStorageBackend', cls) -> 'diskstorage'`
#[test]
fn the_suffix_rule_of_storage_backends() {
    trait StorageBackend: Send + Sync {}

    #[registry(strip_suffix = "Backend", case = "lowercase")]
    static STORAGE_BACKENDS: Registry<dyn StorageBackend>;

    #[register(kind = "storage_backends")]
    #[derive(Default)]
    struct DiskStorageBackend;
    impl StorageBackend for DiskStorageBackend {}

    /// `skip_if_no_key=True`: a class without a key is not registered. Here, one without the attribute.
    struct ScratchBackend;
    impl StorageBackend for ScratchBackend {}
    let _: &dyn StorageBackend = &ScratchBackend;

    assert_eq!(STORAGE_BACKENDS.names().collect::<Vec<_>>(), ["diskstorage"]);
}

/// `_context_type`: a simple, explicit key.
#[test]
fn context_providers_have_explicit_keys() {
    trait ContextProvider: Send + Sync {
        fn depth(&self) -> u32;
    }

    #[registry]
    static CONTEXT_PROVIDERS: Registry<dyn ContextProvider>;

    #[register(kind = "context_providers", name = "pipeline")]
    #[derive(Default)]
    struct PipelineContext;
    impl ContextProvider for PipelineContext {
        fn depth(&self) -> u32 {
            2
        }
    }

    assert_eq!(CONTEXT_PROVIDERS.instance("pipeline").unwrap().depth(), 2);
    assert!(!CONTEXT_PROVIDERS.contains("pipeline_context"));
}

#[test]
fn a_secondary_registry_has_the_keys_of_its_primary() {
    assert_eq!(METADATA_HANDLERS.names().collect::<Vec<_>>(), ["imagexpress"]);
    assert_eq!(METADATA_HANDLERS.instance("imagexpress").unwrap().file(), "Experiment.htd");
    assert!(!METADATA_HANDLERS.contains("opera"), "what brings no metadata handler is skipped");
    assert!(METADATA_HANDLERS.check().is_ok());
}

#[test]
fn or_keys_of_another_source() {
    assert_eq!(BY_VENDOR.instance("molecular devices").unwrap().file(), "Experiment.htd");
    assert_eq!(BY_VENDOR.len(), 1);
}

/// There, a secondary registry reads as empty until its primary is discovered, and is wrapped against that.
#[test]
fn reading_the_secondary_registry_needs_no_discovery_of_the_primary() {
    let owners: Vec<_> = catalog().find("imagexpress").map(|registry| registry.kind()).collect();
    assert_eq!(owners, ["metadata_handlers", "microscope_handlers"]);
}

/// There, every read takes a lock, and one from inside the discovery sees a part.
#[test]
fn threads_that_come_first_all_see_everything() {
    trait Late: Send + Sync {}

    #[registry]
    static LATE: Registry<dyn Late>;

    macro_rules! late {
        ($($name:ident)+) => {
            $(#[register(kind = "late")]
            #[derive(Default)]
            struct $name;
            impl Late for $name {})+
        };
    }
    late!(A B C D E F G H);

    let barrier = Barrier::new(8);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                barrier.wait();
                assert_eq!(LATE.len(), 8);
            });
        }
    });
}

/// A key that the primary has not: there, nobody notices.
#[test]
fn a_secondary_key_without_primary_is_reported() {
    #[registry]
    static MICROSCOPES: Registry<u32>;

    #[registry(secondary_of = "microscopes")]
    static LENSES: Registry<u32>;

    #[register(kind = "microscopes")]
    const NIKON: u32 = 1;

    #[register(kind = "lenses", name = "nikkon")]
    const LENS: u32 = 60;

    assert_eq!(MICROSCOPES.len(), 1);
    let problems = LENSES.check().unwrap_err();
    assert!(matches!(problems.iter().next(), Some(Problem::NotInPrimary(_))));
    let text = problems.to_string();
    assert!(text.contains("nikkon") && text.contains("did you mean \"nikon\"?"), "{text}");
}

// two classes of one key, and abstract classes, do not compile: `ui/duplicate_in_one_crate.rs`, `ui/item_trait.rs`
