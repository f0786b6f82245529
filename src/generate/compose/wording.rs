//! Plain English: forms of verbs, names in a row, the words of a question.

use crate::calendar::Precision;
use crate::generate::lexicon::{Pattern, listed};
use crate::generate::report::report;
use crate::generate::text::{self, capitalised, has_article};

/// Whether a cue is a report verb in the present: `argues that`.
pub(super) fn is_present(cue: &str) -> bool {
    let bare = cue.strip_suffix(" that").unwrap_or(cue);
    report(bare).is_some_and(|report| !report.is_past())
}

/// `A`, `A and B`, `A, B & C`.
pub(super) fn row(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [rest @ .., last] => format!("{} & {last}", rest.join(", ")),
    }
}

/// How a question asks for a date.
pub(super) fn when(precision: Precision) -> Option<&'static str> {
    Some(match precision {
        Precision::Day => "On what date",
        Precision::Month => "In what month and year",
        Precision::Season => "In what season and year",
        Precision::Year => "In what year",
        Precision::Decade => "In what decade",
        Precision::Century => "In what century",
        Precision::Range => return None,
    })
}

/// The preposition before a date.
pub(super) fn at(precision: Precision) -> &'static str {
    if precision == Precision::Day { "on" } else { "in" }
}

/// Quotes and brackets are closed.
pub(super) fn is_balanced(text: &str) -> bool {
    text.matches('"').count().is_multiple_of(2)
        && text.matches('“').count() == text.matches('”').count()
        && text.matches('(').count() == text.matches(')').count()
}

/// Braces make gaps in decks.
pub(super) fn has_braces(text: &str) -> bool {
    text.contains(['{', '}'])
}

/// Without a stop inside the closing quote: `"the wrong war."`.
pub(super) fn unstopped(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', ',']);
    for quote in ['"', '”'] {
        if let Some(bare) = text.strip_suffix(quote).and_then(|text| text.strip_suffix(['.', ',']))
        {
            return format!("{bare}{quote}");
        }
    }
    // `the U.S.` keeps its last stop.
    let mut last = text.chars().rev();
    let is_initial = last.next().is_some_and(char::is_uppercase) && last.next() == Some('.');
    format!("{text}{}", if is_initial { "." } else { "" })
}

/// Without the words that tie a statement to the one before: `therefore`.
pub(super) fn untied(text: &str) -> String {
    let mut text = text.to_owned();
    for word in listed!("ties").iter() {
        for tie in [format!(", {word}, "), format!(" {word} ")] {
            if text.matches(&tie).count() == 1 {
                text = text.replacen(&tie, " ", 1);
            }
        }
    }
    for tie in listed!("ties between commas").iter().map(|words| format!(", {words}, ")) {
        // `Taine, by contrast, a conservative, saw`: an apposition keeps its comma.
        let Some(at) = text.find(&tie) else { continue };
        let behind = &text[at + tie.len()..];
        text = text.replacen(&tie, if has_article(behind) { ", " } else { " " }, 1);
    }
    text
}

/// Without the words with which a sentence goes on from the one before: `However,`.
pub(super) fn opened(text: &str) -> String {
    let lower = text.to_lowercase();
    let cut = listed!("opening connectives").iter().filter_map(|words| {
        let rest = lower.strip_prefix(words)?;
        rest.starts_with(", ").then(|| words.len() + 2)
    });
    // Small letters may be of another length than capitals, outside of English.
    let rest = cut.max().and_then(|at| text.get(at..));
    rest.map_or_else(|| text.to_owned(), capitalised)
}

/// Without sources in brackets: `(Brown, 2003)`, and what years a person lived.
pub(super) fn without_sources(text: &str) -> String {
    static BRACKETS: Pattern = Pattern::new(r" ?\((?P<inside>[^()]*\d[^()]*)\)");
    static SOURCE: Pattern = Pattern::new(
        r"^(?:(?:see )?(?:[Ff]ig(?:ure|s?\.)|[Tt]ables?|[Bb]ox|[Mm]ap|[Cc]hapter|[Ss]ection)\b|(?:see |cf\. |e\.g\.,? )?\p{Lu}[^()]*,? (?:1[5-9]|20)\d\d[a-z]?\b|(?:b\. |d\. |c\. |ca\. |born |r\. )?\d{3,4} ?[–-] ?(?:\d{2,4})?$|pp?\. ?\d|\d+[–-]?\d*$|\p{Lu}[\w’'-]+(?: and \p{Lu}\w+| et al\.)?,? \d+(?:[–-]\d+)?$)",
    );
    // `[13]`, `[21, 22]`
    static NUMBERS: Pattern = Pattern::new(r" ?\[\d{1,3}(?:[,–-] ?\d{1,3})*\]");
    let months = crate::calendar::words::months();
    let kept = |inside: &str| {
        let first = text::first(inside);
        !SOURCE.is_match(inside) || months.contains(&first)
    };
    // What stood around them: `,,`, `..` at the end.
    static COMMAS: Pattern = Pattern::new(r",(?: ?,)+");
    static STOPS: Pattern = Pattern::new(r"[.,] ?\.$");
    let text = match NUMBERS.is_match(text) {
        true => {
            let text = NUMBERS.replace_all(text, "");
            STOPS.replace(&COMMAS.replace_all(&text, ","), ".").into_owned()
        }
        false => text.to_owned(),
    };
    let cut = BRACKETS.replace_all(&text, |found: &regex::Captures<'_>| {
        if kept(&found["inside"]) { found[0].to_owned() } else { String::new() }
    });
    cut.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::check;

    #[test]
    fn tense_is_read_off_the_cue() {
        let present = ["argues that", "argue", "points out that", "says", "denies that"];
        assert!(present.into_iter().all(is_present));
        let others = ["argued that", "held", "said that", "opinion", "According to"];
        assert!(!others.into_iter().any(is_present));
    }

    #[test]
    fn names_stand_in_a_row() {
        let own =
            |names: &[&str]| row(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(own(&["A"]), "A");
        assert_eq!(own(&["A", "B"]), "A and B");
        assert_eq!(own(&["A", "B", "C"]), "A, B & C");
    }

    #[test]
    fn connectives_that_open_are_cut() {
        let table = r"
            However, the envoys signed. => The envoys signed.
            In addition, the envoys signed. => The envoys signed.
            In 1648, the envoys signed. => In 1648, the envoys signed.
            Still the envoys signed. => Still the envoys signed.
        ";
        check(table, opened);
    }

    #[test]
    fn sources_are_cut_and_other_brackets_stay() {
        let table = r"
            The envoys signed (Brown, 2003). => The envoys signed.
            The envoys signed (Brown & Beard, 2003; Gruen 1999). => The envoys signed.
            The envoys signed (Brown, 558). => The envoys signed.
            The envoy Brun (1604–1671) signed. => The envoy Brun signed.
            The envoys signed (April 1648). => The envoys signed (April 1648).
            The fee (about 40 crowns) was paid. => The fee (about 40 crowns) was paid.
            The envoys (all of them) signed. => The envoys (all of them) signed.
        ";
        check(table, without_sources);
    }

    #[test]
    fn ties_are_cut() {
        let table = r"
            The envoys therefore signed the peace. => The envoys signed the peace.
            The envoys, nonetheless, signed. => The envoys signed.
            The envoys signed. => The envoys signed.
        ";
        check(table, untied);
    }
}
