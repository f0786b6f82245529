//! Formulas in MathML, as pages and OpenDocument keep them, as text.

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
    let parts = || element.children().map(piece).collect::<Option<Vec<String>>>();
    Some(match element.name() {
        "mi" | "mn" | "mtext" | "ms" => element.text(),
        "mo" => operator(element.text().trim()),
        "mspace" => " ".to_owned(),
        // What it was made from, in another notation.
        "annotation" | "annotation-xml" => String::new(),
        "msqrt" => root("", &row(element)?),
        // What is left out of these would change what the rest says.
        "mtable" | "mmultiscripts" | "menclose" | "mlongdiv" => return None,
        "mfenced" => {
            let [open, close] = [("open", "("), ("close", ")")];
            let sign = |(name, usual)| element.get(name).unwrap_or(usual);
            format!("{}{}{}", sign(open), parts()?.join(", "), sign(close))
        }
        "mfrac" | "mroot" | "msup" | "msub" | "msubsup" | "munder" | "mover" | "munderover" => {
            of_parts(element.name(), &parts()?)?
        }
        _ => row(element)?,
    })
}

fn operator(sign: &str) -> String {
    match sign {
        "=" | "≠" | "<" | ">" | "≤" | "≥" | "≈" | "≡" | "+" | "−" | "→" | "⇒" => {
            format!(" {sign} ")
        }
        sign => sign.to_owned(),
    }
}

fn of_parts(name: &str, parts: &[String]) -> Option<String> {
    Some(match (name, parts) {
        ("mfrac", [over, under]) => fraction(over, under),
        ("mroot", [of, degree]) => root(degree, of),
        ("mover", [of, over]) if accent(over).is_some() => accented(of, accent(over)?),
        ("msup" | "mover", [of, high]) => format!("{of}{}", superscript(high)),
        ("msub" | "munder", [of, low]) => format!("{of}{}", subscript(low)),
        ("msubsup" | "munderover", [of, low, high]) => {
            format!("{of}{}{}", subscript(low), superscript(high))
        }
        _ => return None,
    })
}

/// The combining mark of a sign above.
fn accent(sign: &str) -> Option<char> {
    Some(match sign.trim() {
        "^" | "ˆ" => '\u{302}',
        "¯" | "‾" => '\u{304}',
        "→" | "⃗" => '\u{20D7}',
        "˙" => '\u{307}',
        "~" | "˜" => '\u{303}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_in_a_line() {
        for (formula, expected) in [
            ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "a/(b + 1)"),
            ("<msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><msqrt><mn>2</mn></msqrt>", "x² = √2"),
            (
                "<semantics><mover><mi>x</mi><mo>¯</mo></mover><annotation>bar x</annotation></semantics>",
                "x̄",
            ),
            ("<mi>f</mi><mfenced><mi>x</mi><mi>y</mi></mfenced>", "f(x, y)"),
            ("<mi>a</mi><mmultiscripts><mi>x</mi><mn>2</mn></mmultiscripts>", "\u{FFFC}"),
            ("<mtable/>", "\u{FFFC}"),
        ] {
            let whole = Element::read(&format!("<math>{formula}</math>"), &mut 100).unwrap();
            assert_eq!(text(&whole), expected);
        }
    }
}
