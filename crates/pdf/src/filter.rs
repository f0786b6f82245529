//! Unpacking of streams, never to more than is allowed.

use crate::object::{Dict, Object};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;
use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

/// Unpacks bytes by one filter; none where it is for pictures or unknown. What
/// can be read of damaged bytes is read. More than `most` bytes are `Err`.
pub(crate) fn unpack(
    filter: &str,
    parameters: Option<&Dict>,
    bytes: &[u8],
    most: usize,
) -> Option<Result<Vec<u8>, TooMuch>> {
    let number = |key: &str, usual: usize| {
        let value = parameters.and_then(|dict| dict.get(key)).and_then(Object::number);
        value.map_or(usual, |value| value as usize)
    };
    let unpacked = match filter {
        "Crypt" => Ok(bytes.to_vec()),
        "FlateDecode" | "Fl" => flate(bytes, most),
        "LZWDecode" | "LZW" => lzw(bytes, number("EarlyChange", 1) != 0, most),
        "ASCIIHexDecode" | "AHx" => Ok(hex(bytes)),
        "ASCII85Decode" | "A85" => Ok(ascii85(bytes)),
        "RunLengthDecode" | "RL" => run_length(bytes, most),
        _ => return None,
    };
    let bits = number("Colors", 1).saturating_mul(number("BitsPerComponent", 8));
    let row = number("Columns", 1).saturating_mul(bits).div_ceil(8);
    Some(unpacked.map(|bytes| match number("Predictor", 1) {
        10.. => without_predictor(&bytes, row.clamp(1, 1 << 20)),
        _ => bytes,
    }))
}

/// The stream unpacks to more than is allowed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooMuch;

fn flate(bytes: &[u8], most: usize) -> Result<Vec<u8>, TooMuch> {
    let mut unpacked = Vec::new();
    // An error leaves what came before it.
    let _ = ZlibDecoder::new(bytes).take(most as u64 + 1).read_to_end(&mut unpacked);
    if unpacked.is_empty() && bytes.len() > 2 {
        let raw = DeflateDecoder::new(&bytes[2..]);
        let _ = raw.take(most as u64 + 1).read_to_end(&mut unpacked);
    }
    within(unpacked, most)
}

fn within(bytes: Vec<u8>, most: usize) -> Result<Vec<u8>, TooMuch> {
    match bytes.len() > most {
        true => Err(TooMuch),
        false => Ok(bytes),
    }
}

/// `early`: whether codes grow by a bit one code before they must, as in TIFF.
fn lzw(bytes: &[u8], early: bool, most: usize) -> Result<Vec<u8>, TooMuch> {
    let mut decoder = match early {
        true => Decoder::with_tiff_size_switch(BitOrder::Msb, 8),
        false => Decoder::new(BitOrder::Msb, 8),
    };
    let (mut unpacked, mut rest, mut buffer) = (Vec::new(), bytes, [0; 4096]);
    loop {
        let step = decoder.decode_bytes(rest, &mut buffer);
        rest = &rest[step.consumed_in..];
        unpacked.extend_from_slice(&buffer[..step.consumed_out]);
        // An error leaves what came before it.
        if unpacked.len() > most || !matches!(step.status, Ok(LzwStatus::Ok)) {
            return within(unpacked, most);
        }
    }
}

