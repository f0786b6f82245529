//! Keys of a review. What means the same in study and in exams has the same key.
//!
//! Capital letters decide on all that are left: they stand before the small ones, which
//! capitals else are.

use super::Press::This;
use super::input::INPUT;
use super::{ALWAYS, Binding, Does, Keymap, Mode, Modes, NEVER, act, of, row};
use crate::asking::Key::{
    Char, Ctrl, Down, End, Enter, Esc, F1, Home, Left, PageDown, PageUp, Right, Tab, Up,
};
use crate::asking::review::Fate;
use crate::asking::{Action, Way};

/// What a review understands.
pub const REVIEW: &Keymap = &[FORM, INPUT, DECIDING, GOING, LOOKING];

const CARD: Modes = of(&[Mode::Review, Mode::Page]);
/// Also where every card is decided.
const BEHIND: Modes = of(&[Mode::Review, Mode::Decided, Mode::Page]);
const TYPED: Modes = of(&[Mode::Form]);
const DECIDED: Modes = of(&[Mode::Decided]);

const DECIDING: &[Binding] = &[
    act(&[This(Enter)], DECIDED, &Action::Submit).bar("Enter write the decks"),
    act(&[This(Char('K'))], CARD, &Action::DecideRest(Fate::Kept)),
    act(&[This(Char('D'))], CARD, &Action::DecideRest(Fate::Dropped)),
    act(&[This(Char('k')), This(Char(' '))], CARD, &Action::Decide(Fate::Kept))
        .bar("k keep")
        .help("keep the card; then the next that is not decided"),
    act(&[This(Char('d'))], CARD, &Action::Decide(Fate::Dropped))
        .bar("d drop")
        .help("drop the card; then the next that is not decided"),
    act(&[This(Char('e'))], CARD, &Action::Rework)
        .bar("e edit")
        .help("change its words in place, and keep it"),
    act(&[This(Char('a'))], CARD, &Action::Add)
        .bar("a add")
        .help("add a card of your own at this passage"),
    act(&[This(Char('u'))], BEHIND, &Action::Undo)
        .bar("u undo")
        .help("take back the latest change, as often as you like"),
    row(&[This(Char('K')), This(Char('D'))], NEVER, Does::Text)
        .help("keep, or drop, all that are left; pressed twice"),
];

const GOING: &[Binding] = &[
    act(&[This(Char('n')), This(Right)], BEHIND, &Action::Next)
        .bar("n p go")
        .help("the next card, decided or not"),
    act(&[This(Char('p')), This(Left)], BEHIND, &Action::Back)
        .help("the card before, decided or not"),
    act(&[This(Char('i'))], CARD, &Action::History).help("what the document says around it"),
    act(&[This(Char('o'))], CARD, &Action::EditCard)
        .help("open the card in your editor, as a deck has it"),
    act(&[This(Enter)], CARD, &Action::Submit),
    act(&[This(Char('w'))], BEHIND, &Action::Write)
        .help("write the decks with what is kept so far, and go on"),
    act(&[This(Char('?')), This(F1)], BEHIND, &Action::Help).bar("? keys").help("all keys"),
    act(&[This(F1)], TYPED, &Action::Help),
    act(&[This(Esc)], BEHIND, &Action::Out),
    act(&[This(Char('q'))], BEHIND, &Action::Quit)
        .bar("q leave")
        .help("leave; the same command goes on"),
    act(&[This(Ctrl('c'))], ALWAYS, &Action::Interrupt).help("leave at once; all is saved"),
    act(&[This(Ctrl('z'))], ALWAYS, &Action::Pause),
    act(&[This(Ctrl('l'))], ALWAYS, &Action::Redraw),
];

const FORM: &[Binding] = &[
    act(&[This(Enter)], TYPED, &Action::Submit)
        .bar("Enter save")
        .help("while you type: save the card, and keep it"),
    act(&[This(Tab), This(Down)], TYPED, &Action::Move(Way::Down))
        .bar("Tab next line")
        .help("while you type: the next line; Up the one before"),
    act(&[This(Up)], TYPED, &Action::Move(Way::Up)),
    act(&[This(Esc)], TYPED, &Action::Out)
        .bar("Esc give up")
        .help("while you type: throw it away; pressed twice"),
    row(&[], TYPED, Does::Text).bar("F1 keys"),
];

const LOOKING: &[Binding] = &[
    row(&[This(Up), This(Down)], NEVER, Does::Text).help("scroll"),
    act(&[This(Up)], BEHIND, &Action::Scroll(Way::Up)),
    act(&[This(Down)], BEHIND, &Action::Scroll(Way::Down)),
    act(&[This(PageUp)], ALWAYS, &Action::Scroll(Way::PageUp)),
    act(&[This(PageDown)], ALWAYS, &Action::Scroll(Way::PageDown)),
    act(&[This(Home)], BEHIND, &Action::Scroll(Way::First)),
    act(&[This(End)], BEHIND, &Action::Scroll(Way::Last)),
];
