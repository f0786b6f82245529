//! Which character a code or a glyph's name stands for.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Codes 128 to 159 of Windows' Latin alphabet.
const WINDOWS: &str = "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ";
/// Codes 128 to 255 of the Macintosh.
const MACINTOSH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Codes 161 to 251 of Adobe's standard encoding; `\u{FFFD}` where there is none.
const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\u{FFFD}–†‡·\u{FFFD}¶•‚„”»…‰\u{FFFD}¿\u{FFFD}`´ˆ˜¯˘˙¨\u{FFFD}˚¸\u{FFFD}˝˛ˇ—\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}Æ\u{FFFD}ª\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}ŁØŒº\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}æ\u{FFFD}\u{FFFD}\u{FFFD}ı\u{FFFD}\u{FFFD}łøœß";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Standard,
    Windows,
    Macintosh,
}

impl Encoding {
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name {
            "WinAnsiEncoding" => Some(Self::Windows),
            "MacRomanEncoding" => Some(Self::Macintosh),
            "StandardEncoding" => Some(Self::Standard),
            _ => None,
        }
    }

    pub(super) fn character(self, code: u8) -> Option<char> {
        let of_table = |table: &str, first: u8| table.chars().nth(usize::from(code - first));
        let found = match (self, code) {
            // Where TeX keeps its ligatures; no other writer has codes here.
            (_, 11..=15) => of_table("ﬀﬁﬂﬃﬄ", 11),
            (_, 0..32 | 127) => None,
            (Self::Standard, b'\'') => Some('’'),
            (Self::Standard, b'`') => Some('‘'),
            (_, 32..127) => Some(char::from(code)),
            (Self::Standard, 161..=251) => of_table(STANDARD, 161),
            (Self::Standard, _) => None,
            (Self::Windows, 128..160) => of_table(WINDOWS, 128),
            (Self::Windows, _) => Some(char::from(code)),
            (Self::Macintosh, _) => of_table(MACINTOSH, 128),
        };
        found.filter(|&c| c != '\u{FFFD}')
    }
}

/// Names of glyphs, each before its character.
const NAMES: &str = "exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' \
    parenleft ( parenright ) asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2 \
    three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? \
    at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave ` braceleft { bar | \
    braceright } asciitilde ~ quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” quotesinglbase ‚ \
    quotedblbase „ guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › endash – emdash — bullet • \
    ellipsis … dagger † daggerdbl ‡ section § paragraph ¶ copyright © registered ® trademark ™ degree ° \
    periodcentered · fraction ⁄ cent ¢ sterling £ yen ¥ euro € Euro € florin ƒ currency ¤ perthousand ‰ \
    exclamdown ¡ questiondown ¿ ordfeminine ª ordmasculine º onehalf ½ onequarter ¼ threequarters ¾ \
    onesuperior ¹ twosuperior ² threesuperior ³ multiply × divide ÷ plusminus ± mu µ logicalnot ¬ brokenbar ¦ \
    ff ﬀ fi ﬁ fl ﬂ ffi ﬃ ffl ﬄ dotlessi ı germandbls ß AE Æ ae æ OE Œ oe œ Oslash Ø oslash ø Lslash Ł lslash ł \
    Eth Ð eth ð Thorn Þ thorn þ Aring Å aring å sfthyphen - \
    Alpha Α Beta Β Gamma Γ Delta Δ Omega Ω alpha α beta β gamma γ delta δ epsilon ε lambda λ pi π sigma σ omega ω";
static GLYPHS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let words: Vec<&str> = NAMES.split(' ').collect();
    let pairs = words.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    pairs.chain([("space", " "), ("nbspace", " "), ("nonbreakingspace", " ")]).collect()
});
/// Accents at the end of a letter's name, and the combining mark of each.
const ACCENTS: [(&str, char); 13] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("tilde", '\u{303}'),
    ("cedilla", '\u{327}'),
    ("caron", '\u{30C}'),
    ("ogonek", '\u{328}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("hungarumlaut", '\u{30B}'),
    ("dotaccent", '\u{307}'),
    ("ring", '\u{30A}'),
];

/// The text of a glyph: `eacute`, `f_i`, `uni00E9`, `a.sc`.
pub(super) fn of_glyph(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter.to_string());
    }
    if let Some(&c) = GLYPHS.get(name) {
        return Some(c.to_owned());
    }
    of_number(name).or_else(|| accented(name)).or_else(|| {
        let parts = name.contains('_').then(|| name.split('_').map(of_glyph))?;
        parts.collect()
    })
}

fn of_number(name: &str) -> Option<String> {
    let digits = match name.strip_prefix("uni") {
        Some(digits) => digits.get(..4)?,
        None => name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?,
    };
    let code = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(code).map(String::from)
}

fn accented(name: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let (letter, accent) = ACCENTS.iter().find_map(|(accent, mark)| {
        let letter = name.strip_suffix(accent)?;
        (letter.len() == 1).then_some((letter, *mark))
    })?;
    Some(format!("{letter}{accent}").nfc().collect())
}

/// Ligatures as letters.
pub(super) fn push_plain(text: &mut String, c: char) {
    match c {
        'ﬀ' => text.push_str("ff"),
        'ﬁ' => text.push_str("fi"),
        'ﬂ' => text.push_str("fl"),
        'ﬃ' => text.push_str("ffi"),
        'ﬄ' => text.push_str("ffl"),
        'ﬅ' | 'ﬆ' => text.push_str("st"),
        '\u{AD}' => text.push('-'),
        c if c.is_whitespace() => text.push(' '),
        // Private characters are pictures to everyone but their font.
        c if c.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&c) || c == '\u{FFFD}' => {}
        c => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_known_by_name() {
        let text = |name: &str| of_glyph(name).unwrap_or_default();
        assert_eq!(
            ["a", "A.sc", "eacute", "quoteright", "f_i", "uni00E9", "u1F600", "space", "seven"]
                .map(text),
            ["a", "A", "é", "’", "fi", "é", "😀", " ", "7"]
        );
        assert_eq!(of_glyph("g123"), None);
        assert_eq!(of_glyph(".notdef"), None);
    }

    #[test]
    fn codes_are_known_by_encoding() {
        let character = |encoding: Encoding, code| encoding.character(code).unwrap_or('?');
        assert_eq!(
            [0x92, 0x97, 0xE9, b'\''].map(|code| character(Encoding::Windows, code)),
            ['’', '—', 'é', '\'']
        );
        assert_eq!(
            [0xD5, 0xD0, 0x8E, 0xDE].map(|code| character(Encoding::Macintosh, code)),
            ['’', '–', 'é', 'ﬁ']
        );
        assert_eq!(
            [0x27, 0xAA, 0xD0, 0xFB].map(|code| character(Encoding::Standard, code)),
            ['’', '“', '—', 'ß']
        );
    }
}
