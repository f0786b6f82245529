//! Formulas as text, where they can be written in a line: TeX, and the pieces
//! that other notations are put together from.

use super::listed;
use crate::document::tree::HOLE;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Deepest group.
const MAX_DEPTH: usize = 32;

/// Commands that are a character or a word.
static SYMBOLS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let words: Vec<&str> = listed(include_str!("../../../data/markup/tex.txt")).collect();
    words.as_chunks::<2>().0.iter().map(|[name, text]| (*name, *text)).collect()
});

const PLAIN: &str = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδφχ′*∗";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡ′**";
const PLAIN_LOW: &str = "0123456789+-−=()aehijklmnoprstuvxβγρφχ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";

/// A formula of TeX in letters; none where its layout says more than they could.
pub fn tex_in_letters(tex: &str) -> Option<String> {
    said(Tex { rest: tex, depth: 0 }.row(None)).filter(|text| !text.contains(HOLE))
}

/// A formula in letters, or a hole where its layout says more than they could.
pub(in crate::document) fn text(tex: &str) -> String {
    or_hole(Tex { rest: tex, depth: 0 }.row(None))
}

/// What was read of a formula, where that was anything.
pub(super) fn or_hole(found: Option<String>) -> String {
    said(found).unwrap_or_else(|| HOLE.to_string())
}

fn said(found: Option<String>) -> Option<String> {
    found.map(|text| tidy(&text)).filter(|text| !text.is_empty())
}

/// Runs of blanks as one.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of raised characters, where there are such.
pub(super) fn raised(text: &str) -> Option<String> {
    mapped(text, PLAIN, RAISED)
}

fn mapped(text: &str, from: &str, to: &str) -> Option<String> {
    let find = |c| from.chars().zip(to.chars()).find(|&(plain, _)| plain == c);
    text.chars().map(|c| find(c).map(|(_, found)| found)).collect()
}

/// What follows a base above the line: `²`, `^(n/2)`.
pub(super) fn superscript(text: &str) -> String {
    match text.trim() {
        degree @ ("∘" | "°") => degree.replace('∘', "°"),
        text => raised(text).unwrap_or_else(|| format!("^{}", grouped(text))),
    }
}

/// What follows a base below the line: `₂`, `_b`.
pub(super) fn subscript(text: &str) -> String {
    let text = text.trim();
    mapped(text, PLAIN_LOW, LOWERED).unwrap_or_else(|| format!("_{}", grouped(text)))
}

/// `a/b`, `(a + b)/2`
pub(super) fn fraction(over: &str, under: &str) -> String {
    format!("{}/{}", grouped(over.trim()), grouped(under.trim()))
}

/// `√x`, `∛(x + 1)`
pub(super) fn root(degree: &str, of: &str) -> String {
    let sign = match degree.trim() {
        "" | "2" => "√".to_owned(),
        "3" => "∛".to_owned(),
        "4" => "∜".to_owned(),
        degree => format!("{}√", raised(degree).unwrap_or_else(|| grouped(degree))),
    };
    format!("{sign}{}", grouped(of.trim()))
}

/// A base under an accent; over several letters it is left out.
pub(super) fn accented(of: &str, accent: char) -> String {
    match of.chars().count() {
        1 => of.chars().chain([accent]).nfc().collect(),
        _ => of.to_owned(),
    }
}

/// In parentheses, unless it is one thing.
fn grouped(text: &str) -> String {
    let is_one = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '′' | '°' | '∞'))
        || is_bracketed(text);
    if is_one || text.chars().count() == 1 { text.to_owned() } else { format!("({text})") }
}

