//! What every card passes, whoever made it. A card that fails is none; the fact says why.

use super::filter::POINTS_BACK;
use super::wording::{is_balanced, without_sources};
use super::{Composed, Draft, Kind, Missing, Why};
use crate::base::fold::fold;
use crate::deck::cloze::Cloze;
use crate::deck::{Content, Right, Side};
use crate::document::HOLE;
use crate::generate::lexicon::{EVENT_VERBS, KNOWN_BODIES, Pattern, STATES, listed};
use crate::generate::text::{self, words};
use crate::generate::verbs::{base, is_auxiliary};
use byheart_grammar::{Xpos, lemma};
use std::collections::HashSet;

/// Longest question and longest answer, in words.
const QUESTION: usize = 48;
const ANSWER: usize = 42;
/// A question of more words may break off.
const SHORT: usize = 5;
/// An option with more than so many times the words of the right one, or the other way
/// round, tells which is right.
const UNEQUAL: usize = 3;

/// Something was cut out of the text: a formula, a figure's number.
static CUT: Pattern = Pattern::new(r"\(\s*[),;]|\[\s*\]|[^.] \.(?:\s|$)| ,|\(\)|“\s*”");
/// `the discussion in section 2`.
static PARTS: Pattern = Pattern::new(
    r"\b(?:[Ss]ections?|[Ff]igures?|[Tt]ables?|[Aa]ppendix|[Ee]quation) \(?[0-9]|(?:shown|summari[sz]ed|listed|given|illustrated|depicted|plotted) (?:above|below|(?:in|on) the (?:figure|table|map|diagram|chart|graph|\w-axis))\b",
);
/// `Who was …?`, `Who is …?`
static WHO_WAS: Pattern = Pattern::new(r"^Who (?:was|is) \p{Lu}");
/// A clause about the person, which may have a verb of its own.
static RELATIVE: Pattern = Pattern::new(r"\b(?:who|whom|whose|which|where|that|when)\b.*$");

/// Drops drafts that fail, and says why their facts make no card.
/// Options that tell which is right are left out: then the card is recalled.
pub(super) fn pass(composed: &mut Composed, title: Option<&str>) {
    let mut failed = Vec::new();
    for draft in &mut composed.drafts {
        clean(&mut draft.note.content);
        if let Content::Basic { back, choices, .. } = &mut draft.note.content
            && !are_equal(back.first().map_or("", String::as_str), choices)
        {
            choices.clear();
        }
    }
    let title = title.unwrap_or_default().to_lowercase();
    let title: HashSet<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    composed.drafts.retain(|draft| match fault(draft).or_else(|| shown(draft, &title)) {
        None => true,
        Some(why) => {
            failed.push(Missing { kind: draft.kind, fact: draft.fact, why });
            false
        }
    });
    let asked: HashSet<_> = composed.drafts.iter().map(|draft| (draft.kind, draft.fact)).collect();
    composed.missing.extend(failed);
    composed.missing.retain(|missing| !asked.contains(&(missing.kind, missing.fact)));
    composed.missing.sort_by_key(|missing| (missing.kind, missing.fact));
    composed.missing.dedup_by_key(|missing| (missing.kind, missing.fact));
}

/// Cuts `(Figure 2.8)` and `(Brown, 2003)` out of a question.
fn clean(content: &mut Content) {
    match content {
        Content::Basic { front, back, .. } => {
            clean_question(front);
            back.iter_mut().for_each(|answer| *answer = without_sources(answer));
        }
        Content::List { front, .. } => clean_question(front),
        Content::Cloze(cloze) => {
            let text = without_sources(&cloze.to_string());
            if let Ok(cut) = Cloze::parse(text) {
                *cloze = cut;
            }
        }
        _ => {}
    }
}

fn clean_question(front: &mut String) {
    *front = without_sources(front);
}

/// Who somebody is whom the title names is shown by the deck itself.
fn shown(draft: &Draft, title: &HashSet<&str>) -> Option<Why> {
    let Content::Basic { front, back, .. } = &draft.note.content else { return None };
    let answer = back.first()?.to_lowercase();
    let mut words = answer.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    let last = words.clone().next_back().unwrap_or_default();
    let is_person = draft.kind == Kind::Actors && title.contains(last);
    let is_shown =
        front.starts_with("Who ") && (is_person || words.all(|word| title.contains(word)));
    is_shown.then_some("the whole document is about the answer")
}

