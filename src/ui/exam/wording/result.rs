//! The words of a result. Pure.

use super::{Row, Tone, ends};
use crate::base::words::{count, duration};
use crate::quiz::exam::score::{given_text, marks};
use crate::quiz::exam::{Earlier, End, Ended, Entry, Mark, Score, Share, Sitting};
use crate::quiz::question::{Finding, Graded, Item, ItemMark};
use crate::ui::wording;

/// A percentage without decimals; never 100 or 0 by rounding.
pub fn percent(percent: f64) -> String {
    let shown = match percent {
        p if p > 99.0 && p < 100.0 => 99.0,
        p if p > 0.0 && p < 1.0 => 1.0,
        p => p.round(),
    };
    format!("{shown} %")
}

/// The percentage of a result; one that does not pass is not rounded up to
/// one that would.
pub fn score_percent(score: &Score) -> String {
    let (exact, pass) = (score.total.percent(), f64::from(score.pass));
    if score.passed() || exact.round() < pass {
        return percent(exact);
    }
    let tenth = (exact * 10.0).round() / 10.0;
    let shown = if tenth < pass { tenth } else { (exact * 10.0).floor() / 10.0 };
    format!("{shown:.1} %")
}

/// The result of a sitting, all of it; empty for one that is open.
pub fn result(sitting: &Sitting, earlier: &[Earlier]) -> Vec<Row> {
    let (Some(score), Some(end)) = (Score::of(sitting), &sitting.end) else { return Vec::new() };
    let mut rows = grade(sitting, &score, end);
    rows.extend(compared(&score, earlier));
    // A tag with a single question says no more than the question.
    let tags: Vec<Share> = score.tags.iter().filter(|tag| tag.of >= 2).cloned().collect();
    let decks = short(&score.decks);
    for (title, shares) in [("By deck", &decks), ("By tag", &tags), ("By format", &score.formats)] {
        rows.extend(table(title, shares, score.total.of));
    }
    rows.push(Row::gap());
    rows.push(Row::new(Tone::Heading, "Questions"));
    for (number, (entry, mark)) in (1..).zip(sitting.entries.iter().zip(&end.marks)) {
        rows.extend(question(number, entry, *mark));
    }
    rows
}

/// Decks by what their titles do not share.
fn short(decks: &[Share]) -> Vec<Share> {
    let titles: Vec<&str> = decks.iter().map(|deck| deck.name.as_str()).collect();
    let names = ends(&titles).map_or(titles, |(_, ends)| ends);
    let named = |(deck, name): (&Share, &str)| Share { name: name.to_owned(), ..deck.clone() };
    decks.iter().zip(names).map(named).collect()
}

fn grade(sitting: &Sitting, score: &Score, end: &End) -> Vec<Row> {
    let total = &score.total;
    let (word, tone) = match score.passed() {
        true => ("Passed", Tone::Right),
        false => ("Not passed", Tone::Wrong),
    };
    let (marks, of) = (marks(total.hundredths), total.of);
    let (percent, pass) = (score_percent(score), score.pass);
    let grade = format!("{word}: {marks} of {of}, {percent} (pass mark {pass} %).");
    let time = Some(time(sitting, end)).filter(|time| !time.is_empty());
    let rows = [Row::new(tone, grade), Row::plain(sure(sitting, score))];
    rows.into_iter().chain(time.map(Row::dim)).collect()
}

/// How sure the percentage is.
fn sure(sitting: &Sitting, score: &Score) -> String {
    let of = score.total.of;
    if sitting.asks_all() {
        return match of {
            1 => "The only card was asked: that is no sample.".to_owned(),
            _ => format!("All {of} cards were asked: that is no sample of them."),
        };
    }
    let (questions, are) = (count(of, "question"), if of == 1 { "is" } else { "are" });
    let (from, to) = (percent(score.range.from), percent(score.range.to));
    format!(
        "{questions} {are} a sample: what you really know is likely between {from} and {to} (95 %)."
    )
}

