//! Texts that are written in many ways, made one: what two of them must share
//! to say the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents; punctuation becomes a space, apostrophes and
/// dots inside a word vanish (`U.S.`, `people's`), `.` and `,` between digits
/// stay as they are.
pub fn fold(text: &str) -> String {
    let chars: Vec<char> = letters(text);
    let mut folded = String::with_capacity(text.len());
    for (at, &character) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        push(&mut folded, before, character, chars.get(at + 1).copied());
    }
    // Korean syllables are taken apart by the decomposition.
    folded.nfc().collect()
}

/// Decomposed, in lower case, without accents and what is invisible.
fn letters(text: &str) -> Vec<char> {
    let mut base = ' ';
    let visible = part_exponents(text).filter(|c| !is_invisible(*c)).collect::<String>();
    let mut letters = Vec::with_capacity(text.len());
    for character in visible.nfkd() {
        if !is_combining_mark(character) {
            base = character;
        } else if is_accent(character, base) {
            continue;
        }
        letters.extend(character.to_lowercase().filter(|c| !is_accent(*c, base)).map(ascii_digit));
    }
    letters
}

/// `10⁶` is not `106`, nor `3½` `31/2`.
fn part_exponents(text: &str) -> impl Iterator<Item = char> + '_ {
    let is_raised = |c| matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '¼'..='¾' | '⅐'..='⅞');
    let mut before = ' ';
    text.chars().flat_map(move |character| {
        let parts = is_raised(character) && before.is_numeric() && !is_raised(before);
        before = character;
        [parts.then_some(' '), Some(character)].into_iter().flatten()
    })
}

/// Soft hyphens, joiners, direction marks, variation selectors.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Accents of alphabets that stay readable without them. The marks of other
/// scripts carry meaning (kana voicing, Indic vowels), and so do those of
/// `й`, `ў`, `ї` and the stroke of `≠`.
fn is_accent(mark: char, base: char) -> bool {
    match mark {
        '\u{338}' => false,
        '\u{306}' => !matches!(base, 'и' | 'И' | 'у' | 'У'),
        '\u{308}' => !matches!(base, 'і' | 'І'),
        '\u{300}'..='\u{36F}' => true,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' => true,
        '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' => true,
        _ => false,
    }
}

/// Arabic, Persian, Indic and Thai digits as ASCII; Unicode keeps each ten in a row.
pub fn ascii_digit(character: char) -> char {
    const ZEROS: [u32; 14] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
        0xED0,
    ];
    let code = u32::from(character);
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code));
    zero.and_then(|zero| char::from_digit(code - zero, 10)).unwrap_or(character)
}

fn push(folded: &mut String, before: Option<char>, character: char, after: Option<char>) {
    let digits = is_digit(before) && is_digit(after);
    match character {
        '.' | ',' if digits => folded.push(character),
        '.' if is_digit(after) && !before.is_some_and(char::is_alphanumeric) => {
            folded.push_str("0.");
        }
        '.' if is_letter(before) && is_letter(after) => {}
        '-' if is_digit(after) && is_sign(before, folded) => folded.push_str(" minus "),
        '−' => folded.push_str(" minus "),
        '#' if before.is_some_and(char::is_alphanumeric) => folded.push('#'),
        '!' if after == Some('=') => folded.push_str(" !"),
        '\'' | '’' | '‘' | 'ʼ' | '׳' | '״' | '`' => {}
        '\u{640}' => {}
        _ => match spelling(character) {
            Some(spelling) => folded.push_str(spelling),
            None if character.is_alphanumeric() || is_combining_mark(character) => {
                folded.push(character);
            }
            None if is_symbol(character) => folded.extend([' ', character, ' ']),
            None => folded.push(' '),
        },
    }
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit())
}

fn is_letter(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphabetic)
}

/// A hyphen before a digit is a minus unless a number stands before it.
fn is_sign(before: Option<char>, folded: &str) -> bool {
    before.is_none_or(|c| c == ' ' || c == '(')
        && !folded.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Letters and signs that are written in more than one way.
fn spelling(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ς' => "σ",
        'ٱ' => "ا",
        'ة' => "ه",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        '&' => " and ",
        '%' | '٪' => " percent ",
        '$' => " dollar ",
        '€' => " euro ",
        '£' => " pound ",
        '¥' => " yen ",
        '₩' => " won ",
        '₹' => " rupee ",
        '₽' => " ruble ",
        _ => return None,
    })
}

/// Signs that tell answers apart: operators, arrows, emoji.
fn is_symbol(character: char) -> bool {
    match character {
        '+' | '<' | '>' | '=' | '±' | '×' | '÷' | '¬' | '|' => true,
        '\u{2E00}'..='\u{2E7F}' | '\u{3000}'..='\u{303F}' | '\u{30A0}' | '\u{30FB}' => false,
        '\u{FE10}'..='\u{FE6F}' | '\u{FFF9}'..='\u{FFFF}' => false,
        other => other >= '\u{2190}',
    }
}
