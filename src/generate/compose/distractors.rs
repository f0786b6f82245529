//! Wrong options: of the same kind, from the same document, never right by
//! another of its facts. Fewer than two good ones make none.

use super::context::{Context, Told};
use crate::base::hash::stable_hash;
use crate::calendar::{Bounds, Precision};
use crate::generate::text::words;

/// Options beside the right one.
const MANY: usize = 3;
const FEWEST: usize = 2;
/// Of so many persons the options are chosen.
const POOL: usize = 9;
/// How far the nearest are looked for.
const REACH: usize = 60;

/// None rather than one.
pub(super) fn enough(mut options: Vec<String>) -> Vec<String> {
    options.truncate(MANY);
    if options.len() < FEWEST { Vec::new() } else { options }
}

/// Dates of the same precision, near in time but without a common day.
pub(super) fn dates(context: &Context<'_>, fact: usize) -> Vec<String> {
    let date = &context.facts.dates[fact];
    let shown = date.value.in_english();
    let Some(own) = date.value.bounds() else { return Vec::new() };
    let precision = date.value.precision();
    let years = match precision {
        Precision::Century => 700,
        Precision::Decade | Precision::Year => 120,
        _ => 60,
    };
    let reach = years * Bounds::YEAR;
    let mut found: Vec<String> = Vec::new();
    for (bounds, other) in around(context, fact) {
        let candidate = &context.facts.dates[other].value;
        let near = bounds.distance(&own) <= reach;
        let same_kind = candidate.from.third.is_none() && candidate.precision() == precision;
        if !(near && same_kind && own.is_apart(&bounds)) {
            continue;
        }
        let text = candidate.in_english();
        let same_era = shown.ends_with(" CE") == text.ends_with(" CE")
            && shown.ends_with(" BCE") == text.ends_with(" BCE");
        // Of two like events either might answer for the other.
        let is_like = || context.event_bags[fact].likeness(&context.event_bags[other]) >= 0.6;
        if same_era && !found.contains(&text) && !is_like() {
            found.push(text);
        }
        if found.len() == MANY {
            break;
        }
    }
    enough(found)
}

/// What happened at other times, told as shortly as what happened then.
pub(super) fn events(context: &Context<'_>, fact: usize) -> Vec<String> {
    let Some(told) = &context.told[fact] else { return Vec::new() };
    let Some(own) = context.facts.dates[fact].value.bounds() else { return Vec::new() };
    let mut found: Vec<&Told> = Vec::new();
    for (bounds, other) in around(context, fact) {
        let Some(event) = &context.told[other] else { continue };
        let fits = words(&event.text) * 2 >= words(&told.text)
            && words(&told.text) * 2 >= words(&event.text);
        let exact = context.facts.dates[other].value.precision() >= Precision::Month;
        let fresh = || found.iter().all(|known| known.bag.likeness(&event.bag) <= 0.6);
        if own.is_apart(&bounds) && fits && exact && event.bag.likeness(&told.bag) < 0.6 && fresh()
        {
            found.push(event);
        }
        if found.len() == MANY {
            break;
        }
    }
    // The right one is not the only long one.
    if !found.iter().any(|other| words(&other.text) * 3 >= words(&told.text) * 2) {
        found.clear();
    }
    enough(found.into_iter().map(|event| event.text.clone()).collect())
}

/// Other dates, the nearest in time first.
fn around(context: &Context<'_>, fact: usize) -> Vec<(Bounds, usize)> {
    let timeline = &context.timeline;
    let Some(own) = context.facts.dates[fact].value.bounds() else { return Vec::new() };
    let at = timeline.partition_point(|entry| *entry < (own, fact));
    let (from, to) = (at.saturating_sub(REACH), timeline.len().min(at + REACH));
    let mut found: Vec<(Bounds, usize)> =
        timeline[from..to].iter().filter(|entry| entry.1 != fact).copied().collect();
    found.sort_by_key(|(bounds, other)| (bounds.distance(&own), *other));
    found
}

/// Other persons of the same side that pass, near in the document's order;
/// which of them changes with `salt`, so that not always the same stand there.
pub(super) fn persons(
    context: &Context<'_>,
    actor: usize,
    salt: &str,
    fits: impl Fn(usize) -> bool,
) -> Vec<String> {
    let count = context.facts.actors.len();
    let side = context.sides[actor];
    let (land, family) = (context.states[actor], context.families[actor]);
    let is_compatriot = |other: usize| land.is_some() && context.states[other] == land;
    let mut found = Vec::new();
    for step in 1..count.min(REACH * 4) {
        let below = actor.checked_sub(step);
        let above = Some(actor + step).filter(|&at| at < count);
        for other in [above, below].into_iter().flatten() {
            let same = context.is_person(other)
                && context.sides[other] == side
                && context.is_plain_name(other);
            // Compatriots are looked for farther away.
            let wanted = found.len() <= POOL || is_compatriot(other);
            if same && wanted && is_other_name(context, actor, other) && fits(other) {
                found.push(other);
            }
        }
        let compatriots = found.iter().filter(|&&other| is_compatriot(other)).count();
        if found.len() > POOL && (land.is_none() || compatriots >= MANY) {
            break;
        }
    }
    let hash =
        |other: usize| stable_hash(salt.bytes().chain(context.facts.actors[other].name.bytes()));
    // A stranger among compatriots would be known by his name, a general among
    // ministers by his office.
    found.sort_by_key(|&other| {
        let is_stranger = land.is_some() && context.states[other] != land;
        let differs = family.is_some() && context.families[other] != family;
        let is_foreign = is_stranger && context.states[other].is_some();
        (is_stranger, differs, is_foreign, hash(other))
    });
    found.truncate(MANY);
    found.into_iter().map(|other| context.facts.actors[other].name.clone()).collect()
}

