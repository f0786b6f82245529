//! The form of what notes say of a thing: they leave out its name, and often the verb.

use crate::generate::lexicon::{COMMON_WORDS, ROLES, listed};
use crate::language::{Annotated, Relation, Upos, Xpos};

/// Longest text that is looked at, in words.
const MOST: usize = 60;

/// What the words behind a term are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `the flow of water through a membrane`: what it is.
    Noun,
    /// `regulates the exchange of gas`: what it does.
    Does,
    /// `regulate the exchange of gas`: what several do, or what one is there for.
    Do,
    /// `met at Versailles`: what it did.
    Did,
    /// `children learn by imitation`: what it says.
    Clause,
    /// Anything else: `founded by Jane Addams`, `first in Chicago`.
    Other,
}

impl Form {
    pub(super) fn of(text: &str) -> Self {
        // What follows adds to it.
        let first = text.split([',', ';', '(']).next().map(str::trim).unwrap_or_default();
        match Self::of_words(text) {
            Self::Clause => Self::Clause,
            _ if text.split(' ').count() > MOST => Self::Other,
            _ if first.contains(' ') && first.len() < text.len() => Self::of_words(first),
            form => form,
        }
    }

    fn of_words(text: &str) -> Self {
        let annotated = Annotated::of(&small(text));
        let tokens = &annotated.tokens;
        let root = tokens.iter().position(|token| token.head.is_none());
        let Some(root) = root else { return Self::Other };
        let has = |relations: &[Relation]| annotated.child(root, relations).is_some();
        let has_subject = has(&[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]);
        match (tokens[root].xpos, tokens[root].upos) {
            _ if has_subject => Self::Clause,
            // `owned by Morgan` and the like behind it tells the same.
            (Xpos::Vbz, Upos::Verb) if root == 0 => Self::Does,
            (Xpos::Vb | Xpos::Vbp, Upos::Verb) if root == 0 => Self::Do,
            (Xpos::Vbd, Upos::Verb) if root == 0 => Self::Did,
            (_, Upos::Noun | Upos::Propn) if !has(&[Relation::Cop, Relation::Case]) => Self::Noun,
            _ => Self::Other,
        }
    }
}

/// Whether a text names something, as a term does.
pub(super) fn is_name(text: &str) -> bool {
    use Upos::{Adj, Noun, Propn};
    let annotated = Annotated::of(&small(text));
    match &annotated.tokens[..] {
        // A term may be unknown to the grammar.
        [word] => {
            let is_strange = word.upos == Adj && !COMMON_WORDS.contains(&text.to_lowercase());
            is_strange || matches!(word.upos, Noun | Propn) || word.xpos == Xpos::Vbg
        }
        words => {
            let has_verb = words.iter().any(|word| {
                matches!(word.xpos, Xpos::Vb | Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md)
            });
            !has_verb && Form::of(text) == Form::Noun
        }
    }
}

/// Whether a text says what `name` is: what kind of thing, no person's where it is no
/// person, of one or of several as the name has it, and which one of its kind.
pub(super) fn tells_what(name: &str, text: &str) -> bool {
    use Relation::{Acl, AclRelcl, Nmod};
    let text = small(text);
    let (said, name) = (Annotated::of(&text), Annotated::of(&small(name)));
    let root = |of: &Annotated| of.tokens.iter().position(|token| token.head.is_none());
    let (Some(genus), Some(named)) = (root(&said), root(&name)) else { return false };
    let is_several = |xpos| matches!(xpos, Xpos::Nns | Xpos::Nnps);
    let kind = &said.tokens[genus];
    let is_which = said.child(genus, &[Acl, AclRelcl, Nmod]).is_some();
    let opens = ["a ", "an ", "the "].iter().any(|article| text.starts_with(article));
    let is_human = |noun: &str| listed!("people").contains(noun) || ROLES.contains_noun(noun);
    kind.upos == Upos::Noun
        && is_human(&kind.lemma) == is_human(&name.tokens[named].lemma)
        && (is_which || opens)
        && (opens
            || is_several(kind.xpos) == is_several(name.tokens[named].xpos)
            || kind.xpos == Xpos::Nn)
}

/// Whether a text names several things: `types of tissue`.
pub(super) fn is_several(text: &str) -> bool {
    let annotated = Annotated::of(&small(text));
    let root = annotated.tokens.iter().find(|token| token.head.is_none());
    root.is_some_and(|root| matches!(root.xpos, Xpos::Nns | Xpos::Nnps))
}

/// Whether a clause of its own says which thing is meant, or an article opens it: `phase in
/// which a child repeats sounds`.
pub(super) fn defines(text: &str) -> bool {
    let text = small(text);
    let opens = ["a ", "an ", "the "].iter().any(|article| text.starts_with(article));
    opens || Annotated::of(&text).tokens.iter().any(|token| token.relation == Relation::AclRelcl)
}

/// With a small letter where only its place made it large, as the words of names do not
/// stand alone.
fn small(text: &str) -> String {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    let is_name = first.chars().skip(1).any(char::is_uppercase)
        || next.starts_with(char::is_uppercase)
        || first.ends_with("’s");
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) if !is_name => letter.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_names() {
        for text in ["osmosis", "guard cells", "babbling", "the critical period", "Wheat Act"] {
            assert!(is_name(text), "{text}");
        }
        for text in ["held", "in 1912", "begins at 6 months", "the league publishes", ""] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn what_is_said_of_a_thing_has_a_form() {
        use Form::{Clause, Did, Do, Does, Noun, Other};
        for (text, form) in [
            ("a layer that keeps water in", Noun),
            ("Waxy layer that sheds water", Noun),
            ("house for sailors, run by the town", Noun),
            ("regulates the exchange of gas", Does),
            ("repeal laws about the press", Do),
            ("Improve the lives of miners", Do),
            ("met at Versailles in June", Did),
            ("children learn by listening to others", Clause),
            ("Sailors should be paid like soldiers", Clause),
            ("founded by Jane Addams", Other),
            ("first in the country", Other),
            ("", Other),
        ] {
            assert_eq!(Form::of(text), form, "{text}");
        }
    }
}
