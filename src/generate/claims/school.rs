//! The school of a claim: from the holder's words, the section, then the scholar.

use crate::document::Document;
use crate::generate::fact::{Actor, Claim, Holder};
use crate::generate::lexicon::ROLES;
use std::collections::HashMap;

/// Words that name a school, in headings and groups.
const SCHOOLS: [(&str, &str); 14] = [
    ("revisionist", "revisionist"),
    ("revisionism", "revisionist"),
    ("post-cold war", "post-cold-war"),
    ("realist", "realist"),
    ("conventional", "conventional"),
    ("traditional", "conventional"),
    ("orthodox", "conventional"),
    ("prevailing", "conventional"),
    ("marxist", "marxist"),
    ("liberal", "liberal"),
    ("whig", "whig"),
    ("nationalist", "nationalist"),
    ("post-colonial", "post-colonial"),
    ("remembers", "memoir"),
];

/// Role nouns of those who write about others.
const WRITERS: [&str; 12] = [
    "historian",
    "scholar",
    "author",
    "journalist",
    "economist",
    "sociologist",
    "theorist",
    "analyst",
    "biographer",
    "writer",
    "professor",
    "researcher",
];

/// The school that holders or section name; none where neither does.
pub(super) fn school(
    document: &Document,
    actors: &[Actor],
    sentence: usize,
    holders: &[Holder],
) -> Option<String> {
    for holder in holders {
        match holder {
            Holder::Author => return Some("author".to_owned()),
            Holder::Group(name) => {
                if let Some(school) = named(name) {
                    return Some(school);
                }
            }
            Holder::Actor(index) => {
                let actor = &actors[*index];
                let roles = actor.roles.iter().map(|role| role.text.to_lowercase());
                let roles: Vec<String> = roles.collect();
                if let Some(school) = roles.iter().find_map(|role| named(role)) {
                    return Some(school);
                }
                let writes =
                    roles.iter().any(|role| WRITERS.iter().any(|writer| role.contains(writer)));
                let acts = roles.iter().any(|role| {
                    role.split(' ').any(|word| ROLES.contains(word) && !WRITERS.contains(&word))
                });
                if acts && !writes {
                    return Some("contemporary".to_owned());
                }
            }
        }
    }
    named(&document.section_of(sentence).title)
}

fn named(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    SCHOOLS.iter().find(|(word, _)| text.contains(word)).map(|(_, school)| (*school).to_owned())
}

/// A scholar whose school is known in one place has it in all.
pub(super) fn spread(_document: &Document, claims: &mut [Claim]) {
    let mut known: HashMap<usize, String> = HashMap::new();
    for claim in claims.iter() {
        if let (Some(school), [Holder::Actor(one)]) = (&claim.school, claim.holders.as_slice()) {
            known.entry(*one).or_insert_with(|| school.clone());
        }
    }
    for claim in claims.iter_mut().filter(|claim| claim.school.is_none()) {
        let actors = claim.holders.iter().filter_map(|holder| match holder {
            Holder::Actor(index) => known.get(index),
            _ => None,
        });
        claim.school = actors.into_iter().next().cloned();
    }
}