/// Wrong pairs beside two right names. Each name stands in two options, so
/// that counting them tells nothing; three strange pairs would be known at once.
pub(super) fn pairs([a, b]: [&str; 2], others: &[String]) -> Vec<String> {
    match others {
        [x, y, ..] => vec![format!("{a} and {x}"), format!("{y} and {b}"), format!("{x} and {y}")],
        _ => Vec::new(),
    }
}

/// Two names that cannot be the same person's.
fn is_other_name(context: &Context<'_>, a: usize, b: usize) -> bool {
    let [a, b] = [a, b].map(|actor| context.facts.actors[actor].name.as_str());
    a.contains(' ') == b.contains(' ')
        && !a.split(' ').any(|word| word.len() > 2 && b.split(' ').any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::super::{Options, compose};
    use crate::deck::Content;
    use crate::document::{Document, Format};

    /// The wrong options of the card that asks `front`.
    fn choices(text: &str, front: &str) -> Vec<String> {
        let document = Document::parse(text.as_bytes(), Format::Text).unwrap();
        let options = Options::all();
        let drafts = compose(&document, &crate::generate::facts(&document), &options).drafts;
        let found = drafts.into_iter().find_map(|draft| match draft.note.content {
            Content::Basic { front: asked, choices, .. } if asked == front => Some(choices),
            _ => None,
        });
        found.expect("the question is asked")
    }

    const DATES: &str = "France withdrew from Canada in 1763. The Treaty of Utrecht was signed in 1713. In 1740 Prussia invaded Silesia.";

    #[test]
    fn dates_stand_beside_dates_of_one_precision() {
        let front = "In what year did France withdraw from Canada?";
        assert_eq!(choices(DATES, front), ["1740", "1713"]);
        let more = format!("{DATES} In May 1742 Prussia left Bohemia. In the 1750s Lisbon burned.");
        assert_eq!(choices(&more, front), ["1740", "1713"]);
    }

    #[test]
    fn one_wrong_option_is_none() {
        let text = "France withdrew from Canada in 1763. The Treaty of Utrecht was signed in 1713.";
        assert!(choices(text, "In what year did France withdraw from Canada?").is_empty());
    }

    const SCHOLARS: &str = "Edward Gibbon, an English historian, argues that luxury weakened the legions. Mary Beard, a British historian, argues that the senate was never idle. Peter Brown, an Irish historian, insists that the eastern towns grew. Robert Walpole, the first minister of the crown, claimed that peace would last.";

    #[test]
    fn scholars_stand_beside_scholars() {
        let mut found = choices(SCHOLARS, "Who argues that luxury weakened the legions?");
        found.sort();
        assert_eq!(found, ["Mary Beard", "Peter Brown"]);
    }

    #[test]
    fn compatriots_and_those_of_like_office_stand_first() {
        let text = "Zhou Enlai, the Chinese premier, spoke. Andrei Gromyko, the Soviet minister, spoke. Jacob Malik, the Soviet envoy, spoke. Omar Bradley, the American commander, spoke. Paul Nitze, the American official, spoke. Georgi Malenkov, the Soviet leader, spoke. Peng Dehuai, the Chinese marshal, spoke. Mao Zedong, the leader of China, spoke.";
        let found = choices(text, "Who was the Chinese premier?");
        assert_eq!(found, ["Mao Zedong", "Peng Dehuai", "Georgi Malenkov"]);
    }

    #[test]
    fn a_wrong_pair_shares_a_name_with_the_right_one() {
        let text = format!(
            "{SCHOLARS} Robert Darnton, an American historian, and Simon Schama, a British historian, suggest that grain prices rose in France."
        );
        let found = choices(&text, "Who suggests that grain prices rose in France?");
        let own = |option: &&String| option.contains("Darnton") || option.contains("Schama");
        assert_eq!((found.len(), found.iter().filter(own).count()), (3, 2), "{found:?}");
        assert!(!found.contains(&"Robert Darnton and Simon Schama".to_owned()));
    }

    #[test]
    fn who_wrote_together_is_no_wrong_option() {
        let text = format!(
            "{SCHOLARS} Peter Brown wrote a history of Rome with Edward Gibbon. Robert Darnton, an American historian, holds that grain prices rose in France."
        );
        let mut found = choices(&text, "Who argues that luxury weakened the legions?");
        found.sort();
        assert_eq!(found, ["Mary Beard", "Robert Darnton"]);
    }

    #[test]
    fn who_agrees_is_no_wrong_option() {
        let text = format!(
            "{SCHOLARS} Peter Brown agrees with Edward Gibbon about the legions. Robert Darnton, an American historian, holds that grain prices rose in France."
        );
        let mut found = choices(&text, "Who argues that luxury weakened the legions?");
        found.sort();
        assert_eq!(found, ["Mary Beard", "Robert Darnton"]);
    }
}
