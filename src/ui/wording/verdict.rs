//! What is said of an answer that was judged, for all ways to show it. Pure.

use crate::judge::{Fault, Part, PieceKind, Whole, Why};
use crate::quiz::question::{Finding, Given, Graded, Item, ItemMark, Parts};

/// What was found, and the right answer where that is not plain to see.
pub fn remark(graded: &Graded) -> String {
    match (&graded.finding, &graded.answer) {
        (Finding::Right, Some(answer)) => format!("Right: {answer}"),
        (found, Some(answer)) => format!("{} The answer: {answer}", finding(found)),
        (found, None) => finding(found),
    }
}

/// A verdict beside what was typed, each in runs with whether they differ there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What was found, up to the right answer.
    pub head: String,
    /// The right answer; empty where it is plain to see.
    pub answer: Vec<(String, bool)>,
    /// What was typed; empty where it is letter by letter the right answer.
    pub typed: Vec<(String, bool)>,
}

/// What was found, the right answer and what was typed.
pub fn verdict(given: &Given, graded: &Graded) -> Compared {
    let whole = |text: &str| vec![(text.to_owned(), false)];
    let answer = graded.answer.as_deref().unwrap_or_default();
    let typed = match given {
        Given::Text(text) if text.trim() != answer => text.trim(),
        _ => "",
    };
    let head = remark(graded);
    let head = head.strip_suffix(answer).unwrap_or(&head).to_owned();
    let is_like = graded.difference.iter().any(|piece| piece.kind == PieceKind::Same);
    if answer.is_empty() || typed.is_empty() || !is_like {
        let some = |text: &str| if text.is_empty() { Vec::new() } else { whole(text) };
        return Compared { head, answer: some(answer), typed: some(typed) };
    }
    let runs = |other: PieceKind| {
        let pieces = graded.difference.iter().filter(|piece| piece.kind != other);
        pieces.map(|piece| (piece.text.clone(), piece.kind != PieceKind::Same)).collect()
    };
    Compared { head, answer: runs(PieceKind::Extra), typed: runs(PieceKind::Missing) }
}

/// What was typed, where it is not letter by letter the right answer.
pub fn typed(given: &Given, graded: &Graded) -> Option<String> {
    let typed: String = verdict(given, graded).typed.into_iter().map(|(text, _)| text).collect();
    (!typed.is_empty() && graded.answer.is_some()).then(|| format!("You typed: {typed}"))
}

/// What was found, without the answer.
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Right => "Right.".to_owned(),
        Finding::Close(why) => format!("Close: {}.", close(*why)),
        Finding::Wrong(None) => "Wrong.".to_owned(),
        Finding::Wrong(Some(found)) => format!("Wrong: {}", fault(found)),
        Finding::Chosen { right, of, wrong: 0 } => format!("{right} of {of} right."),
        Finding::Chosen { right, wrong, .. } => format!("{right} right, {wrong} wrong."),
        Finding::Partly { right, of, parts } => {
            let parts = match parts {
                Parts::Named => "named",
                Parts::Recalled => "recalled",
                Parts::InOrder => "in the right order",
                Parts::Pairs => "pairs right",
            };
            format!("{right} of {of} {parts}.")
        }
    }
}

/// What is wrong with an answer: the author's words, or ours.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NoCredit(remark) => remark.clone(),
        Fault::Unit { given, asked } => format!("the unit is not {given} but {asked}."),
    }
}

/// A marked item, with its mark before it.
pub fn marked(marked: &ItemMark) -> String {
    format!("{} {}", if marked.right { "+" } else { "x" }, item(marked))
}

/// A marked item, and what was given instead.
pub fn item(ItemMark { right, item }: &ItemMark) -> String {
    match item {
        Item::Listed(text) => text.clone(),
        Item::Stray(text) => format!("{text} (does not belong here)"),
        Item::Placed { text, place, .. } if *right => format!("{}. {text}", place + 1),
        // In its place, but not behind what stands before it.
        Item::Placed { text, place, given } if place == given => {
            format!("{}. {text} (out of order)", place + 1)
        }
        Item::Placed { text, place, given } => {
            format!("{}. {text} (yours: {})", place + 1, given + 1)
        }
        Item::Pair { left, right, instead: None } => format!("{left}: {right}"),
        Item::Pair { left, right, instead: Some(other) } => {
            format!("{left}: {right} (not {other})")
        }
    }
}

fn close(why: Why) -> String {
    match why {
        Why::Slip => "a slip of the keys".to_owned(),
        Why::LessPrecise(part) => format!("right as far as it goes, but {} asked", lacking(part)),
        Why::Incomplete { missing: 1 } => "one item is missing".to_owned(),
        Why::Incomplete { missing } => format!("{missing} items are missing"),
    }
}

