//! Where the parts of a running program are, and what their instructions are.

use std::collections::HashMap;
use std::error::Error;
use std::fs;

/// A part of a file in memory.
struct Mapped {
    start: u64,
    end: u64,
    offset: u64,
    path: String,
}

/// The code of a program and its libraries, as it was in memory.
pub(super) struct Image {
    mapped: Vec<Mapped>,
    files: HashMap<String, Vec<u8>>,
}

impl Image {
    /// From lines of `/proc/self/maps`.
    pub(super) fn new<'a>(maps: impl Iterator<Item = &'a str>) -> Result<Self, Box<dyn Error>> {
        let mapped: Vec<Mapped> = maps.filter_map(Mapped::read).collect();
        let mut files = HashMap::new();
        for Mapped { path, .. } in &mapped {
            if !files.contains_key(path) {
                files.insert(path.clone(), fs::read(path)?);
            }
        }
        Ok(Self { mapped, files })
    }

    /// Whether the instruction locks the bus: it has the prefix, or exchanges a register with memory.
    pub(super) fn is_locked(&self, address: u64, length: usize) -> Result<bool, Box<dyn Error>> {
        let code = self.code(address, length).ok_or_else(|| format!("no code is known at {address:x}"))?;
        let prefixes = code.iter().take_while(|byte| PREFIXES.contains(byte)).count();
        if code[..prefixes].contains(&LOCK) {
            return Ok(true);
        }
        let after_rex = prefixes + usize::from(code.get(prefixes).is_some_and(|byte| byte & 0xf0 == 0x40));
        Ok(match code[after_rex..] {
            // `xchg`, unless both are registers
            [0x86 | 0x87, operands, ..] => operands >> 6 != 3,
            _ => false,
        })
    }

    fn code(&self, address: u64, length: usize) -> Option<&[u8]> {
        let mapped = self.mapped.iter().find(|mapped| (mapped.start..mapped.end).contains(&address))?;
        let start = usize::try_from(address - mapped.start + mapped.offset).ok()?;
        self.files.get(&mapped.path)?.get(start..start + length)
    }
}

const LOCK: u8 = 0xf0;

/// What can stand before an instruction, but for what widens its registers.
const PREFIXES: [u8; 11] = [LOCK, 0xf2, 0xf3, 0x2e, 0x36, 0x3e, 0x26, 0x64, 0x65, 0x66, 0x67];

impl Mapped {
    /// A line as `7f00-7f10 r-xp 00001000 08:01 1234   /path`, if it is code of a file.
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let (start, end) = words.next()?.split_once('-')?;
        let rights = words.next()?;
        let offset = u64::from_str_radix(words.next()?, 16).ok()?;
        let path = words.nth(2).filter(|path| path.starts_with('/') && rights.contains('x'))?.to_owned();
        let number = |text| u64::from_str_radix(text, 16).ok();
        Some(Self { start: number(start)?, end: number(end)?, offset, path })
    }
}