/// Digits up to `>`; what is none is passed over.
pub(crate) fn hex(bytes: &[u8]) -> Vec<u8> {
    let until_end = bytes.iter().take_while(|&&byte| byte != b'>');
    let digits = until_end.filter_map(|&byte| char::from(byte).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut group: Vec<u32> = Vec::with_capacity(5);
    for &byte in bytes {
        match byte {
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            unpacked.extend(of_base85(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let bytes = group.len() - 1;
        group.resize(5, 84);
        unpacked.extend(&of_base85(&group)[..bytes]);
    }
    unpacked
}

fn of_base85(group: &[u32]) -> [u8; 4] {
    group.iter().fold(0u32, |all, digit| all.wrapping_mul(85).wrapping_add(*digit)).to_be_bytes()
}

fn run_length(bytes: &[u8], most: usize) -> Result<Vec<u8>, TooMuch> {
    let mut unpacked = Vec::new();
    let mut rest = bytes;
    while let Some((&length, tail)) = rest.split_first() {
        let length = usize::from(length);
        match length {
            128 => break,
            ..128 => {
                let (run, tail) = tail.split_at((length + 1).min(tail.len()));
                unpacked.extend(run);
                rest = tail;
            }
            _ => {
                let Some((&byte, tail)) = tail.split_first() else { break };
                unpacked.resize(unpacked.len() + 257 - length, byte);
                rest = tail;
            }
        }
        if unpacked.len() > most {
            return Err(TooMuch);
        }
    }
    Ok(unpacked)
}

/// PNG's row filters, for rows of bytes.
fn without_predictor(bytes: &[u8], row: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(row + 1) {
        let start = out.len();
        for (column, &byte) in line[1..].iter().enumerate() {
            let left = if column > 0 { out[start + column - 1] } else { 0 };
            let above = |column: usize| start.checked_sub(row).map_or(0, |at| out[at + column]);
            let corner = if column > 0 { above(column - 1) } else { 0 };
            let guess = match line[0] {
                1 => left,
                2 => above(column),
                3 => ((u16::from(left) + u16::from(above(column))) / 2) as u8,
                4 => paeth(left, above(column), corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    out
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let whole = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |value: u8| (whole - i16::from(value)).abs();
    match () {
        () if far(left) <= far(above) && far(left) <= far(corner) => left,
        () if far(above) <= far(corner) => above,
        () => corner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unpacked(filter: &str, bytes: &[u8]) -> Vec<u8> {
        unpack(filter, None, bytes, 1000).unwrap().unwrap()
    }

    #[test]
    fn each_filter_unpacks() {
        // The example of ISO 32000-1, 7.4.4.2.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(unpacked("LZWDecode", &lzw), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        // Cut short, it says what came before.
        assert_eq!(unpacked("LZWDecode", &lzw[..4]), [45, 45, 45]);
        assert_eq!(unpacked("ASCII85Decode", b"87cURD]hqrD.N~>"), b"Hello Rome");
        assert_eq!(unpacked("ASCIIHexDecode", b"52 6F6d 7>"), b"Romp");
        assert_eq!(unpacked("RunLengthDecode", &[1, b'a', b'b', 254, b'c', 128, 9]), b"abccc");
        assert_eq!(unpack("DCTDecode", None, b"", 9), None);
    }

    #[test]
    fn rows_are_put_together_from_their_differences() {
        assert_eq!(without_predictor(&[1, 1, 1, 1, 2, 1, 1, 1], 3), [1, 2, 3, 2, 3, 4]);
    }

    #[test]
    fn rows_without_end_are_bounded() {
        let number = |value: f64| Object::Number(value);
        let parameters = Dict::from([
            ("Predictor".to_owned(), number(12.0)),
            ("Columns".to_owned(), number(1e18)),
            ("Colors".to_owned(), number(1e18)),
        ]);
        assert_eq!(unpack("AHx", Some(&parameters), b"0061>", 9), Some(Ok(b"a".to_vec())));
    }

    #[test]
    fn more_than_is_allowed_is_refused() {
        let run = [129, b'a'].repeat(9);
        assert_eq!(unpack("RunLengthDecode", None, &run, 1000), Some(Err(TooMuch)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_filter_panic(
            filter in "(FlateDecode|LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode)",
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            predictor in 0u8..16,
        ) {
            let number = |value: u8| Object::Number(f64::from(value));
            let parameters = Dict::from([
                ("Predictor".to_owned(), number(predictor)),
                ("Columns".to_owned(), number(predictor / 2)),
            ]);
            if let Some(Ok(unpacked)) = unpack(&filter, Some(&parameters), &bytes, 5000) {
                prop_assert!(unpacked.len() <= 5000);
            }
        }
    }
}