fn fault(draft: &Draft) -> Option<Why> {
    let content = &draft.note.content;
    let side = content.sides().first().copied().unwrap_or(Side::Front);
    let prompt = content.prompt(side, |_| "…".to_owned());
    let right = content.right(side);
    let answer = right.joined();
    let texts: [&str; 2] = [&prompt, &answer];
    if texts.iter().any(|text| text.contains(HOLE) || CUT.is_match(text)) {
        return Some("something was cut out of its sentence");
    }
    if words(&prompt) > QUESTION || words(&answer) > ANSWER && matches!(right, Right::Texts(_)) {
        return Some("its question or answer is too long");
    }
    if texts.iter().any(|text| PARTS.is_match(text)) {
        return Some("it points to a part of the document");
    }
    if texts.iter().any(|text| !is_balanced(text)) {
        return Some("its words break off within brackets or quotation marks");
    }
    let Content::Basic { front, back, .. } = content else { return None };
    let back = back.first().map_or("", String::as_str);
    let last = text::last(front.trim_end_matches('?'));
    let breaks_off = words(front) > SHORT && listed!("ends of cut questions").contains(last);
    if front.ends_with(" of?") && front.starts_with("Who") || front.contains(" ?") || breaks_off {
        return Some("its question breaks off");
    }
    // `What led to it? In the east`: a phrase before the subject was taken for it.
    let first = text::first(back).to_lowercase();
    let asks_subject = ["Who ", "What ", "Which country "].iter().any(|who| front.starts_with(who))
        && !["What did ", "What do ", "What does ", "What is meant"]
            .iter()
            .any(|asks| front.starts_with(asks));
    if asks_subject && listed!("openings of no subject").contains(&first) {
        return Some("its answer is no noun");
    }
    if POINTS_BACK.is_match(front) {
        return Some("its question points to a sentence before");
    }
    let is_role = !WHO_WAS.is_match(front) || is_noun_phrase(back);
    (!is_role).then_some("what is said of the person is no role")
}

/// Neither a statement nor `as president`, `elected in May`.
fn is_noun_phrase(answer: &str) -> bool {
    let bare = RELATIVE.replace(answer, "");
    let mut words = bare.split(' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    let opens = listed!("participles that open no role").contains(&first)
        || opens_statement(&first, words.next().unwrap_or_default()) && !opens_with_name(&bare);
    !opens && !bare.split([' ', ',']).any(is_auxiliary)
}

/// `Elected in May`, `leading the army`: a form of a verb that is known, or before what no
/// noun stands before. A `Viking of the north` is neither.
fn opens_statement(first: &str, next: &str) -> bool {
    let is_form = first.len() > 4 && (first.ends_with("ed") || first.ends_with("ing"));
    let is_known = || base(first).is_some() || EVENT_VERBS.contains(&lemma(first, Xpos::Vbg));
    is_form && (is_known() || next != "of" && listed!("without fact").contains(next))
}

/// `United Nations envoy`.
fn opens_with_name(text: &str) -> bool {
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).take(4);
    let mut names = ends.map(|end| &text[..end]);
    names.any(|name| STATES.names.contains_key(name) || KNOWN_BODIES.contains_key(name))
}

/// Options of one length and kind, all different.
fn are_equal(right: &str, wrong: &[String]) -> bool {
    let mut seen: HashSet<String> = HashSet::from([fold(right)]);
    let count = words(right);
    wrong.iter().all(|option| {
        let own = words(option);
        seen.insert(fold(option)) && own <= count * UNEQUAL && count <= own * UNEQUAL
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::check;

    #[test]
    fn what_a_person_was_is_a_noun_phrase() {
        let table = r"
            The first minister of the crown => true
            A poet who was born in Lima => true
            President of the league and envoy to Rome => true
            Elected president in 1836 => false
            As governor of the north => false
            Leading the army of the north => false
            The envoy was sent to Rome => false
            Viking chieftain => true
            Viking of the north => true
            Sacred king of the island => true
            United Nations envoy => true
            United States senator => true
            Defeated Napoleon at Waterloo => false
            Bestowed with the crown => false
            Serving in the army of Sweden => false
        ";
        check(table, |text| is_noun_phrase(text).to_string());
    }

    #[test]
    fn parts_of_a_document_are_no_matter_to_ask_for() {
        let table = r"
            Who agrees with the discussion in section 2? => true
            What does Table 3 show of the harvest? => true
            Who wrote the section on the harvest? => false
            Who sat at the table of the king in 1604? => false
            Who figured out the orbit of the planet? => false
        ";
        check(table, |text| PARTS.is_match(text).to_string());
    }

    #[test]
    fn texts_from_which_something_was_cut_are_found() {
        let table = r"
            The value of () grew. => true
            The law of the sea , as it stood, fell. => true
            The king (of Sweden) fled. => false
            The king fled, and the queen stayed. => false
        ";
        check(table, |text| CUT.is_match(text).to_string());
    }

    #[test]
    fn options_are_different_and_of_one_length() {
        let own = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        assert!(are_equal("Mary Beard", &own(&["Peter Brown", "Edward Gibbon"])));
        assert!(!are_equal("Mary Beard", &own(&["Peter Brown", "mary beard"])));
        assert!(!are_equal("Rome", &own(&["A town on the coast of the south", "Lima"])));
    }
}
