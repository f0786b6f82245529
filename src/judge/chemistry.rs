//! Symbols of chemistry, of which the case tells one from another: `CO` and `Co`.

const ELEMENTS: &str = " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni \
    Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm \
    Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu \
    Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og ";
/// Words that are written so more often than elements.
const WORDS: [&str; 4] = ["no", "in", "as", "at"];

/// Whether two texts differ in nothing but their case, and are other substances by it.
pub(super) fn differ(a: &str, b: &str) -> bool {
    let is_word = || WORDS.contains(&a.to_lowercase().as_str());
    a != b
        && a.len() <= 20
        && a.eq_ignore_ascii_case(b)
        && !is_word()
        && symbols(a).zip(symbols(b)).is_some_and(|(a, b)| a != b)
}

/// The elements of a formula; none where it is none.
fn symbols(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "()+-".contains(c));
        let end = rest.char_indices().skip(1).find(|(_, c)| !c.is_ascii_lowercase());
        let (symbol, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        if symbol.is_empty() {
            break;
        }
        let is_element = symbol.starts_with(|c: char| c.is_ascii_uppercase())
            && ELEMENTS.contains(&format!(" {symbol} "));
        found.push(symbol);
        rest = if is_element { behind } else { return None };
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_tells_substances_apart_and_not_words() {
        for (a, b) in [("CO", "Co"), ("NI3", "Ni3"), ("HO", "Ho")] {
            assert!(differ(a, b) && differ(b, a), "{a}, {b}");
        }
        for (a, b) in [("CO", "co"), ("No", "NO"), ("Rome", "ROME"), ("CO", "CO"), ("", "")] {
            assert!(!differ(a, b), "{a}, {b}");
        }
    }
}
