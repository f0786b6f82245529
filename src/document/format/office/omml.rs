//! Formulas of word processors (OMML) as text.

use crate::document::format::formula::{accented, fraction, or_hole, root, subscript, superscript};
use crate::document::format::xml::Element;

/// A formula in letters, or a hole where its layout says more than they could.
pub(super) fn text(formula: &Element) -> String {
    or_hole(row(formula))
}

fn row(element: &Element) -> Option<String> {
    element.children().map(piece).collect()
}

fn piece(element: &Element) -> Option<String> {
    let part = |name: &str| element.child(name).map_or_else(|| Some(String::new()), row);
    // What its properties say: the character of a sum, brackets, an accent.
    let said = |properties: &str, name: &str| {
        element.at(&[properties, name]).map(|said| said.get("val").unwrap_or_default().to_owned())
    };
    Some(match element.name() {
        "t" => element.text(),
        // One over the other, without a bar.
        "f" if said("fpr", "type").as_deref() == Some("noBar") => return None,
        "f" => fraction(&part("num")?, &part("den")?),
        "rad" => root(&part("deg")?, &part("e")?),
        "ssup" => part("e")? + &superscript(&part("sup")?),
        "ssub" => part("e")? + &subscript(&part("sub")?),
        "ssubsup" => part("e")? + &subscript(&part("sub")?) + &superscript(&part("sup")?),
        "spre" => subscript(&part("sub")?) + &superscript(&part("sup")?) + &part("e")?,
        "nary" => {
            let sign = said("narypr", "chr").unwrap_or_else(|| "∫".to_owned());
            let scripts = limits(&part("sub")?, &part("sup")?);
            format!("{sign}{scripts} {}", part("e")?)
        }
        "d" => {
            let sign = |name, usual: &str| said("dpr", name).unwrap_or_else(|| usual.to_owned());
            let parts: Option<Vec<String>> = element.children().filter(is_base).map(row).collect();
            let inner = parts?.join(&sign("sepchr", "|"));
            format!("{}{inner}{}", sign("begchr", "("), sign("endchr", ")"))
        }
        "func" => format!("{} {}", part("fname")?, part("e")?),
        "limlow" => part("e")? + &limits(&part("lim")?, ""),
        "limupp" => part("e")? + &limits("", &part("lim")?),
        "acc" => {
            let accent = said("accpr", "chr").and_then(|chr| chr.chars().next());
            accented(&part("e")?, accent.unwrap_or('\u{302}'))
        }
        "bar" => accented(&part("e")?, '\u{304}'),
        // Rows, of a matrix or of equations.
        "m" | "eqarr" => return None,
        name if name.ends_with("pr") => String::new(),
        _ => row(element)?,
    })
}

fn is_base(element: &&Element) -> bool {
    element.name() == "e"
}

fn limits(low: &str, high: &str) -> String {
    let low = if low.trim().is_empty() { String::new() } else { subscript(low) };
    let high = if high.trim().is_empty() { String::new() } else { superscript(high) };
    low + &high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_in_a_line() {
        let r = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
        let (a, b, two) = (r("a"), r("a + b"), r("2"));
        for (formula, expected) in [
            (format!("<m:f><m:fPr/><m:num>{b}</m:num><m:den>{two}</m:den></m:f>"), "(a + b)/2"),
            (format!("<m:sSup><m:e>{a}</m:e><m:sup>{two}</m:sup></m:sSup>"), "a²"),
            (format!("<m:rad><m:deg/><m:e>{b}</m:e></m:rad>"), "√(a + b)"),
            (
                format!(
                    "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{two}</m:sub><m:e>{a}</m:e></m:nary>"
                ),
                "∑₂ a",
            ),
            (format!("<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{a}</m:e></m:d>"), "[a)"),
            (format!("<m:m><m:mr><m:e>{a}</m:e></m:mr></m:m>"), "\u{FFFC}"),
        ] {
            assert_eq!(text(&Element::read(&formula, &mut 100).unwrap()), expected, "{formula}");
        }
    }
}
