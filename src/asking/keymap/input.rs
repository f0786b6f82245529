//! Keys with which an answer is put together, the same in study and in exams.

use super::Press::{Letter, Text, This};
use super::{Binding, Does, Mode, PICKING, TYPING, act, row};
use crate::asking::Key::{Backspace, Char, Ctrl, Delete, Down, End, Home, Left, Right, Up};
use crate::asking::{Action, Editing, Way};

const CHOOSING: &[Mode] = &[Mode::Choice, Mode::Pointed, Mode::Several, Mode::List];
const MOVING: &[Mode] = &[Mode::Arrange, Mode::Ticking];
const MATCH: &[Mode] = &[Mode::Match];

const UP: &Action = &Action::Move(Way::Up);
const DOWN: &Action = &Action::Move(Way::Down);
const BACKSPACE: &Action = &Action::Edit(Editing::Backspace);
const DELETE: &Action = &Action::Edit(Editing::Delete);
const KILL_LINE: &Action = &Action::Edit(Editing::KillLine);

pub(super) const INPUT: &[Binding] = &[
    row(&[Text], TYPING, Does::Text),
    act(&[This(Backspace), This(Ctrl('h'))], TYPING, BACKSPACE),
    act(&[This(Delete)], TYPING, DELETE),
    act(&[This(Ctrl('u'))], TYPING, KILL_LINE),
    act(&[This(Ctrl('w'))], TYPING, &Action::Edit(Editing::KillWord)),
    act(&[This(Left)], TYPING, &Action::Edit(Editing::Left)),
    act(&[This(Right)], TYPING, &Action::Edit(Editing::Right)),
    act(&[This(Home), This(Ctrl('a'))], TYPING, &Action::Edit(Editing::Home)),
    act(&[This(End), This(Ctrl('e'))], TYPING, &Action::Edit(Editing::End)),
    row(&[Letter], MATCH, Does::Number(Action::Choose)).bar("a–z put here"),
    act(&[This(Up)], MATCH, UP).bar("↑↓ row"),
    act(&[This(Up)], MOVING, UP).bar("↑↓ move"),
    act(&[This(Up)], CHOOSING, UP),
    act(&[This(Down)], MATCH, DOWN),
    act(&[This(Down)], MOVING, DOWN),
    act(&[This(Down)], CHOOSING, DOWN),
    act(&[This(Right)], MATCH, &Action::Turn { on: true }),
    act(&[This(Left)], MATCH, &Action::Turn { on: false }),
    act(&[This(Char(' '))], &[Mode::Arrange], &Action::Toggle).bar("Space take/put"),
    act(&[This(Char(' '))], &[Mode::Ticking], &Action::Toggle).bar("Space ticks"),
    act(&[This(Char(' '))], &[Mode::Several], &Action::Toggle),
    act(&[This(Backspace)], PICKING, BACKSPACE),
    act(&[This(Delete)], PICKING, DELETE),
    act(&[This(Ctrl('u'))], PICKING, KILL_LINE),
];
