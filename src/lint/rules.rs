//! All rules: what each is called, how bad it is, why, and what to do.

use super::subject::{Item, Subject, Whole};
use super::{deck, judged, options, recall, stem};
use crate::deck::doubt::Place;
use crate::deck::fault::Severity::{self, Remark, Warning};

/// A rule of how cards are written.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, which `allow` takes.
    pub code: &'static str,
    /// How bad it is; remarks are for those who ask for them.
    pub level: Severity,
    /// Why what it finds is a flaw.
    pub reason: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    pub(super) find: Find,
}

/// What a rule looks at; it gives what is wrong, behind the card's name.
#[derive(Clone, Copy)]
pub(super) enum Find {
    /// One card.
    Card(fn(&Subject<'_>) -> Option<String>),
    /// One card with options.
    Item(fn(&Subject<'_>, &Item) -> Option<String>),
    /// All of a deck.
    Deck(fn(&Whole<'_>) -> Vec<(Place, String)>),
    /// What the other rules found.
    Allow,
}

const fn rule(
    code: &'static str,
    level: Severity,
    find: Find,
    reason: &'static str,
    remedy: &'static str,
) -> Rule {
    Rule { code, level, reason, remedy, find }
}

/// All rules, by what they look at.
pub const RULES: [Rule; 48] = [
    // Options.
    rule(
        "absolute-terms",
        Warning,
        Find::Card(options::absolute_terms),
        "who knows nothing rules out what is said to be so always, never or in all cases",
        "say what happens without the absolute term, or use such terms in the right option too",
    ),
    rule(
        "vague-terms",
        Warning,
        Find::Item(options::vague_terms),
        "often, usually and sometimes mean something else to each reader, so that no one can tell the options apart",
        "write numbers, or options that differ in what happens and not in how often",
    ),
    rule(
        "longest-option-right",
        Warning,
        Find::Item(options::longest_option_right),
        "an option that is far longer and more exact than the others is chosen for that alone",
        "shorten it, or make the wrong options as long and as exact",
    ),
    rule(
        "all-of-the-above",
        Warning,
        Find::Item(options::all_of_the_above),
        "two options that are known to be right, or one that is wrong, settle it without the rest",
        "ask for all that is right (back as an array), or for one thing",
    ),
    rule(
        "none-of-the-above",
        Warning,
        Find::Item(options::none_of_the_above),
        "who chooses it has shown what is wrong, and not what is right",
        "write an option that is plausible in its place, or leave it out",
    ),
    rule(
        "k-type",
        Warning,
        Find::Item(options::k_type),
        "combinations of statements are solved by ruling out, and ask for care more than for knowledge",
        "ask for each statement on a card of its own, or make the statements the options (back as an array)",
    ),
    rule(
        "letter-option",
        Warning,
        Find::Item(options::letter_option),
        "options stand in any order, so that their letters are not the author's",
        "write out what the letters stand for, or keep the order: shuffle = false",
    ),
    rule(
        "unplaced-answer",
        Warning,
        Find::Item(options::unplaced_answer),
        "options keep the file's order, and the answer stands somewhere among them",
        "write it among choices, where it is to stand",
    ),
    rule(
        "equal-options",
        Warning,
        Find::Item(judged::equal_options),
        "of two options that say the same neither can be right, which rules out both",
        "delete one, or say how they differ",
    ),
    rule(
        "more-than-one-right",
        Warning,
        Find::Item(judged::more_than_one_right),
        "who chooses another right option is told that it is wrong",
        "replace the option, ask more exactly, or move it to back if all right ones are asked for",
    ),
    rule(
        "overlapping-options",
        Warning,
        Find::Item(options::overlapping_options),
        "where one range lies within another, both are right or the wider one is ruled out",
        "choose ranges that do not meet",
    ),
    rule(
        "mixed-options",
        Warning,
        Find::Item(options::mixed_options),
        "options of different kinds are sorted out by the kind that was asked for",
        "make all options of the kind that the question asks for",
    ),
    rule(
        "convergence",
        Warning,
        Find::Item(options::convergence),
        "the option that shares most with the others is most likely right, and is found by counting",
        "balance the options, so that each part stands in as many of them",
    ),
    rule(
        "logical-cue",
        Warning,
        Find::Item(options::logical_cue),
        "where some options cover all cases, the others cannot be right",
        "keep only options that cover the cases, or none that do so together",
    ),
    rule(
        "constant-position",
        Warning,
        Find::Deck(deck::constant_position),
        "an answer that is always at the same place, or always true, is soon given without reading",
        "vary the place of the right option (byheart shuffles options that have no letters), or add false statements",
    ),
    rule(
        "implausible-option",
        Remark,
        Find::Item(options::implausible_option),
        "an option that nobody chooses leaves fewer to choose from",
        "write what people who do not know it would say",
    ),
    // The question.
    rule(
        "unmarked-negative",
        Warning,
        Find::Item(stem::unmarked_negative),
        "a denial is easily read over, and then the question is answered the other way round",
        "ask for what is so, or write NOT or EXCEPT in capitals or **bold**",
    ),
    rule(
        "unfocused-stem",
        Warning,
        Find::Item(stem::unfocused_stem),
        "a question that can only be understood from its options asks several things at once",
        "ask one thing that could be answered without seeing the options",
    ),
    rule(
        "word-repeat",
        Warning,
        Find::Item(stem::word_repeat),
        "a word of the question that only the right option repeats gives it away",
        "use another word, or one that wrong options share as well",
    ),
    rule(
        "grammatical-cue",
        Warning,
        Find::Item(stem::grammatical_cue),
        "options that do not continue the question's grammar are ruled out by that",
        "write a(n), move the article into the options, or make all of them fit",
    ),
    rule(
        "fill-in-middle",
        Warning,
        Find::Item(stem::fill_in_middle),
        "with a gap inside the sentence it has to be read again with every option",
        "ask a question, put the gap at the end, or write the card as a cloze",
    ),
    rule(
        "deictic-prompt",
        Warning,
        Find::Card(stem::deictic_prompt),
        "a card is asked alone, and what it points to is not there",
        "name what is meant, or put it on the card",
    ),
    rule(
        "dependent",
        Warning,
        Find::Card(stem::dependent),
        "cards are asked in any order and on different days",
        "repeat on this card what is needed of the other",
    ),
    rule(
        "ambiguous-date",
        Warning,
        Find::Card(stem::ambiguous_date),
        "some read the day first and some the month",
        "write the month as a word, or the date as 1993-11-01",
    ),
    rule(
        "window-dressing",
        Remark,
        Find::Card(stem::window_dressing),
        "what is not needed to answer costs time and tests reading",
        "leave out what the answer does not depend on",
    ),
    rule(
        "gratuitous-difficulty",
        Remark,
        Find::Card(stem::gratuitous_difficulty),
        "it is hard for its form, and not for what it asks",
        "say it plainly, with one denial at most, one unit, and no more digits than matter",
    ),
    // Recall.
    rule(
        "true-false-without-reason",
        Warning,
        Find::Card(recall::true_false_without_reason),
        "half of those who know nothing are right, and nobody learns why",
        "say why in the statement (because …) or in note, or ask for the fact",
    ),
    rule(
        "long-enumeration",
        Warning,
        Find::Card(recall::long_enumeration),
        "more than five things in one answer are hardly ever recalled together",
        "split it into groups, or ask for each by what tells it from the others (a cloze)",
    ),
    rule(
        "long-answer",
        Warning,
        Find::Card(recall::long_answer),
        "nobody recalls so many words, and no one can say whether they were right",
        "ask for one thing a card, and put the rest into note",
    ),
    rule(
        "list-count",
        Warning,
        Find::Card(recall::list_count),
        "the question names another number than there are answers",
        "correct the number, or the answers",
    ),
    rule(
        "cloze-hides-all",
        Warning,
        Find::Card(recall::cloze_hides_all),
        "nothing is left that would tell what to recall",
        "hide the one word that matters",
    ),
    rule(
        "order-contradicts-years",
        Warning,
        Find::Card(recall::order_contradicts_years),
        "the items' own years are in another order",
        "put the items into the order of their years, or correct the years",
    ),
    rule(
        "shown-answer",
        Warning,
        Find::Card(recall::shown_answer),
        "the answer stands in the question",
        "ask without the words of the answer",
    ),
    rule(
        "unnumbered-gap",
        Warning,
        Find::Card(recall::unnumbered_gap),
        "with a gap more or less before them, their progress goes to others",
        "byheart check --fix numbers them once and for good",
    ),
    rule(
        "code-as-hint",
        Warning,
        Find::Card(recall::code_as_hint),
        "what stands behind '::' is shown as a hint, and is no part of the answer",
        "write \\:: where it belongs to the answer (in quotation marks \\\\::)",
    ),
    rule(
        "mark-as-answer",
        Warning,
        Find::Card(recall::mark_as_answer),
        "what was meant as the number of the gap is hidden, and the answer is shown as its hint",
        "write {{c1::answer}} where the hint is the answer, else number the gap: {{c1::3::hint}}",
    ),
    rule(
        "two-hints",
        Warning,
        Find::Card(recall::two_hints),
        "of two '::' in a gap the first ends the answer",
        "write \\:: where it belongs to the answer or the hint (in quotation marks \\\\::)",
    ),
    rule(
        "stray-mark",
        Warning,
        Find::Card(recall::stray_mark),
        "what stands in no gap is shown, with its answer",
        "a gap is written {{c1::hidden::hint}}",
    ),
    rule(
        "gap-in-front",
        Warning,
        Find::Card(recall::gap_in_front),
        "a front has no gaps: the marks are shown, and the answer with them",
        "write the sentence as cloze, in the place of front and back",
    ),
    // Answers and the judge.
    rule(
        "double-accept",
        Warning,
        Find::Card(judged::double_accept),
        "it is the right answer itself, but for blanks and capitals",
        "delete it from accept",
    ),
    rule(
        "idle-accept",
        Remark,
        Find::Card(judged::idle_accept),
        "the answer is judged right without it",
        "delete it from accept",
    ),
    rule(
        "idle-nocredit",
        Warning,
        Find::Card(judged::idle_nocredit),
        "what is listed there can never be marked wrong",
        "delete nocredit, or ask the card with ask = \"type\"",
    ),
    rule(
        "idle-tolerance",
        Warning,
        Find::Card(judged::idle_tolerance),
        "a tolerance is for one number or one date",
        "delete the tolerance, or write 2 or \"5%\" for a number, \"1 year\" for a date",
    ),
    // Cards beside each other.
    rule(
        "same-question",
        Warning,
        Find::Deck(deck::same_question),
        "one of the two is asked for nothing, or answers to one are wrong for the other",
        "delete one, or ask more exactly, so that only one answer is right",
    ),
    rule(
        "gives-away",
        Warning,
        Find::Deck(deck::gives_away),
        "who has just seen this card knows the answer to the other",
        "ask this one without naming the other's answer",
    ),
    rule(
        "tag-case",
        Warning,
        Find::Deck(deck::tag_case),
        "filters and weights take them for two tags",
        "write the tag in one way on all cards",
    ),
    rule(
        "unused-weight",
        Warning,
        Find::Deck(deck::unused_weight),
        "a weight of a tag that no card has changes nothing",
        "correct the tag here or on the cards, or delete its weight",
    ),
    rule(
        "idle-allow",
        Remark,
        Find::Allow,
        "what was allowed there was mended, or is not found any more",
        "delete the code from allow",
    ),
];
