//! How wide letters of the standard fonts are, and of those that do not say.

use foldhash::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Widths by font and character.
static WIDTHS: LazyLock<HashMap<&str, HashMap<char, f64>>> = LazyLock::new(|| {
    let mut fonts: HashMap<&str, HashMap<char, f64>> = HashMap::default();
    let mut font = "";
    for line in include_str!("../data/widths.txt").lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(' ').collect();
        if let [name] = parts[..] {
            font = name;
        }
        for pair in parts.chunks_exact(2) {
            let width = pair[0].parse().unwrap_or(500.0);
            let letters = pair[1].chars().map(|c| (if c == '␣' { ' ' } else { c }, width));
            fonts.entry(font).or_default().extend(letters);
        }
    }
    fonts
});

/// The standard font that is most like one of this name, in lower case.
pub(crate) fn like(name: &str, is_bold: bool, is_italic: bool) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["courier", "mono", "consol", "typewriter"]) => "Courier",
        () if has(&["symbol"]) => "Symbol",
        () if has(&["times", "roman", "garamond", "georgia", "palatino", "bookman"])
            || has(&["serif"]) && !has(&["sans"]) =>
        {
            match (is_bold, is_italic) {
                (false, false) => "Times-Roman",
                (true, false) => "Times-Bold",
                (false, true) => "Times-Italic",
                (true, true) => "Times-BoldItalic",
            }
        }
        () if is_bold => "Helvetica-Bold",
        () => "Helvetica",
    }
}

/// A text's width in a standard font, in thousandths of its size.
pub(crate) fn width(font: &str, text: &str) -> f64 {
    let Some(widths) = WIDTHS.get(font) else { return 600.0 };
    let Some(c) = text.chars().next() else { return 500.0 };
    let plain = || std::iter::once(c).nfd().next().and_then(|c| widths.get(&c));
    widths.get(&c).or_else(plain).copied().unwrap_or(500.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_width_of_the_font_that_is_most_like() {
        for (name, text, expected) in [
            ("times-roman", "m", 778.0),
            ("arial", "m", 833.0),
            ("arial", " ", 278.0),
            ("couriernew", "i", 600.0),
            ("helvetica", "é", 556.0),
            ("timesnewromanps", "ﬁ", 556.0),
            ("symbol", "α", 631.0),
        ] {
            assert_eq!(width(like(name, false, false), text), expected, "{name} {text}");
        }
        assert_eq!(width(like("times", true, true), "A"), 667.0);
    }
}
