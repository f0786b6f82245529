//! Keys and words of study.
//!
//! No key both reveals and rates what was recalled: Enter and Space reveal, Enter and
//! letters answer; 1 to 4 rate. Behind a verdict nothing was unseen, so there Enter and
//! Space take the rating that the judge proposes.

use super::Press::{Digit, Letter, This};
use super::input::INPUT;
use super::{
    ALWAYS, Binding, COMMAND, Does, Keymap, Mode, Modes, NEVER, PICKING, TYPING, act, of, row,
};
use crate::asking::Key::{Char, Ctrl, Down, End, Enter, Esc, F1, Home, PageDown, PageUp, Tab, Up};
use crate::asking::{Action, Way};
use crate::schedule::Rating;

/// What a session of study understands.
pub const STUDY: &Keymap = &[INPUT, ANSWERING, RATING, COMMANDS, LOOKING];

const ANSWERING: &[Binding] = &[
    row(&[Letter], of(&[Mode::Choice, Mode::Pointed]), Does::Number(Action::Choose))
        .bar("a–z choose")
        .help("choose that option"),
    row(&[Letter], of(&[Mode::Several]), Does::Number(Action::Choose))
        .bar("a–z mark all right ones"),
    act(&[This(Enter)], of(&[Mode::Recall]), &Action::Submit)
        .bar("Enter show answer")
        .help("show the answer, or give yours"),
    act(&[This(Char(' '))], of(&[Mode::Recall]), &Action::Submit),
    act(&[This(Enter)], of(&[Mode::Text]), &Action::Submit).bar("Enter answer"),
    act(&[This(Enter)], of(&[Mode::Items]), &Action::Submit).bar("Enter next item"),
    row(&[], of(&[Mode::Items]), Does::Text).bar("Enter twice ends"),
    act(&[This(Enter)], of(&[Mode::Choice]), &Action::Submit).bar("Enter show answer"),
    act(&[This(Enter)], of(&[Mode::Pointed]), &Action::Submit).bar("Enter choose this"),
    act(&[This(Enter)], of(&[Mode::Several, Mode::Arrange, Mode::Match]), &Action::Submit)
        .bar("Enter answer"),
    act(&[This(Enter)], of(&[Mode::Ticking]), &Action::Submit).bar("Enter done"),
];

/// Digits rate; the bar names those that are offered.
fn rate(digit: usize) -> Action {
    Action::Rate(Rating::ALL[(digit - 1).min(3)])
}

const SHOWN: Modes = of(&[Mode::Revealed, Mode::Wrong, Mode::Close, Mode::Right]);

const RATING: &[Binding] = &[
    act(&[This(Enter), This(Char(' '))], of(&[Mode::Wrong]), &Action::Accept)
        .bar("Enter takes again"),
    act(&[This(Enter), This(Char(' '))], of(&[Mode::Close]), &Action::Accept)
        .bar("Enter takes hard")
        .help("take the rating that the judge proposes"),
    act(&[This(Enter), This(Char(' '))], of(&[Mode::Right]), &Action::Accept)
        .bar("Enter takes good"),
    row(&[Digit(1, 4)], of(&[Mode::Revealed, Mode::Close, Mode::Right]), Does::Number(rate))
        .bar("1–4 rate")
        .help("rate: again, hard, good, easy; equal waits differ later"),
    row(&[Digit(1, 4)], of(&[Mode::Wrong]), Does::Number(rate)),
    act(&[This(Char('r'))], of(&[Mode::Wrong, Mode::Close]), &Action::Overrule { right: true })
        .bar("r I was right"),
    act(&[This(Char('w'))], of(&[Mode::Close, Mode::Right]), &Action::Overrule { right: false })
        .bar("w I was wrong"),
    act(&[This(Enter)], of(&[Mode::Revealed]), &Action::Submit),
];

const HINTED: Modes = PICKING.or(of(&[Mode::Recall])).but(of(&[Mode::Match]));

