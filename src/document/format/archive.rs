//! ZIP archives, unpacked into memory within a budget. Sizes that an archive
//! states of itself are not believed: what comes out is counted.

use crate::document::error::{MAX_UNPACKED, ReadError};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most entries; a record of each is kept.
const MAX_ENTRIES: usize = 65_536;

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    kind: &'static str,
    /// Bytes that may still come out.
    left: usize,
}

impl<'a> Archive<'a> {
    /// `kind` names the file in errors.
    pub(super) fn open(bytes: &'a [u8], kind: &'static str) -> Result<Self, ReadError> {
        if entries(bytes) > MAX_ENTRIES {
            return Err(ReadError::TooComplex);
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|fault| ReadError::Damaged(kind, message(&fault)))?;
        Ok(Self { zip, kind, left: MAX_UNPACKED })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part; none where the archive has no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| {
            ReadError::Damaged(self.kind, format!("bytes that are not UTF-8 in {name}"))
        })?;
        Ok(Some(text))
    }

    /// The bytes of a part; none where the archive has no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let damaged = |what: String| ReadError::Damaged(self.kind, what);
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted(self.kind));
            }
            Err(fault) => return Err(damaged(format!("{} in {name}", message(&fault)))),
        };
        let mut bytes = Vec::new();
        entry
            .take(self.left as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|fault| damaged(format!("{fault} in {name}")))?;
        self.left = self.left.checked_sub(bytes.len()).ok_or(ReadError::Bomb)?;
        Ok(Some(bytes))
    }
}

/// How many entries there can be at most.
fn entries(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count()
}

/// The first letter small, no full stop.
fn message(fault: &ZipError) -> String {
    let text = fault.to_string();
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

/// An archive of these parts.
#[cfg(test)]
pub(super) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
