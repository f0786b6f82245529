//! Which character a code or a glyph's name stands for.

use foldhash::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Codes 128 to 159 of Windows' Latin alphabet.
const WINDOWS: &str = "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ";
/// Codes 128 to 255 of the Macintosh.
const MACINTOSH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Codes 161 to 251 of Adobe's standard encoding; `\u{FFFD}` where there is none.
const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\u{FFFD}–†‡·\u{FFFD}¶•‚„”»…‰\u{FFFD}¿\u{FFFD}`´ˆ˜¯˘˙¨\u{FFFD}˚¸\u{FFFD}˝˛ˇ—\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}Æ\u{FFFD}ª\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}ŁØŒº\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}æ\u{FFFD}\u{FFFD}\u{FFFD}ı\u{FFFD}\u{FFFD}łøœß";

/// Codes 0 to 31 of TeX's fonts of seven bits, 0 to 39 of those for
/// mathematics, and 0 to 31 of those of eight bits.
const TEX: &str = "ΓΔΘΛΞΠΣΥΦΨΩﬀﬁﬂﬃﬄıȷ`´ˇ˘¯˚¸ßæœøÆŒØ";
const TEX_MATH: &str = "ΓΔΘΛΞΠΣΥΦΨΩαβγδεζηθικλμνξπρστυφχψωεϑϖϱςφ";
const CORK: &str = "`´ˆ˜¨˝˚ˇ˘¯˙¸˛‚‹›“”„«»–—\u{200B}\u{FFFD}ıȷﬀﬁﬂﬃﬄ";
/// Codes 192 to 255 of TeX's fonts of eight bits.
const CORK_LETTERS: &str =
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞ\u{FFFD}àáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Standard,
    Windows,
    Macintosh,
    Tex,
    TexMath,
    Cork,
    Symbol,
}

impl Encoding {
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        match name {
            "WinAnsiEncoding" => Some(Self::Windows),
            "MacRomanEncoding" => Some(Self::Macintosh),
            "StandardEncoding" => Some(Self::Standard),
            _ => None,
        }
    }

    /// The encoding that a font of this name, in lower case, has of its own.
    pub(crate) fn of_font(name: &str) -> Option<Self> {
        let name = name.split_once('+').map_or(name, |(_, name)| name);
        let is = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
        match () {
            () if is(&["symbol"]) => Some(Self::Symbol),
            () if is(&["cmmi"]) => Some(Self::TexMath),
            () if is(&["cmr", "cmb", "cmt", "cmsl", "cmss", "cmcsc", "cmdunh"]) => Some(Self::Tex),
            () => None,
        }
    }

    pub(crate) fn character(self, code: u8) -> Option<char> {
        let of_table = |table: &str, first: u8| table.chars().nth(usize::from(code - first));
        let found = match (self, code) {
            (Self::Symbol, b'A'..=b'Z') => of_table("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", b'A'),
            (Self::Symbol, b'a'..=b'z') => of_table("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", b'a'),
            (Self::Symbol, 0xA5) => Some('∞'),
            (Self::Tex, 0..32) => of_table(TEX, 0),
            (Self::TexMath, 0..40) => of_table(TEX_MATH, 0),
            (Self::TexMath, 58..65) => of_table(".,</>⋆∂", 58),
            (Self::TexMath, 123..125) => of_table("ıȷ", 123),
            (Self::Cork, 0..32) => of_table(CORK, 0),
            (Self::Tex | Self::Cork, b'\'') => Some('’'),
            (Self::Tex | Self::Cork, b'`') => Some('‘'),
            (Self::Tex, b'"') => Some('”'),
            (Self::Tex, b'\\') => Some('“'),
            (Self::Tex, 123..128) => of_table("–—˝˜¨", 123),
            (Self::Cork, 192..) => of_table(CORK_LETTERS, 192),
            // Where TeX keeps its ligatures; no other writer has codes here.
            (_, 11..=15) => of_table("ﬀﬁﬂﬃﬄ", 11),
            (_, 0..32 | 127) => None,
            (Self::Standard, b'\'') => Some('’'),
            (Self::Standard, b'`') => Some('‘'),
            (_, 32..127) => Some(char::from(code)),
            (Self::Standard | Self::Symbol, 161..=251) => of_table(STANDARD, 161),
            (Self::Standard | Self::Symbol | Self::Tex | Self::TexMath | Self::Cork, _) => None,
            (Self::Windows, 128..160) => of_table(WINDOWS, 128),
            (Self::Windows, _) => Some(char::from(code)),
            (Self::Macintosh, _) => of_table(MACINTOSH, 128),
        };
        found.filter(|&c| c != '\u{FFFD}')
    }
}

static GLYPHS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let names = pairs(include_str!("../data/glyphs.txt"));
    names.chain([("space", " "), ("nbspace", " "), ("nonbreakingspace", " ")]).collect()
});
/// Accents at the end of a letter's name, and the combining mark of each.
static ACCENTS: LazyLock<Vec<(&str, char)>> = LazyLock::new(|| {
    let marks = pairs(include_str!("../data/accents.txt"));
    marks.filter_map(|(name, code)| Some((name, of_hex(code)?))).collect()
});

/// The combining mark of an accent that stands by itself.
pub(crate) fn mark_of(text: &str) -> Option<char> {
    static MARKS: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
        let named = ACCENTS.iter().filter_map(|&(name, mark)| Some((*GLYPHS.get(name)?, mark)));
        named.chain([("^", '\u{302}'), ("~", '\u{303}')]).collect()
    });
    MARKS.get(text).copied()
}

/// A letter with a mark upon it; none where nobody writes it so.
pub(crate) fn composed(letter: char, mark: char) -> Option<char> {
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    };
    let mut composed = [letter, mark].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

/// The words of a list in `data`, by two; its lines that begin with `#` say what it is.
fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut words = lines.flat_map(str::split_ascii_whitespace);
    std::iter::from_fn(move || Some((words.next()?, words.next()?)))
}

fn of_hex(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// The text of a glyph: `eacute`, `f_i`, `uni00E9`, `a.sc`.
pub(crate) fn of_glyph(name: &str) -> Option<String> {
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
    of_hex(digits).map(String::from)
}

fn accented(name: &str) -> Option<String> {
    let (letter, accent) = ACCENTS.iter().find_map(|(accent, mark)| {
        let letter = name.strip_suffix(accent)?;
        (letter.len() == 1).then_some((letter, *mark))
    })?;
    Some(format!("{letter}{accent}").nfc().collect())
}

/// Ligatures as letters.
pub(crate) fn push_plain(text: &mut String, c: char) {
    match c {
        'ﬀ'..='ﬆ' => text.extend(std::iter::once(c).nfkd()),
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