const COMMANDS: &[Binding] = &[
    act(&[This(Char('h')), This(Tab)], HINTED, &Action::Hint)
        .bar("h hint")
        .word("hint", "a hint, which lowers the rating by a step"),
    act(&[This(Tab)], TYPING, &Action::Hint).bar("Tab hint"),
    act(&[This(Char('h')), This(Tab)], of(&[Mode::Match]), &Action::Hint).bar("Tab hint"),
    act(&[This(Char('h')), This(Tab)], COMMAND, &Action::Hint),
    act(&[This(Char('u'))], COMMAND, &Action::Undo)
        .bar("u undo")
        .word("undo", "take back the latest answer or skip, as often as you like"),
    act(&[This(Char('N'))], COMMAND, &Action::Add)
        .word("add", "write a card of your own for this deck, in your editor"),
    act(&[This(Char('n'))], COMMAND, &Action::Skip).word("skip", "another card first"),
    act(&[This(Char('t'))], COMMAND, &Action::Bury).word("bury", "not today; tomorrow again"),
    act(&[This(Char('s'))], COMMAND, &Action::Suspend)
        .word("suspend", "never again, until byheart resume"),
    act(&[This(Char('m')), This(Ctrl('r'))], COMMAND, &Action::Mark)
        .word("mark", "mark this card, or take the mark away"),
    act(&[This(Ctrl('r'))], TYPING, &Action::Mark),
    act(&[This(Char('o'))], COMMAND, &Action::EditCard)
        .word("edit", "open the card in your editor"),
    act(&[This(Char('i'))], COMMAND, &Action::History)
        .word("history", "this card's answers, and its source once the answer is shown"),
    act(&[This(Char('p'))], COMMAND, &Action::Passage)
        .word("passage", "what the document says there, once the answer is shown"),
    act(&[This(Char('?')), This(F1)], COMMAND, &Action::Help)
        .bar("? keys")
        .word("help", "all keys"),
    act(&[This(F1)], TYPING, &Action::Help),
    act(&[This(Esc)], TYPING, &Action::Out)
        .bar("Esc other keys")
        .help("these keys, also while you type: then they work"),
    act(&[This(Esc)], COMMAND, &Action::Out),
    act(&[This(Char('q'))], COMMAND, &Action::Quit)
        .bar("q quit")
        .word("quit", "leave; everything is saved"),
    // Over lines they speak of the latest answer, which is rated already.
    act(&[This(Char('r'))], NEVER, &Action::Overrule { right: true })
        .word("right", "I was right, the judge was wrong"),
    act(&[This(Char('w'))], NEVER, &Action::Overrule { right: false })
        .word("wrong", "I was wrong, the judge took it for right"),
    act(&[This(Char('+'))], COMMAND, &Action::Learn)
        .word("accept", "I was right; the deck accepts that answer from now on"),
    act(&[This(Ctrl('c'))], ALWAYS, &Action::Interrupt).help("leave at once; everything is saved"),
    act(&[This(Ctrl('z'))], ALWAYS, &Action::Pause),
    act(&[This(Ctrl('l'))], ALWAYS, &Action::Redraw),
];

/// Where no arrow is needed to answer.
const READING: Modes = ALWAYS.but(PICKING).but(of(&[Mode::Ticking]));

const LOOKING: &[Binding] = &[
    row(&[This(Up), This(Down)], NEVER, Does::Text).help("move, or scroll"),
    act(&[This(Up)], READING, &Action::Scroll(Way::Up)),
    act(&[This(Down)], READING, &Action::Scroll(Way::Down)),
    act(&[This(PageUp)], ALWAYS, &Action::Scroll(Way::PageUp)),
    act(&[This(PageDown)], ALWAYS, &Action::Scroll(Way::PageDown)),
    act(&[This(Home)], SHOWN, &Action::Scroll(Way::First)),
    act(&[This(End)], SHOWN, &Action::Scroll(Way::Last)),
];
