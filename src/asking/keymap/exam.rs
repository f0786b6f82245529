//! Keys and words of exams. What means the same in study has the same key.

use super::Press::{Digit, Letter, This};
use super::input::INPUT;
use super::{
    ALWAYS, Binding, COMMAND, Does, Keymap, Mode, Modes, NEVER, PICKING, TYPING, act, of, row,
};
use crate::asking::Key::{Char, Ctrl, Down, End, Enter, Esc, F1, Home, PageDown, PageUp, Up};
use crate::asking::{Action, Way};

/// What an exam understands.
pub const EXAM: &Keymap = &[INPUT, ANSWERING, GOING, LIST, ENDING];

fn choose(digit: usize) -> Action {
    Action::Choose(digit - 1)
}

const ONE: Modes = of(&[Mode::Choice, Mode::Pointed]);
const SEVERAL: Modes = of(&[Mode::Several]);
const ITEMS: Modes = of(&[Mode::Items]);
const QUESTION: Modes = TYPING.or(PICKING);
const LISTED: Modes = of(&[Mode::List]);
/// The list of all, or the keys over whatever there is.
const BEHIND: Modes = of(&[Mode::List, Mode::Page]);
const HAND_IN: Modes = of(&[Mode::HandIn]);
const PAGES: Modes = of(&[Mode::HandIn, Mode::Page]);

const ANSWERING: &[Binding] = &[
    row(&[Letter], ONE, Does::Number(Action::Choose))
        .bar("a–z 1–9 choose")
        .help("choose that option"),
    row(&[Letter], SEVERAL, Does::Number(Action::Choose)).bar("a–z 1–9 mark"),
    row(&[Digit(1, 9)], ONE, Does::Number(choose)).help("choose that option"),
    row(&[Digit(1, 9)], SEVERAL, Does::Number(choose)),
    act(&[This(Char(' '))], of(&[Mode::Pointed]), &Action::Toggle)
        .help("mark an option; take an item of an order, or put it"),
    act(&[This(Enter)], ITEMS, &Action::Submit).bar("Enter next item, then on"),
    act(&[This(Enter)], QUESTION, &Action::Submit),
    row(&[], QUESTION.but(ITEMS), Does::Text).bar("Enter next"),
];

/// A page key leaves a question once all of it was read.
const GOING: &[Binding] = &[
    act(&[This(PageDown)], QUESTION.or(PAGES), &Action::Scroll(Way::PageDown)),
    act(&[This(PageUp)], QUESTION.or(PAGES), &Action::Scroll(Way::PageUp)),
    act(&[This(Ctrl('n')), This(PageDown)], QUESTION, &Action::Next)
        .word("next", "the next question; Enter, an empty line too"),
    act(&[This(Ctrl('p')), This(PageUp)], QUESTION, &Action::Back)
        .bar("Ctrl-P back")
        .word("back", "the question before"),
    act(&[This(Ctrl('r'))], QUESTION, &Action::Mark).bar("Ctrl-R mark"),
    act(&[This(Char('m')), This(Ctrl('r'))], PICKING, &Action::Mark)
        .word("mark", "mark the question for review, or take the mark away"),
    // On the screen that is how an answer is put together.
    act(&[This(Ctrl('u'))], NEVER, &Action::Clear)
        .word("clear", "take the answer away; an order is then as it was shown"),
    act(&[This(Esc)], QUESTION, &Action::Out)
        .bar("Esc all, hand in")
        .word("list", "all questions and their state"),
    act(&[This(Up)], TYPING.or(PAGES), &Action::Scroll(Way::Up)),
    act(&[This(Down)], TYPING.or(PAGES), &Action::Scroll(Way::Down)),
];

const LIST: &[Binding] = &[
    row(&[], LISTED, Does::Text).bar("↑↓ 1–9 move"),
    row(&[This(Up), This(Down)], NEVER, Does::Text).help("move, or scroll"),
    row(&[Digit(0, 9)], LISTED, Does::Number(Action::Digit))
        .word("go N", "question N, from the list of all"),
    act(&[This(Ctrl('n'))], BEHIND, &Action::Next),
    act(&[This(Ctrl('p'))], BEHIND, &Action::Back),
    act(&[This(PageDown)], LISTED, &Action::Move(Way::PageDown)),
    act(&[This(PageUp)], LISTED, &Action::Move(Way::PageUp)),
    act(&[This(Home)], LISTED, &Action::Move(Way::First)),
    act(&[This(End)], LISTED, &Action::Move(Way::Last)),
    act(&[This(Enter)], LISTED, &Action::Submit).bar("Enter open"),
    act(&[This(Esc)], LISTED, &Action::Out),
    act(&[This(Char('m')), This(Ctrl('r'))], BEHIND, &Action::Mark).bar("m mark"),
    act(&[This(Char('e'))], LISTED, &Action::HandIn)
        .bar("e hand in")
        .word("hand-in", "hand in; you are told first what has no answer"),
    act(&[], NEVER, &Action::Time).word("time", "what is left of the time"),
];

const ENDING: &[Binding] = &[
    act(&[This(Char('y'))], HAND_IN, &Action::HandIn)
        .bar("y hand in")
        .help("hand in, where that is asked"),
    act(&[This(Enter)], HAND_IN, &Action::Submit),
    act(&[This(Esc)], HAND_IN, &Action::Out).bar("Esc back"),
    act(&[This(Char('?')), This(F1)], COMMAND, &Action::Help).word("help", "all keys"),
    act(&[This(F1)], TYPING, &Action::Help),
    act(&[This(Char('q'))], BEHIND, &Action::Quit)
        .bar("q leave")
        .word("quit", "leave; the exam stays open"),
    act(&[This(Ctrl('c'))], ALWAYS, &Action::Interrupt).help("leave at once; the exam stays open"),
    act(&[This(Ctrl('z'))], ALWAYS, &Action::Pause),
    act(&[This(Ctrl('l'))], ALWAYS, &Action::Redraw),
];
