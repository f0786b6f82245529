//! What the roles of a person tell of whom they could be mistaken for: their
//! state, and the family of their office.

use crate::generate::fact::Actor;
use crate::generate::lexicon::{OFFICES, STATES, WRITERS};
use crate::generate::token::owner;

/// The first state in the roles of a person: where they belong, not where they
/// served (`commander in Korea`), nor what they write about.
pub(super) fn state(actor: &Actor) -> Option<&'static str> {
    actor.roles.iter().find_map(|role| {
        let mut words = own_words(&role.text);
        words.find_map(|word| STATES.names.get(owner(word)).copied())
    })
}

fn own_words(role: &str) -> impl Iterator<Item = &str> {
    let is_writer = role.split([' ', '-']).any(|word| WRITERS.contains(word));
    role.split(' ').take_while(move |word| match *word {
        "in" | "to" => false,
        "of" | "on" => !is_writer,
        _ => true,
    })
}

/// A role without the words for a state.
pub(super) fn stateless(role: &str) -> String {
    let is_state = |word: &str| STATES.names.contains_key(owner(word));
    role.split(' ').filter(|word| !is_state(word)).collect::<Vec<_>>().join(" ")
}

/// The family of a person's first office that has one.
pub(super) fn family(actor: &Actor) -> Option<usize> {
    actor.roles.iter().find_map(|role| {
        let lower = role.text.to_lowercase();
        let head = lower.split(' ').take_while(|word| !matches!(*word, "of" | "in" | "to" | "on"));
        let mut nouns: Vec<&str> = head.collect();
        nouns.reverse();
        nouns.into_iter().find_map(|noun| OFFICES.get(noun).copied())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::fact::{ActorKind, Naming, Role};

    fn known_as(role: &str) -> Actor {
        let roles = vec![Role { text: role.to_owned(), sentence: 0, span: 0..0 }];
        Actor {
            name: String::new(),
            aliases: Vec::new(),
            kind: ActorKind::Person,
            evidence: Naming::Title,
            roles,
        }
    }

    #[test]
    fn a_state_is_where_one_belongs() {
        let of = |role| state(&known_as(role));
        assert_eq!(of("Chinese Premier"), of("leader of Communist China"));
        assert!(of("Chinese Premier").is_some());
        assert!(of("U.S. ambassador to Moscow").is_some());
        assert_ne!(of("U.S. ambassador to Moscow"), of("Soviet leader"));
        for role in ["U.N. commander in Korea", "historian of China's road to war", "deputy"] {
            assert_eq!(of(role), None, "{role}");
        }
        assert_eq!(of("American specialist on China"), of("American diplomat"));
    }

    #[test]
    fn offices_of_a_family_are_alike() {
        let of = |role| family(&known_as(role));
        assert_eq!(of("Chinese Premier"), of("leader of North Korea"));
        assert_eq!(of("Soviet commander in Korea"), of("Chinese marshal"));
        assert_eq!(of("Soviet Foreign Minister"), of("U.S. ambassador to Moscow"));
        assert_ne!(of("Soviet leader"), of("Soviet Foreign Minister"));
        assert_eq!(of("American historian"), None);
    }
}
