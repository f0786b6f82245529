//! A card in the learner's editor, in the middle of a session.

use crate::deck::library::Library;
use crate::deck::{CardId, Deck};
use crate::env::Env;

pub(super) fn edit(
    _env: &Env,
    _library: &Library,
    _card: &CardId,
) -> Result<(Option<Deck>, String), String> {
    Err("later".to_owned())
}
