//! What keeps a card from being good, in one place.

use super::{Draft, Kind};
use crate::base::hash::stable_hash;
use crate::calendar::words::months;
use crate::deck::{Content, Right, Side};
use crate::generate::lexicon::{Pattern, listed};
use crate::generate::report::report;
use crate::generate::text::capitalised;
use regex::Regex;
use std::collections::{HashMap, HashSet};

/// A sentence that begins so leans on the one before.
static LEANS: Pattern = Pattern::new(
    r"^(?:[Ww]hich|[Ww]ho|[Ww]hose|[Ww]hom|He|She|It|They|This|These|Those|That|His|Her|Its|Their|Such|Both|Here|There|The (?:former|latter|first|second|third|other|same|two|three|new|next)|Another|Others?|Still|Also|Then|However|But|And|Yet|So|Instead|Nor|Neither|Moreover|Meanwhile|Nonetheless|Nevertheless|Even so|Thus|Therefore|Hence|Accordingly|Consequently|Similarly|Likewise|As a result|In turn|By contrast|On the contrary|In contrast|In fact|In addition|Indeed|In other words|For example|For instance|Again|Later|Soon|Next|Afterwards|Finally|Firstly|Secondly|Thirdly|First,|Second,|Third,|To this|(?:\w+ ){1,3}(?:days?|weeks?|months?|years?|decades?) (?:later|earlier|afterwards?|on)|And so)\b",
);
/// Words that point out of a text, whatever stands in it.
static POINTS: Pattern = Pattern::new(
    r"(?i)\b(?:this|these|those|such|the (?:former|latter|same|said|other|others|two|three|second|third|next|new one|first one|whole thing)|as (?:above|below|before)|above all else|aforementioned|here|hereby|ibid|(?:do|did|does|doing|done) so|no longer|we|our|ours|us|i|my|me|you|your|likewise|thereby|thereof|(?:of|on|for|with|from|by|at|like|than|against) that|that (?:«pointed at»)|both \w+s)\b",
);
/// Things that were named before, unless something behind says which.
static NAMED_BEFORE: Pattern =
    Pattern::new(r"\b[Tt]he (?:(?:\w+ )?(?:«named before»))\b(?P<next>[,.;:)”]?(?: \S+| \S+)?)");
/// Words that look as if they pointed and do not: `such as`, `those who`, `the
/// second half`, `the two sides`.
static SOUND: Pattern = Pattern::new(
    r"^(?:[Ss]uch as|[Tt]hose (?:who|in|of|with)|[Tt]he (?:second|third|next|other) (?:half|quarter|century|millennium|side|hand)|[Tt]he two (?:sides|powers|countries|nations|states|armies|superpowers|camps)|(?:of|on|for|with|from|by|at|like|than|against) that of|[Bb]oth \w+ (?:\w+ )?and)\b",
);
static PERSONAL: Pattern = Pattern::new(r"(?i)\b(?:he|him|himself|his|she|her|herself|hers)\b");
static PLURAL: Pattern = Pattern::new(r"(?i)\b(?:they|them|themselves|their|theirs)\b");
static THING: Pattern = Pattern::new(r"(?i)\b(?:it|its|itself)\b");
/// `it was the Soviets who`, `it is clear that`: such an `it` stands for nothing before.
static EMPTY_IT: Pattern =
    Pattern::new(r"(?i)\bit (?:was|is|would be|were|had been) [^,.;]{3,60}? (?:who|that|to)\b");

/// A question whose subject was named before: `When did he …?`
pub(super) static POINTS_BACK: Pattern = Pattern::new(
    r"^(?:In|On|By) (?:what|whom) [^,]{0,40}?(?:did|was|were) (?:he|she|it|they|this|these|those|that|his|her|its|their|such)\b",
);

/// Of two prompts with one answer that share so much of the shorter one, one is enough.
const ALIKE: f64 = 0.75;

/// Whether a text makes sense as an opening.
pub(super) fn stands_alone(text: &str) -> bool {
    !LEANS.is_match(text)
}