/// The time, and what has no answer; maybe empty.
fn time(sitting: &Sitting, end: &End) -> String {
    let used = duration(sitting.used);
    let time = match sitting.limit {
        Some(limit) => Some(format!("Time: {used} of {}.", duration(limit))),
        // Where no time was set, none at all says nothing.
        None => (sitting.used.as_secs() > 0).then(|| format!("Time: {used}.")),
    };
    let over = (end.how == Ended::TimeOver).then(|| "The time was over.".to_owned());
    let open = match sitting.unanswered().len() {
        0 => None,
        open => Some(format!("{} without an answer.", count(open, "question"))),
    };
    over.into_iter().chain(time).chain(open).collect::<Vec<_>>().join(" ")
}

/// Earlier sittings that are told of, at most.
const EARLIER: usize = 5;

fn compared(score: &Score, earlier: &[Earlier]) -> Vec<Row> {
    let Some(last) = earlier.last() else { return Vec::new() };
    let mut rows = vec![Row::gap(), Row::new(Tone::Heading, "Earlier exams on these decks")];
    for Earlier { started, total, same_paper } in &earlier[earlier.len().saturating_sub(EARLIER)..]
    {
        let (started, percent) = (started.moment(), percent(total.percent()));
        let (marks, of) = (marks(total.hundredths), total.of);
        let same = if *same_paper { "  the same paper" } else { "" };
        let text = format!("{started}  {percent}  {marks} of {of}{same}");
        rows.push(Row::item(Tone::Plain, "  ", text));
    }
    rows.push(Row::plain(change(score, last)));
    rows
}

/// How a result stands to the last one.
fn change(score: &Score, last: &Earlier) -> String {
    let points = (score.total.percent() - last.total.percent()).round();
    let said =
        |word: &str| format!("{} {word} than the last time", count(points.abs() as usize, "point"));
    let said = match points {
        0.0 => return "As much as the last time.".to_owned(),
        points if points > 0.0 => said("more"),
        _ => said("less"),
    };
    match last.differs_from(&score.total) {
        false => format!("{said}; so few questions cannot tell that from chance."),
        true if points > 0.0 && last.same_paper => {
            format!("{said}; it was the same paper, so that practice explains a gain.")
        }
        true => format!("{said}; more than chance explains."),
    }
}

/// Marks of groups of the `total` questions; nothing where each group holds all
/// of them, which says nothing new.
fn table(title: &str, shares: &[Share], total: usize) -> Vec<Row> {
    if shares.iter().all(|share| share.of == total) {
        return Vec::new();
    }
    let row = |share: &Share| {
        let marks = format!("{} of {}", marks(share.hundredths), share.of);
        let text = format!("{}: {marks}, {}", share.name, percent(share.percent()));
        Row::item(Tone::Plain, "  ", text)
    };
    let head = [Row::gap(), Row::new(Tone::Heading, title)];
    head.into_iter().chain(shares.iter().map(row)).collect()
}

fn question(number: usize, entry: &Entry, mark: Mark) -> Vec<Row> {
    let question = &entry.question;
    let (sign, tone) = match mark.hundredths() {
        100 => ("+", Tone::Right),
        0 => ("x", Tone::Wrong),
        _ => ("~", Tone::Plain),
    };
    let asked = question.filled().unwrap_or_else(|| question.prompt());
    let prompt = format!("[{mark} of 1] {asked}");
    let mut rows = vec![Row::gap(), Row::item(tone, format!("{number}. {sign} "), prompt)];
    let (answer, given) = (question.answer(), entry.given.as_ref());
    let yours = given.map(|given| given_text(question, given));
    let graded = given.filter(|_| mark.hundredths() < 100).map(|given| question.grade(given, 0));
    let compared =
        given.zip(graded.as_ref()).map(|(given, graded)| wording::verdict(given, graded));
    let [typed, right] = compared.map_or([vec![], vec![]], |found| [found.typed, found.answer]);
    rows.push(match &yours {
        Some(yours) => Row::compared("   Yours: ", yours, &typed, Tone::Plain),
        None => Row::item(Tone::Plain, "   ", "No answer."),
    });
    if yours.is_none_or(|yours| yours != answer) {
        rows.push(Row::compared("   Right: ", &answer, &right, Tone::Right));
    }
    let mut add = |head: &str, text: &str, tone| rows.push(Row::item(tone, head, text));
    if let Some(why) = graded.as_ref().and_then(why) {
        add("   Why: ", &why, Tone::Dim);
    }
    if let Some(note) = question.card.note() {
        add("   Note: ", note, Tone::Dim);
    }
    if let Some(source) = question.card.source() {
        add("   Source: ", source, Tone::Dim);
    }
    rows
}

