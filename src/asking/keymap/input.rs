//! Keys with which an answer is put together, the same in study and in exams.

use super::Press::{Letter, Text, This};
use super::{Binding, Does, Mode, Modes, PICKING, TYPING, act, of, row};
use crate::asking::Key::{Backspace, Char, Ctrl, Delete, Down, End, Home, Left, Right, Up};
use crate::asking::{Action, Editing, Way};

const CHOOSING: Modes = of(&[Mode::Choice, Mode::Pointed, Mode::Several, Mode::List]);
const MOVING: Modes = of(&[Mode::Arrange, Mode::Ticking]);
const MATCH: Modes = of(&[Mode::Match]);
const ANSWER: Modes = TYPING.or(PICKING);

const UP: &Action = &Action::Move(Way::Up);

pub(super) const INPUT: &[Binding] = &[
    row(&[Text], TYPING, Does::Text),
    act(&[This(Backspace)], ANSWER, &Action::Edit(Editing::Backspace)),
    act(&[This(Ctrl('h'))], TYPING, &Action::Edit(Editing::Backspace)),
    act(&[This(Delete)], ANSWER, &Action::Edit(Editing::Delete)),
    act(&[This(Ctrl('u'))], ANSWER, &Action::Edit(Editing::KillLine)),
    act(&[This(Ctrl('w'))], TYPING, &Action::Edit(Editing::KillWord)),
    act(&[This(Left)], TYPING, &Action::Edit(Editing::Left)),
    act(&[This(Right)], TYPING, &Action::Edit(Editing::Right)),
    act(&[This(Home), This(Ctrl('a'))], TYPING, &Action::Edit(Editing::Home)),
    act(&[This(End), This(Ctrl('e'))], TYPING, &Action::Edit(Editing::End)),
    row(&[Letter], MATCH, Does::Number(Action::Choose)).bar("a–z put here"),
    act(&[This(Up)], MATCH, UP).bar("↑↓ row"),
    act(&[This(Up)], MOVING, UP).bar("↑↓ move"),
    act(&[This(Up)], CHOOSING, UP),
    act(&[This(Down)], MATCH.or(MOVING).or(CHOOSING), &Action::Move(Way::Down)),
    act(&[This(Right)], MATCH, &Action::Turn { on: true }),
    act(&[This(Left)], MATCH, &Action::Turn { on: false }),
    act(&[This(Char(' '))], of(&[Mode::Arrange]), &Action::Toggle).bar("Space take/put"),
    act(&[This(Char(' '))], of(&[Mode::Ticking]), &Action::Toggle).bar("Space ticks"),
    act(&[This(Char(' '))], of(&[Mode::Several]), &Action::Toggle),
];