/// Whether no word of a text points out of it. `persons` are the persons
/// named in its sentence: as written, and who.
pub(super) fn is_closed(text: &str, persons: &[(&str, usize)]) -> bool {
    is_closed_until(text, text.len(), persons)
}

/// Whether no word that begins before byte `limit` points out of the text.
pub(super) fn is_closed_until(text: &str, limit: usize, persons: &[(&str, usize)]) -> bool {
    is_closed_behind("", false, text, limit, persons)
}

/// Whether no word of what somebody holds points out of it: `he` may be the holder, whom the
/// words before it name, `they` several of them, and `we` is everybody.
pub(super) fn is_closed_claim(
    before: &str,
    are_several: bool,
    text: &str,
    persons: &[(&str, usize)],
) -> bool {
    static EVERYBODY: Pattern = Pattern::new(r"(?i)\b(?:we|us|ours?|ourselves)\b");
    static OPENS: Pattern = Pattern::new(
        r"^(?:there (?:is|are|was|were|has|have|had|will|would)|it (?:is|was|would be) [^,.;]{3,60}? (?:to|that)|he|she|his|her|they|their)\b",
    );
    let text = EVERYBODY.replace_all(text, "people");
    (OPENS.is_match(&text) || stands_alone(&capitalised(&text)))
        && is_closed_behind(before, are_several, &text, text.len(), persons)
}

fn is_closed_behind(
    lead: &str,
    are_several: bool,
    text: &str,
    limit: usize,
    persons: &[(&str, usize)],
) -> bool {
    let points = POINTS.find_iter(text).take_while(|found| found.start() < limit);
    let mut points = points.filter(|found| !SOUND.is_match(&text[found.start()..]));
    if points.next().is_some() || names_before(text, limit) {
        return false;
    }
    let one_person = |at: usize| {
        let is_named = |name: &str| lead.contains(name) || text[..at].contains(name);
        let named: HashSet<usize> =
            persons.iter().filter(|(name, _)| is_named(name)).map(|(_, who)| *who).collect();
        named.len() == 1
    };
    let inside = |pattern: &'static Regex| {
        pattern.find_iter(text).take_while(move |found| found.start() < limit)
    };
    let personal = inside(&PERSONAL).all(|found| one_person(found.start()));
    let plural = inside(&PLURAL).all(|found| are_several || has_plural(&text[..found.start()]));
    let thing = inside(&THING).all(|found| {
        let empty = EMPTY_IT.find_iter(text).any(|it| it.start() == found.start());
        empty || has_thing(&text[..found.start()])
    });
    personal && plural && thing
}

fn names_before(text: &str, limit: usize) -> bool {
    let found = NAMED_BEFORE.captures_iter(text);
    let mut found =
        found.take_while(|found| found.get(0).is_some_and(|whole| whole.start() < limit));
    found.any(|found| {
        let next = found.name("next").map_or("", |next| next.as_str()).trim();
        !listed!("says which").contains(next) && !next.starts_with(char::is_uppercase)
    })
}

/// Several of something were named: `the envoys`, `Athens and Sparta`.
fn has_plural(before: &str) -> bool {
    before.contains(" and ")
        || before.split(' ').any(|word| {
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            word.len() > 3
                && word.ends_with('s')
                && report(word).is_none()
                && !word.ends_with("ss")
                && !word.ends_with("us")
                || ["people", "men", "women", "Chinese", "Japanese", "French", "British", "Dutch"]
                    .contains(&word)
        })
}

/// Something was named: a name or a noun with its article.
fn has_thing(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    // `In March 1948, it`: a month is nothing that it could be.
    let is_time = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        months().contains(&bare) || listed!("openings of time").contains(&bare.to_lowercase())
    };
    let mut names =
        words.iter().filter(|word| word.starts_with(char::is_uppercase) && word.len() > 2);
    names.any(|word| !is_time(word))
        || words.windows(2).any(|pair| matches!(pair[0], "the" | "a" | "an" | "The" | "A" | "An"))
}