/// Whether the parenthesis that it begins with is closed by its last character.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0i32;
    let closed = text.char_indices().find(|&(_, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    text.starts_with('(') && closed.is_some_and(|(at, _)| at + 1 == text.len())
}

struct Tex<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Tex<'a> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn skip(&mut self, c: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// To the closing character; none where it cannot be written in a line.
    fn row(&mut self, until: Option<char>) -> Option<String> {
        self.depth += 1;
        let mut text = String::new();
        loop {
            let c = match self.next() {
                None if until.is_none() => break,
                None => return None,
                Some(c) => c,
            };
            if Some(c) == until {
                break;
            }
            self.piece(c, &mut text)?;
        }
        self.depth -= 1;
        Some(text)
    }

    fn piece(&mut self, c: char, text: &mut String) -> Option<()> {
        match c {
            '}' | '&' => return None,
            '{' => text.push_str(&self.group()?),
            '^' => text.push_str(&superscript(&self.argument()?)),
            '_' => text.push_str(&subscript(&self.argument()?)),
            '~' => text.push(' '),
            '\'' => text.push('′'),
            '\\' => self.command(text)?,
            c => text.push(c),
        }
        Some(())
    }

    fn group(&mut self) -> Option<String> {
        if self.depth == MAX_DEPTH { None } else { self.row(Some('}')) }
    }

    /// A group, a command or a character.
    fn argument(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let mut text = String::new();
        let c = self.next()?;
        self.piece(c, &mut text)?;
        self.depth -= 1;
        Some(text)
    }

    /// The group that follows, as it stands.
    fn verbatim(&mut self) -> Option<&'a str> {
        self.rest = self.rest.trim_start().strip_prefix('{')?;
        let (text, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        (!text.contains(['{', '\\', '$'])).then_some(text)
    }

    fn command(&mut self, text: &mut String) -> Option<()> {
        let rest = self.rest;
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let name = &rest[..length];
        self.rest = &rest[length..];
        if let Some(symbol) = SYMBOLS.get(name) {
            self.symbol(symbol, text);
            return Some(());
        }
        match name {
            "" => return self.sign(text),
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                text.push_str(&fraction(&self.argument()?, &self.argument()?));
            }
            "sqrt" => {
                let degree = if self.skip('[') { self.row(Some(']'))? } else { String::new() };
                text.push_str(&root(&degree, &self.argument()?));
            }
            "text" | "mathrm" | "mbox" | "textbf" | "textit" | "textrm" | "operatorname" => {
                text.push_str(self.verbatim()?);
            }
            "mathbb" => text.extend(self.verbatim()?.chars().map(double_struck)),
            "mathbf" | "mathit" | "mathsf" | "mathcal" | "mathfrak" | "mathscr" | "boldsymbol"
            | "bm" | "underbrace" | "overbrace" | "boxed" | "ce" => {
                text.push_str(&self.argument()?);
            }
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" | "bigg"
            | "Bigg" | "middle" => self.delimiter(text)?,
            "pmod" => text.push_str(&format!(" (mod {})", self.argument()?.trim())),
            "label" | "tag" | "color" => {
                self.verbatim()?;
            }
            "limits" | "nolimits" | "displaystyle" | "textstyle" | "nonumber" => {}
            "quad" | "qquad" => text.push(' '),
            name => text.push_str(&accented(&self.accent(name)?, accent(name)?)),
        }
        Some(())
    }

    fn accent(&mut self, name: &str) -> Option<String> {
        accent(name)?;
        self.argument()
    }

    /// A word stands apart from the letters that follow.
    fn symbol(&self, symbol: &str, text: &mut String) {
        let is_word = symbol.len() > 1 && symbol.is_ascii();
        if is_word && text.ends_with(char::is_alphanumeric) {
            text.push(' ');
        }
        text.push_str(symbol);
        if is_word && self.rest.starts_with(|c: char| c.is_alphanumeric() || c == '\\') {
            text.push(' ');
        }
    }

    /// A backslash before no letter.
    fn sign(&mut self, text: &mut String) -> Option<()> {
        match self.next()? {
            c @ ('{' | '}' | '%' | '$' | '&' | '#' | '_') => text.push(c),
            '|' => text.push('‖'),
            '!' => {}
            ',' | ';' | ':' | ' ' => text.push(' '),
            _ => return None,
        }
        Some(())
    }

    fn delimiter(&mut self, text: &mut String) -> Option<()> {
        match self.next()? {
            '.' => {}
            '\\' => self.command(text)?,
            c => text.push(c),
        }
        Some(())
    }
}

/// The combining mark of an accent's command.
fn accent(name: &str) -> Option<char> {
    Some(match name {
        "hat" | "widehat" => '\u{302}',
        "bar" | "overline" => '\u{304}',
        "vec" | "overrightarrow" => '\u{20D7}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "tilde" | "widetilde" => '\u{303}',
        "not" => '\u{338}',
        "underline" => '\u{332}',
        _ => return None,
    })
}

fn double_struck(c: char) -> char {
    "CHNPQRZE".chars().zip("ℂℍℕℙℚℝℤ𝔼".chars()).find(|&(from, _)| from == c).map_or(c, |(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_written_in_a_line() {
        for (tex, expected) in [
            ("E = mc^2", "E = mc²"),
            (r"\frac{a+b}{2}", "(a+b)/2"),
            (r"\frac12 m v^{2}", "1/2 m v²"),
            (r"x_{1}, x_b, x_{max}", "x₁, x_b, xₘₐₓ"),
            (r"e^{-i\omega t}", "e^(-iω t)"),
            (r"\sqrt{2} \sqrt[3]{x+1}", "√2 ∛(x+1)"),
            (r"\alpha\leq\beta", "α≤β"),
            (r"\sin\theta + \ln x", "sin θ + ln x"),
            (r"f: \mathbb{R} \to \mathbb{R}", "f: ℝ → ℝ"),
            (r"\left( \frac{(a)}{b} \right)", "( (a)/b )"),
            (r"90^\circ", "90°"),
            (r"\text{CO}_2", "CO₂"),
            (r"\vec{v} = \dot x", "v⃗ = ẋ"),
            (r"\not= \not\in", "≠ ∉"),
            (r"a \equiv b \pmod{7}", "a ≡ b (mod 7)"),
            (r"\{1, 2\} \% f'", "{1, 2} % f′"),
        ] {
            assert_eq!(text(tex), expected, "{tex}");
        }
    }

    #[test]
    fn what_has_rows_or_is_unknown_leaves_a_hole() {
        for tex in [
            r"\begin{matrix} a & b \end{matrix}",
            r"a \\ b",
            r"\unknown",
            "{a",
            "a}",
            r"\frac{a}",
            "",
        ] {
            assert_eq!(text(tex), HOLE.to_string(), "{tex}");
        }
        assert_eq!(text(&"{".repeat(100_000)), HOLE.to_string());
    }

    proptest! {
        #[test]
        fn no_formula_makes_it_panic(tex in r"(\\[a-z]{1,6}|\{|\}|\^|_|\[|\]|\\frac|\\sqrt|\\left|\PC){0,40}") {
            prop_assert!(!text(&tex).is_empty());
        }
    }
}
