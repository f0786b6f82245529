//! Numbers in words, ordinals and Roman numerals. Words are looked up as
//! [`fold`](crate::base::fold::fold) writes them, in one language alone.

use super::words::language;

/// A number below a hundred in one word.
pub fn cardinal(word: &str, tag: &str) -> Option<u64> {
    let known = |word: &str| language(tag)?.cardinals.get(word).copied();
    let small = |word: &str| known(word).filter(|number| *number < 20);
    let tens = |word: &str| known(word).filter(|number| *number >= 20);
    known(word).or_else(|| match tag {
        // einundzwanzig, veintiuno
        "de" => word.split_once("und").and_then(|(ones, ten)| {
            let ones = if ones == "ein" { 1 } else { small(ones)? };
            Some(tens(ten)? + ones)
        }),
        "es" => small(word.strip_prefix("veinti")?).map(|ones| 20 + ones),
        _ => None,
    })
}

/// The number of an ordinal in one word, below a hundred.
pub fn ordinal(word: &str, tag: &str) -> Option<u64> {
    let known = &language(tag)?.ordinals;
    let of = |stem: &str| known.get(stem).copied();
    let found = match tag {
        "de" => ["e", "er", "es", "en", "em"].iter().find_map(|end| of(word.strip_suffix(end)?)),
        _ => of(word),
    };
    found.or_else(|| regular_ordinal(word, tag))
}

/// `thirteenth`, `zwanzigste`; `dix-neuvième` is two words.
fn regular_ordinal(word: &str, tag: &str) -> Option<u64> {
    let cardinal = |stem: &str| cardinal(stem, tag);
    match tag {
        "en" => word.strip_suffix("th").and_then(cardinal),
        "de" => ["ste", "ster", "stes", "sten", "te", "ter", "tes", "ten"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending).and_then(cardinal)),
        "fr" => word
            .strip_suffix("ieme")
            .and_then(|stem| cardinal(stem).or_else(|| cardinal(&format!("{stem}e")))),
        _ => None,
    }
}

/// The ordinals of a language that have a word of their own, with their numbers.
pub fn ordinals(tag: &str) -> impl Iterator<Item = (&'static str, u64)> {
    let known = language(tag).into_iter().flat_map(|language| &language.ordinals);
    known.map(|(word, number)| (word.as_str(), *number))
}

/// Hundred, thousand, million.
pub fn scale(word: &str, tag: &str) -> Option<u64> {
    language(tag)?.scales.get(word).copied()
}

/// Whether `word` may stand inside a number: `one hundred and five`.
pub fn connects(word: &str, tag: &str) -> bool {
    language(tag).is_some_and(|language| language.and.contains(word))
}

/// What follows the digits of an ordinal.
pub fn endings(tag: &str) -> &'static [&'static str] {
    language(tag).map_or(&[], |language| &language.endings)
}

/// Roman numerals in small letters, to XXXIX. Those of one letter are letters
/// too often.
pub fn roman(word: &str) -> Option<u8> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = word.trim_start_matches('x');
    let tens = u8::try_from(word.len() - ones.len()).ok().filter(|tens| *tens < 4)?;
    let number = ONES.iter().zip(tens * 10..).find(|(name, _)| **name == ones)?.1;
    (number > 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_their_language() {
        for (tag, word, number) in [
            ("en", "nineteen", 19),
            ("en", "ninety", 90),
            ("de", "einundzwanzig", 21),
            ("de", "fuenfunddreissig", 35),
            ("fr", "vingts", 20),
            ("es", "veintitres", 23),
        ] {
            assert_eq!(cardinal(word, tag), Some(number), "{tag}: {word}");
        }
        for (tag, word) in [("en", "deux"), ("fr", "un"), ("ja", "one"), ("de", "zwanzigunddrei")] {
            assert_eq!(cardinal(word, tag), None, "{tag}: {word}");
        }
        for (tag, word, number) in [
            ("en", "twelfth", 12),
            ("en", "seventeenth", 17),
            ("en", "ninetieth", 90),
            ("de", "siebenten", 7),
            ("de", "einundzwanzigste", 21),
            ("fr", "quatorzieme", 14),
            ("es", "septima", 7),
        ] {
            assert_eq!(ordinal(word, tag), Some(number), "{tag}: {word}");
        }
        assert_eq!(scale("millones", "es"), Some(1_000_000));
    }

    #[test]
    fn roman_numerals_are_canonical() {
        for (word, number) in [("i", 1), ("iv", 4), ("x", 10), ("xix", 19), ("xxxviii", 38)] {
            assert_eq!(roman(word), Some(number), "{word}");
        }
        for word in ["", "iiii", "xxxx", "ixx", "vx", "l", "X"] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
