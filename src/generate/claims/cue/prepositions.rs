//! `According to Livy`, `in Livy's view`, `for Livy`.

use super::verbs::aside;
use super::{Content, Cue, cue};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::{Group, REPORT_NOUNS};

/// `According to Livy, …`; `…, according to Livy`.
pub(super) fn according(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) != "according" || s.word(at + 1) != "to" {
        return None;
    }
    let subject = s.phrase_after(at + 2)?;
    let end = subject.tokens.end;
    let content = if at == 0 || s.before(at) != "," && s.opens_clause(at) {
        Content::From(end + usize::from(s.word(end) == ","))
    } else {
        let from = at - usize::from(s.before(at) == ",");
        match s.word(end) {
            "," => Content::Around(from..end + 1),
            "." | "" | ";" => Content::Until(from),
            _ => Content::Around(from..end),
        }
    };
    Some(cue(at..at + 2, subject, content))
}

/// `In Livy's view, …`; `in the eyes of the senators, …`.
pub(super) fn in_view(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !matches!(s.word(at), "in" | "on" | "from" | "to") || !s.opens_clause(at) {
        return None;
    }
    let noun = (at + 1..s.len().min(at + 9))
        .take_while(|&one| s.is_word(one) || s.is_possessive(one))
        .find(|&one| {
            REPORT_NOUNS.contains(s.word(one)) || matches!(s.word(one), "mind" | "telling")
        })?;
    let of = s.word(noun + 1) == "of";
    let subject = if of { s.phrase_after(noun + 2) } else { possessor(s, noun) }?;
    let end = if of { subject.tokens.end } else { noun + 1 };
    // `In Livy's eyes the senate was …`
    let open =
        at == 0 && matches!(s.word(end), "the" | "a" | "it" | "this" | "these" | "there" | "no");
    if s.word(end) != "," && !open {
        return None;
    }
    let content = match open || at == 0 || s.before(at) != "," {
        true => Content::From(end + usize::from(!open)),
        false => Content::Around(at - 1..end + 1),
    };
    Some(cue(noun..noun + 1, subject, content))
}

/// Whose noun it is: `Livy's`, `his`, `this article's`, `the senators'`.
pub(super) fn possessor(s: &Sentence<'_>, noun: usize) -> Option<Subject> {
    for at in (noun.saturating_sub(5)..noun).rev() {
        if s.is_possessive(at) {
            return s.owner(at);
        }
        let pronoun = match s.word(at) {
            "his" | "her" => Phrase::He,
            "their" => Phrase::They,
            "our" | "my" => Phrase::Author,
            _ => continue,
        };
        return Some(Subject::new(pronoun, at..at + 1));
    }
    // `the realist view`, `the conventional reading`: the noun holds it.
    None
}

/// `For most historians, …`; `To Livy, …`; `…, for Livy, …`; `Livy, for whom …`.
pub(super) fn for_whom(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !matches!(s.word(at), "for" | "to") {
        return None;
    }
    if s.word(at + 1) == "whom" {
        let end = at - usize::from(s.before(at) == ",");
        let subject = s.phrase_before(end)?;
        return Some(Cue { personal: true, ..cue(at..at + 2, subject, Content::From(at + 2)) });
    }
    let opens = at == 0 || s.before(at) == ";";
    let inside = s.word(at) == "for" && s.before(at) == ",";
    if !opens && !inside {
        return None;
    }
    let subject = s.phrase_after(at + 1)?;
    let end = subject.tokens.end;
    let person = |&one: &usize| s.kind(one) == ActorKind::Person;
    let holds = match &subject.phrase {
        Phrase::Named(named) => named.iter().all(person),
        Phrase::Group(_, kind) => *kind != Group::Works,
        Phrase::He | Phrase::They => true,
        _ => false,
    };
    // `for others it was murder`
    let open =
        opens && matches!(s.word(end), "it" | "this" | "that" | "the" | "he" | "she" | "they");
    let lone = matches!(&subject.phrase, Phrase::Group(name, _) if name.len() == 1);
    if !(s.word(end) == "," || open && lone) || !holds {
        return None;
    }
    let end = end - usize::from(s.word(end) != ",");
    let content = if opens { Content::From(end + 1) } else { Content::Around(at - 1..end + 1) };
    Some(Cue { personal: true, ..cue(at..at + 1, subject, content) })
}

/// `it seems to me that …`
pub(super) fn seems_to_me(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) != "seems" || s.word(at + 1) != "to" || !matches!(s.word(at + 2), "me" | "us") {
        return None;
    }
    let start = at.checked_sub(1)?;
    let author = Subject::new(Phrase::Author, start..at + 3);
    if s.word(at + 3) == "that" {
        return Some(cue(start..at + 4, author, Content::From(at + 4)));
    }
    aside(s, author, start..at + 3)
}
