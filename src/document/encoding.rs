//! Bytes become text: UTF-8, UTF-16, or what else they say or show.

use super::error::ReadError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Most bytes that are looked at to tell an encoding.
const MAX_LOOK: usize = 1 << 20;
/// Most control characters in a thousand bytes of a text.
const MAX_CONTROLS: usize = 10;

/// The text, and what it was written in where that was not UTF-8; `declared` is
/// the encoding that the file itself names.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
) -> Result<(Cow<'a, str>, Option<&'static str>), ReadError> {
    let encoding = encoding(bytes, declared);
    let (text, encoding) = match encoding == UTF_8 {
        true => (Cow::Borrowed(utf8(bytes)?), None),
        false => (encoding.decode(bytes).0, Some(encoding.name())),
    };
    if let Some(at) = text.find('\0') {
        return Err(ReadError::Zero(line(text.as_bytes(), at)));
    }
    match text.trim_matches('\u{FEFF}').trim().is_empty() {
        true => Err(ReadError::Empty),
        false => Ok((text, encoding)),
    }
}

fn encoding(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if let Some((found, _)) = Encoding::for_bom(bytes) {
        return found;
    }
    if std::str::from_utf8(bytes).is_ok() {
        // Text of one byte a letter with zeros between is UTF-16 without a mark.
        return wide(bytes).unwrap_or(UTF_8);
    }
    if let Some(found) = wide(bytes) {
        return found;
    }
    let declared = declared.and_then(|name| Encoding::for_label(name.as_bytes()));
    if let Some(found) = declared.filter(|found| *found != UTF_8) {
        return found;
    }
    let look = &bytes[..bytes.len().min(MAX_LOOK)];
    if !is_text(look) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(look, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// UTF-16 by its zeros: nearly every second byte of a text in Latin letters.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let look = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |from: usize| look.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let most = |found: usize, other: usize| found * 10 > look.len() * 3 && other * 20 < look.len();
    match (zeros(0), zeros(1)) {
        (low, high) if look.len() >= 4 && most(high, low) => Some(UTF_16LE),
        (low, high) if look.len() >= 4 && most(low, high) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are no UTF-8 may be a text in an older encoding.
fn is_text(bytes: &[u8]) -> bool {
    let is_control = |byte: &&u8| **byte < 32 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 12);
    let controls = bytes.iter().filter(is_control).count();
    !bytes.contains(&0) && controls * 1000 <= bytes.len() * MAX_CONTROLS
}

fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|fault| ReadError::NotUtf8(line(bytes, fault.valid_up_to())))
}

fn line(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_is_told_whatever_it_was_written_in() {
        let text = "Der Turm fällt um 1250 – später „erneuert“.\n";
        let wide = |order: fn(u16) -> [u8; 2], mark: bool| {
            let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
            units.flat_map(order).collect::<Vec<u8>>()
        };
        for (bytes, name) in [
            (text.as_bytes().to_vec(), None),
            (wide(u16::to_le_bytes, true), Some("UTF-16LE")),
            (wide(u16::to_be_bytes, true), Some("UTF-16BE")),
            (wide(u16::to_le_bytes, false), Some("UTF-16LE")),
            (wide(u16::to_be_bytes, false), Some("UTF-16BE")),
            (encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), Some("windows-1252")),
        ] {
            let (found, encoding) = decode(&bytes, None).unwrap();
            assert_eq!((found.trim_start_matches('\u{FEFF}'), encoding), (text, name));
        }
    }
}
