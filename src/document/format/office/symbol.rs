//! Characters of symbol fonts, which documents keep by their codes.

const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// From A1 on.
const SIGNS: &str = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈";
/// Signs of Wingdings that people type.
const WINGDINGS: [(u32, char); 12] = [
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x76, '❖'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF3, '⬄'),
    (0xFC, '✓'),
];

/// The character of a font at a code in hexadecimal digits.
pub(super) fn character(font: &str, code: &str) -> Option<char> {
    let whole = u32::from_str_radix(code, 16).ok()?;
    let code = if whole >= 0xF000 { whole & 0xFF } else { whole };
    let from = |letters: &str, first: u32| letters.chars().nth((code - first) as usize);
    match font.to_lowercase().as_str() {
        "symbol" => match code {
            0x41..=0x5A => from(GREEK, 0x41),
            0x61..=0x7A => from(SMALL, 0x61),
            0xA1.. => from(SIGNS, 0xA1),
            _ => char::from_u32(code),
        },
        font if font.starts_with("wingdings") => {
            WINGDINGS.iter().find(|&&(known, _)| known == code).map(|&(_, sign)| sign)
        }
        _ => char::from_u32(whole).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn codes_of_symbol_fonts_are_characters() {
        for (font, code, expected) in [
            ("Symbol", "F061", Some('α')),
            ("Symbol", "F0AE", Some('→')),
            ("Wingdings", "F0E0", Some('→')),
            ("Wingdings", "F001", None),
            ("Arial", "2192", Some('→')),
            ("Arial", "x", None),
        ] {
            assert_eq!(character(font, code), expected, "{font} {code}");
        }
    }
}