/// How the mark came about, where that is not plain to see.
fn why(graded: &Graded) -> Option<String> {
    let stray = |mark: &ItemMark| match &mark.item {
        Item::Stray(text) => Some(text.clone()),
        _ => None,
    };
    let strays: Vec<String> = graded.items.iter().filter_map(stray).collect();
    if !strays.is_empty() {
        let named = graded.items.iter().filter(|item| item.right).count();
        let (away, strays) = (strays.len(), strays.join("; "));
        return Some(format!("{named} named, {away} taken away. Not in the list: {strays}."));
    }
    match &graded.finding {
        Finding::Right | Finding::Wrong(None) => None,
        Finding::Wrong(Some(fault)) => Some(wording::fault(fault)),
        finding => Some(wording::finding(finding)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Fault;
    use crate::quiz::question::Parts;

    fn graded(finding: Finding, items: Vec<ItemMark>) -> Graded {
        let credit = crate::quiz::question::Credit { got: 0, of: 1 };
        let (rating, difference) = (crate::schedule::Rating::Again, Vec::new());
        Graded { rating, finding, answer: Some("Rome".to_owned()), difference, items, credit }
    }

    #[test]
    fn the_authors_remark_is_told_as_it_is() {
        for remark in ["Wrong: it fell in 476.", "The answer: all roads lead to it."] {
            let fault = Fault::NoCredit(remark.to_owned());
            let told = why(&graded(Finding::Wrong(Some(fault)), Vec::new()));
            assert_eq!(told.as_deref(), Some(remark));
        }
        assert_eq!(why(&graded(Finding::Right, Vec::new())), None);
        assert_eq!(why(&graded(Finding::Wrong(None), Vec::new())), None);
    }

    #[test]
    fn what_stands_in_the_list_is_none_of_what_does_not() {
        let missing = Item::Listed("Cato (does not belong here)".to_owned());
        let items = vec![ItemMark { right: false, item: missing }];
        let none = Finding::Partly { right: 0, of: 1, parts: Parts::Named };
        assert_eq!(why(&graded(none, items)).as_deref(), Some("0 of 1 named."));
    }

    #[test]
    fn percentages_are_never_rounded_to_all_or_nothing() {
        let said = [0.0, 0.4, 64.6, 99.7, 100.0].map(percent);
        assert_eq!(said, ["0 %", "1 %", "65 %", "99 %", "100 %"]);
    }

    #[test]
    fn what_fails_is_not_rounded_up_to_what_passes() {
        let said = |hundredths: u64, of: usize, pass: u32| {
            let total = Share { name: "all".to_owned(), hundredths, of };
            let (decks, tags, formats) = (Vec::new(), Vec::new(), Vec::new());
            let range = crate::quiz::exam::Range::of(&total);
            score_percent(&Score { total, range, pass, decks, tags, formats })
        };
        assert_eq!(said(200, 3, 67), "66.7 %");
        assert_eq!(said(200, 3, 66), "67 %");
        assert_eq!(said(200, 3, 80), "67 %");
        assert_eq!(said(29_988, 500, 60), "59.9 %");
    }
}
