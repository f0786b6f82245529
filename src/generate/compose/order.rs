//! Events of a section to be put in order.

use super::context::{Context, Told};
use super::id::id;
use super::{Draft, Kind, dates, note, passage_at, quote, rank};
use crate::calendar::{Precision, Span};
use crate::deck::Content;
use crate::generate::text::words;
use std::collections::BTreeMap;
use std::ops::Range;

/// Items of one card.
const FEWEST: usize = 3;
const MOST: usize = 5;
/// Longest item, in words.
const LONGEST: usize = 13;
/// Days between neighbours, at least.
const GAP: i64 = 5;

/// A date and its event, which may be an item.
type Item<'c> = (usize, &'c Told);

/// At most one card a section.
pub(super) fn cards(context: &Context<'_>) -> Vec<Draft> {
    let mut by_section: BTreeMap<usize, Vec<Item<'_>>> = BTreeMap::new();
    for fact in 0..context.facts.dates.len() {
        let Some(told) = &context.told[fact] else { continue };
        let date = &context.facts.dates[fact];
        let Some(section) = context.document.section_index_at(date.span.start) else { continue };
        if dates::is_sure(context, fact, &told.text)
            && (3..=LONGEST).contains(&words(&told.text))
            && date.value.precision() >= Precision::Year
        {
            by_section.entry(section).or_default().push((fact, told));
        }
    }
    by_section.into_iter().filter_map(|(section, items)| card(context, section, items)).collect()
}

/// The shortest events whose order nobody can doubt.
fn card(context: &Context<'_>, section: usize, mut items: Vec<Item<'_>>) -> Option<Draft> {
    items.sort_by_key(|(_, told)| (words(&told.text), told.text.as_str()));
    let mut chosen: Vec<Item<'_>> = Vec::new();
    for (fact, told) in items {
        let fits = chosen.iter().all(|&(other, known)| {
            is_clear(context, fact, other) && told.bag.likeness(&known.bag) < 0.7
        });
        if fits && chosen.len() < MOST {
            chosen.push((fact, told));
        }
    }
    if chosen.len() < FEWEST {
        return None;
    }
    chosen.sort_by_key(|&(fact, _)| context.facts.dates[fact].value.bounds());
    let first = chosen[0].0;
    let section = &context.document.sections[section];
    let (from, place) = match section.title.as_str() {
        "" => (String::new(), context.document.place_at(context.facts.dates[first].span.start)),
        title => (format!(" (From “{title}”.)"), title.to_owned()),
    };
    let front = format!("Put these events in order, the earliest first.{from}");
    let values: Vec<Span> =
        chosen.iter().map(|&(fact, _)| context.facts.dates[fact].value).collect();
    let items: Vec<String> = chosen.iter().map(|(_, told)| told.text.clone()).collect();
    let facts: Vec<String> =
        values.iter().zip(&items).map(|(value, text)| format!("{value} {text}")).collect();
    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    let id = id("order", &format!("{} {}", values[0], values[values.len() - 1]), &facts);
    let place = section.rests_on.clone().unwrap_or(place);
    let mut note = note(id, Content::Order { front, items }, &["dates", "order"], place);
    let dated: Vec<String> = values.iter().map(Span::in_english).collect();
    note.note = Some(format!("{}.", dated.join("; ")));
    let spans = chosen.iter().map(|&(fact, _)| context.facts.dates[fact].span.start);
    let mut told_by: Vec<Range<usize>> =
        spans.filter_map(|start| passage_at(context.document, start)).collect();
    told_by.dedup();
    note.quote = told_by.into_iter().map(|span| quote(context.document, span)).collect();
    Some(Draft::new(Kind::Dates, first, note, rank::ORDER))
}

fn is_clear(context: &Context<'_>, a: usize, b: usize) -> bool {
    let bounds = |fact: usize| context.facts.dates[fact].value.bounds();
    bounds(a).zip(bounds(b)).is_some_and(|(a, b)| a.is_apart(&b) && a.distance(&b) >= GAP)
}

#[cfg(test)]
mod tests {
    use super::super::tests::cards_of;
    use super::*;

    fn orders(text: &str) -> Vec<(String, String)> {
        cards_of(text, Kind::Dates)
            .into_iter()
            .filter(|(front, _)| front.starts_with("Put"))
            .collect()
    }

    const FIRST: &str = "The Ottoman fleet besieged Malta in May 1565.";
    const THIRD: &str = "The Treaty of Utrecht was signed on 11 April 1713.";

    #[test]
    fn three_events_of_a_section_are_put_in_order() {
        let text = format!(
            "# Of Europe\n\n{THIRD} {FIRST} In 1648 the envoys of Sweden signed the peace.\n"
        );
        assert_eq!(
            orders(&text),
            [(
                "Put these events in order, the earliest first. (From “Of Europe”.)".to_owned(),
                "The Ottoman fleet besieged Malta → The envoys of Sweden signed the peace → The Treaty of Utrecht was signed".to_owned()
            )]
        );
    }

    #[test]
    fn too_few_or_overlapping_events_make_no_card() {
        for rest in [
            "",
            "In 1713 the envoys of Sweden signed the peace.",
            "By 1649 the crown had lost London.",
            "He crossed the river in 1649.",
            "\n\n# Another part\n\nIn 1648 the envoys of Sweden signed the peace.",
        ] {
            let text = format!("# Of Europe\n\n{THIRD} {FIRST} {rest}\n");
            assert_eq!(orders(&text), [], "{rest}");
        }
    }
}