fn lacking(part: Part) -> &'static str {
    match part {
        Part::Day => "the day was",
        Part::Month => "the month was",
        Part::Year => "the year was",
        Part::Of(Whole::Month) => "the part of the month was",
        Part::Of(Whole::Year) => "the part of the year was",
        Part::Of(Whole::Decade) => "the part of the decade was",
        Part::Of(Whole::Century) => "the part of the century was",
        Part::Span => "both ends of the span were",
        Part::HalfOfDay => "a.m. or p.m. was",
        Part::Unit => "the unit was",
        Part::FullName => "the full name was",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::question::Credit;
    use crate::schedule::Rating;

    fn said(finding: Finding, answer: Option<&str>) -> String {
        let (rating, credit) = (Rating::Again, Credit { got: 0, of: 1 });
        let (answer, difference, items) = (answer.map(str::to_owned), Vec::new(), Vec::new());
        remark(&Graded { rating, finding, answer, difference, items, credit })
    }

    #[test]
    fn the_answer_follows_where_it_is_not_plain_to_see() {
        let remark = Finding::Wrong(Some(Fault::NoCredit("Which Kim?".to_owned())));
        let unit = Fault::Unit { given: "kg".to_owned(), asked: "m".to_owned() };
        let unit = Finding::Wrong(Some(unit));
        let chosen = |right, wrong| Finding::Chosen { right, of: 4, wrong };
        let slip = Finding::Close(Why::Slip);
        let cases = [
            (Finding::Right, None, "Right."),
            (Finding::Right, Some("Rome"), "Right: Rome"),
            (slip, Some("Rome"), "Close: a slip of the keys. The answer: Rome"),
            (Finding::Wrong(None), None, "Wrong."),
            (Finding::Wrong(None), Some("Rome"), "Wrong. The answer: Rome"),
            (remark, Some("Kim"), "Wrong: Which Kim? The answer: Kim"),
            (unit, Some("1 m"), "Wrong: the unit is not kg but m. The answer: 1 m"),
            (chosen(2, 0), Some("a"), "2 of 4 right. The answer: a"),
            (chosen(4, 1), Some("a"), "4 right, 1 wrong. The answer: a"),
        ];
        for (finding, answer, text) in cases {
            assert_eq!(said(finding, answer), text);
        }
    }

    #[test]
    fn parts_are_counted_by_what_they_are() {
        let kinds = [Parts::Named, Parts::Recalled, Parts::InOrder, Parts::Pairs];
        let words = ["named", "recalled", "in the right order", "pairs right"];
        for (parts, word) in kinds.into_iter().zip(words) {
            let found = Finding::Partly { right: 2, of: 3, parts };
            assert_eq!(said(found, None), format!("2 of 3 {word}."));
        }
    }

    #[test]
    fn what_is_close_says_what_it_lacks() {
        let told = |why| finding(&Finding::Close(why));
        assert_eq!(told(Why::Incomplete { missing: 1 }), "Close: one item is missing.");
        assert_eq!(told(Why::Incomplete { missing: 2 }), "Close: 2 items are missing.");
        for (part, lacking) in [
            (Part::Day, "the day was"),
            (Part::Of(Whole::Decade), "the part of the decade was"),
            (Part::Span, "both ends of the span were"),
            (Part::HalfOfDay, "a.m. or p.m. was"),
            (Part::Unit, "the unit was"),
        ] {
            let close = format!("Close: right as far as it goes, but {lacking} asked.");
            assert_eq!(told(Why::LessPrecise(part)), close);
        }
    }

    #[test]
    fn an_item_tells_what_was_given_instead() {
        let text = || "b".to_owned();
        let pair = |instead| Item::Pair { left: text(), right: "2".to_owned(), instead };
        let told = |right, item| super::item(&ItemMark { right, item });
        let placed = |place, given| Item::Placed { text: text(), place, given };
        assert_eq!(told(true, Item::Listed(text())), "b");
        assert_eq!(told(false, Item::Stray(text())), "b (does not belong here)");
        assert_eq!(told(true, placed(1, 1)), "2. b");
        assert_eq!(told(false, placed(1, 1)), "2. b (out of order)");
        assert_eq!(told(false, placed(1, 2)), "2. b (yours: 3)");
        assert_eq!(told(true, pair(None)), "b: 2");
        assert_eq!(told(false, pair(Some("3".to_owned()))), "b: 2 (not 3)");
    }
}
