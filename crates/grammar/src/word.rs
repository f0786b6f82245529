//! A word as the model sees it: its normal form, its shape and its rows in the
//! hashed tables. `tools/grammar/text.py` did the same in training.

/// Rows of the hashed tables: the form itself (used twice), prefix, suffixes
/// of 2, 3 and 4 letters, shape.
pub(crate) const BUCKETS: [usize; 6] = [4000, 2000, 1000, 3000, 4000, 1000];

/// Letters of a word that are looked at.
const LONGEST: usize = 64;

/// A word without the letters that are not looked at.
pub(crate) fn cut(word: &str) -> &str {
    first(word, LONGEST)
}

/// What a word, [`cut`], is looked up by.
pub(crate) struct Keys {
    pub(crate) form: String,
    /// Two rows of the form, then one row of each affix and of the shape.
    pub(crate) rows: [usize; 7],
}

impl Keys {
    pub(crate) fn of(word: &str) -> Self {
        let form = norm(word);
        let [hash, prefix, two, three, four, shapes] = BUCKETS;
        let rows = [
            row(b'a', &form, hash),
            row(b'b', &form, hash),
            row(b'p', first(&form, 3), prefix),
            row(b'2', last(&form, 2), two),
            row(b'3', last(&form, 3), three),
            row(b'4', last(&form, 4), four),
            row(b's', &shape(word), shapes),
        ];
        Self { form, rows }
    }
}

/// Quotes, dashes and ellipses in one form.
fn plain(char: char) -> Option<&'static str> {
    Some(match char {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => "'",
        '‐' | '‑' | '‒' => "-",
        '–' | '—' | '―' => "--",
        '…' => "...",
        _ => return None,
    })
}

/// A word in lower case, its quotes and dashes in one form, its numbers by class.
fn norm(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    for char in word.to_lowercase().chars() {
        match plain(char) {
            Some(text) => form.push_str(text),
            None => form.push(char),
        }
    }
    if form == "''" {
        return "\"".to_owned();
    }
    if !form.bytes().any(|byte| byte.is_ascii_digit()) {
        return form;
    }
    if form.bytes().all(|byte| byte.is_ascii_digit()) {
        let year = form.len() == 4 && (form.starts_with('1') || form.starts_with("20"));
        return if year { "<year>".to_owned() } else { format!("<{}>", form.len().min(4)) };
    }
    if form.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
        return "<.>".to_owned();
    }
    let mut out = String::with_capacity(form.len());
    let mut digits = false;
    for char in form.chars() {
        let digit = char.is_ascii_digit();
        if !digit {
            out.push(char);
        } else if !digits {
            out.push('0');
        }
        digits = digit;
    }
    out
}

/// Classes of letters, two of a run at most, ten in all.
fn shape(word: &str) -> String {
    let mut kinds: Vec<char> = Vec::with_capacity(10);
    for char in word.chars() {
        let kind = if char.is_uppercase() {
            'X'
        } else if char.is_alphabetic() {
            'x'
        } else if char.is_ascii_digit() {
            'd'
        } else {
            plain(char).and_then(|text| text.chars().next()).unwrap_or(char)
        };
        if !kinds.ends_with(&[kind, kind]) {
            kinds.push(kind);
        }
        if kinds.len() == 10 {
            break;
        }
    }
    kinds.into_iter().collect()
}

fn first(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str, letters: usize) -> &str {
    text.char_indices().rev().nth(letters - 1).map_or(text, |(start, _)| &text[start..])
}

/// FNV-1a of a letter for the table and the text, folded into its rows.
fn row(kind: u8, text: &str, rows: usize) -> usize {
    let hash =
        std::iter::once(kind).chain(text.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    ((hash ^ (hash >> 32)) % rows as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_no_case_one_kind_of_quote_and_classes_of_numbers() {
        for (word, form) in [
            ("Paris", "paris"),
            ("n’t", "n't"),
            ("”", "\""),
            ("``", "\""),
            ("—", "--"),
            ("1848", "<year>"),
            ("2024", "<year>"),
            ("3000", "<4>"),
            ("12", "<2>"),
            ("1,200.5", "<.>"),
            ("1990s", "0s"),
            ("", ""),
        ] {
            assert_eq!(norm(word), form, "{word}");
        }
    }

    #[test]
    fn a_shape_shows_case_digits_and_signs() {
        for (word, kinds) in [
            ("Paris", "Xxx"),
            ("USA", "XX"),
            ("McDonald’s", "XxXxx'x"),
            ("1990s", "ddx"),
            ("...", ".."),
            ("", ""),
        ] {
            assert_eq!(shape(word), kinds, "{word}");
        }
    }
}