/// Whether a word of the answer, four letters or longer, or its stem, stands
/// in the prompt.
pub(super) fn gives_away(prompt: &str, answer: &str) -> bool {
    let prompt = prompt.to_lowercase();
    let words: HashSet<&str> =
        prompt.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).collect();
    let answer = answer.to_lowercase();
    let mut of_answer =
        answer.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    of_answer.any(|word| words.contains(word) || words.iter().any(|other| same_stem(word, other)))
}

/// `Prussia`, `Prussian`: all but the last letter of the shorter one.
fn same_stem(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    shorter > 4 && common + 1 >= shorter
}

/// Beginnings of the long words of a text.
pub(super) fn stems(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 6);
    words.map(|word| word.to_lowercase().chars().take(8).collect()).collect()
}

/// The words of a text, of four letters or more, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bag(Vec<u64>);

impl Bag {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
        let mut hashes: Vec<u64> = words.map(|word| stable_hash(word.bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// The part of the smaller bag that both hold, 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let smaller = self.0.len().min(other.0.len()).max(1);
        let shared = self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count();
        shared as f64 / smaller as f64
    }
}

/// How much two texts share of their words of four letters or more, 0 to 1.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    Bag::of(a).likeness(&Bag::of(b))
}

/// Drops doubles, and prompts that have more than one answer. What two decks would ask of
/// one deed, the first asks.
pub(super) fn keep_good(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut answers: HashMap<String, HashSet<String>> = HashMap::new();
    for draft in &drafts {
        let (prompt, answer) = asked(&draft.note.content);
        answers.entry(prompt).or_default().insert(answer);
    }
    let mut ids = HashSet::new();
    let mut prompts = HashSet::new();
    let (mut deeds, mut alike) = (Deeds::default(), Alike::default());
    drafts
        .into_iter()
        .filter(|draft| {
            let (prompt, answer) = asked(&draft.note.content);
            answers[&prompt].len() == 1
                && alike.admit(&draft.note.content, &answer)
                && ids.insert(draft.note.id.clone())
                && deeds.admit(draft, &prompt)
                && prompts.insert(prompt)
        })
        .collect()
}

/// Prompts by their answers.
#[derive(Default)]
struct Alike(HashMap<String, Vec<(Bag, Bag)>>);

impl Alike {
    /// Counts a card; whether no other with its answer asks nearly the same, of the same
    /// names.
    fn admit(&mut self, content: &Content, answer: &str) -> bool {
        let side = content.sides().first().copied().unwrap_or(Side::Front);
        let prompt = content.prompt(side, |_| "[]".to_owned());
        let words = prompt.split(' ').skip(1);
        let names: Vec<&str> = words.filter(|word| word.starts_with(char::is_uppercase)).collect();
        let (bag, names) = (Bag::of(&prompt), Bag::of(&names.join(" ")));
        let others = self.0.entry(answer.to_owned()).or_default();
        let is_alike = |(other, named): &(Bag, Bag)| {
            let is_bare = |bag: &Bag| bag.0.is_empty();
            other.likeness(&bag) > ALIKE
                && (is_bare(named) || is_bare(&names) || named.likeness(&names) >= 1.0)
        };
        let is_new = !others.iter().any(is_alike);
        others.push((bag, names));
        is_new
    }
}

/// Who did it, by the sentences that are asked for it.
#[derive(Default)]
struct Deeds(HashMap<String, Vec<(Kind, Bag)>>);

impl Deeds {
    /// Counts a card; whether no other deck asks the sentence for the same deed.
    fn admit(&mut self, draft: &Draft, prompt: &str) -> bool {
        let Some(told) = draft.note.note.as_ref().filter(|_| prompt.starts_with("who ")) else {
            return true;
        };
        let (bag, asked) = (Bag::of(prompt), self.0.entry(told.clone()).or_default());
        let is_new =
            !asked.iter().any(|(kind, other)| *kind != draft.kind && other.likeness(&bag) > 0.6);
        asked.push((draft.kind, bag));
        is_new
    }
}

/// What is asked and what is right; gaps of one sentence are told apart.
pub(super) fn asked(content: &Content) -> (String, String) {
    let side = content.sides().first().copied().unwrap_or(Side::Front);
    let right = content.right(side);
    let items = match right {
        Right::Order(items) | Right::List(items) => items.join("; "),
        Right::Texts(_) | Right::Pairs(_) => String::new(),
    };
    let prompt = format!("{} {items}", content.prompt(side, |_| "[]".to_owned()));
    (prompt.to_lowercase(), right.joined().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::check;

    #[test]
    fn texts_that_name_what_they_speak_of_are_closed_and_those_that_point_outside_are_not() {
        let table = r"
            the king rejected this notion => false
            the second theory fails => false
            he crossed the river => false
            it ruined the peasants => false
            they fled to the hills => false
            such a plan could fail => false
            the envoys approved the plan => false
            our sources are silent => false
            the cities of that year burned => false
            in March 1948 it withdrew from the council => false
            during March it withdrew from the council => false
            the term spread to France => false
            the ruling shocked the south => false
            the Soviets withdrew their troops => true
            Lima lost it in March => true
            it was the peasants who paid => true
            the senate lost its power => true
            those who stayed behind starved => true
            the plan of the envoys failed => true
            Athens and Sparta sent their fleets => true
            Wolfe met Montcalm and he fell => false
            Wolfe knew that he would fall => true
        ";
        check(table, |text| is_closed(text, &[("Wolfe", 0), ("Montcalm", 1)]).to_string());
    }

    #[test]
    fn whoever_holds_something_may_stand_in_it_as_a_pronoun() {
        let persons = [("Wolfe", 0), ("Montcalm", 1)];
        for (before, are_several, text, is_closed) in [
            ("Wolfe thought that ", false, "he would win the war", true),
            ("When Montcalm came, Wolfe thought that ", false, "he would win the war", false),
            ("The Whigs held that ", true, "they had won the war", true),
            ("Wolfe held that ", false, "they had won the war", false),
            ("Wolfe held that ", false, "it had won the war", false),
            ("Wolfe held that ", false, "it was unlawful to leave Quebec", true),
            ("Wolfe held that ", false, "we learn by what our neighbours do", true),
            ("Wolfe held that ", false, "there had been no study of salt", true),
            ("Wolfe held that ", false, "these were laws of Quebec", false),
        ] {
            let found = is_closed_claim(before, are_several, text, &persons);
            assert_eq!(found, is_closed, "{before}{text}");
        }
    }

    #[test]
    fn answers_and_their_stems_give_away() {
        let table = r"
            Who led the Prussian army into Saxony? the king of Prussia => true
            What did Gibbon write about Rome? Edward Gibbon => true
            When did the revisionists write? revisionism => true
            Who was the queen of Sweden? a queen => true
            What was the League of Delos? a league => true
            Who led the army into Saxony? the king of Prussia => false
            Who wrote about Rome? Edward Gibbon => false
            In what year did Lima fall? 1881 => false
            Who was Walpole? the first minister => false
            Who camped there? Campbell => false
        ";
        check(table, |text| {
            let (prompt, answer) = text.split_once('?').unwrap();
            gives_away(prompt, answer).to_string()
        });
    }

    #[test]
    fn of_two_prompts_with_one_answer_that_ask_the_same_one_stays() {
        let stays = |one: &str, other: &str| {
            let card = |front: &str| Content::basic(front, "1211");
            let mut alike = Alike::default();
            alike.admit(&card(one), "1211") && alike.admit(&card(other), "1211")
        };
        let long = "When did the town of Ardmoor build a wall of stone around its harbour?";
        assert!(!stays(long, "When did Ardmoor build a wall of stone?"));
        assert!(!stays(long, "When was a wall of stone around the harbour of Ardmoor built?"));
        assert!(stays(
            long,
            "When did the town of Corwen build a wall of stone around its harbour?"
        ));
        assert!(stays(long, "When did the bishop sell the silver of the old church?"));
    }

    #[test]
    fn openings_that_lean_are_found() {
        let table = r"
            He fled. => false
            Both fled. => false
            The latter fled. => false
            However, Rome fell. => false
            In turn, Rome fell. => false
            Rome fell. => true
            The senate fled. => true
            In 410 Rome fell. => true
            Hernando fled. => true
            Theology changed. => true
        ";
        check(table, |text| stands_alone(text).to_string());
    }
}
