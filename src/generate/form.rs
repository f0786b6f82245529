//! The form of what notes say of a thing: they leave out its name, and often the verb.

use crate::document::Document;
use crate::generate::lexicon::{COMMON_WORDS, ROLES, listed};
use crate::generate::text::{has_article, small};
use crate::language::{Annotated, Relation, Token, Upos, Xpos};

/// Longest text whose first part stands for it, in words.
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
    /// `judging by looks alone`: what doing it is.
    Doing,
    /// `children learn by imitation`: what it says.
    Clause,
    /// Anything else: `founded by Jane Addams`, `first in Chicago`.
    Other,
}

/// Words that are no sentence, as the grammar of English has them. Of another language
/// nothing is known, and they may be what somebody asks for.
pub(super) struct Phrase {
    /// With a small letter where only its place made it large.
    text: String,
    words: Option<Annotated>,
}

impl Phrase {
    pub(super) fn of(document: &Document, text: &str) -> Self {
        let text = plain(text);
        let words = document.language.is_none().then(|| Annotated::of(&text));
        Self { text, words }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its words by their places in the text; none of another language.
    pub(super) fn words(&self) -> Option<&Annotated> {
        self.words.as_ref()
    }

    pub(super) fn form(&self) -> Form {
        let Some(words) = &self.words else { return Form::Other };
        // What follows adds to it.
        let first = self.text.split([',', ';', '(']).next().map(str::trim).unwrap_or_default();
        match form_of(words) {
            Form::Clause => Form::Clause,
            _ if self.text.split(' ').count() > MOST => Form::Other,
            _ if first.contains(' ') && first.len() < self.text.len() => {
                form_of(&Annotated::of(first))
            }
            form => form,
        }
    }

    /// Whether it names something, as a term does.
    pub(super) fn is_name(&self) -> bool {
        use Upos::{Adj, Noun, Propn};
        let Some(words) = &self.words else { return true };
        match &words.tokens[..] {
            // A term may be unknown to the grammar.
            [word] => {
                let is_strange = word.upos == Adj && !COMMON_WORDS.contains(&self.text);
                is_strange || matches!(word.upos, Noun | Propn) || word.xpos == Xpos::Vbg
            }
            words => {
                let is_verb = |word: &Token| {
                    matches!(word.xpos, Xpos::Vb | Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md)
                };
                !words.iter().any(is_verb) && self.form() == Form::Noun
            }
        }
    }

    /// Whether it is adjectives alone: `nominative`.
    pub(super) fn is_quality(&self) -> bool {
        let is_quality = |words: &Annotated| words.tokens.iter().all(|word| word.upos == Upos::Adj);
        self.words.as_ref().is_some_and(is_quality)
    }

    /// Whether it names several things: `types of tissue`.
    pub(super) fn is_several(&self) -> bool {
        let Some(words) = &self.words else { return true };
        words.root().is_some_and(|root| {
            // The grammar may not know the word.
            let word = &self.text[words.tokens[root].span.clone()];
            let has_ending = || !["ss", "us", "is"].into_iter().any(|end| word.ends_with(end));
            is_plural(words, root) || word.ends_with('s') && has_ending()
        })
    }

    /// Whether it says what `name` is: what kind of thing, no person's where it is no
    /// person, of one or of several as the name has it, and which one of its kind.
    pub(super) fn tells_what(&self, name: &Self) -> bool {
        use Relation::{Acl, AclRelcl, Nmod};
        let (Some(said), Some(name)) = (&self.words, &name.words) else { return false };
        let (Some(kind), Some(named)) = (said.root(), name.root()) else { return false };
        let is_which = said.child(kind, [Acl, AclRelcl, Nmod]).is_some();
        let is_human = |noun: &str| listed!("people").contains(noun) || ROLES.contains_noun(noun);
        let agrees = said.xpos(kind) == Xpos::Nn || is_plural(name, named);
        said.upos(kind) == Upos::Noun
            && is_human(said.lemma(kind)) == is_human(name.lemma(named))
            && (has_article(&self.text) || is_which && agrees)
    }

    /// Whether it is people.
    pub(super) fn tells_who(&self) -> bool {
        let Some(words) = &self.words else { return false };
        words.root().is_some_and(|root| {
            let noun = words.lemma(root);
            words.upos(root) == Upos::Noun
                && (listed!("people").contains(noun) || ROLES.contains_noun(noun))
        })
    }

    /// Whether it is something known that is no person: `corruption in the unions`.
    pub(super) fn tells_no_one(&self) -> bool {
        let Some(words) = &self.words else { return false };
        words.root().is_some_and(|root| {
            words.upos(root) == Upos::Propn || COMMON_WORDS.contains_noun(words.lemma(root))
        }) && !self.tells_who()
    }

    /// Whether a clause of its own says which thing is meant, or an article opens it: `phase
    /// in which a child repeats sounds`.
    pub(super) fn defines(&self) -> bool {
        let is_clause = |token: &Token| token.relation == Relation::AclRelcl;
        let has_clause = |words: &Annotated| words.tokens.iter().any(is_clause);
        has_article(&self.text) || self.words.as_ref().is_some_and(has_clause)
    }
}

fn form_of(words: &Annotated) -> Form {
    use Relation::{Case, Cop, Expl, Nsubj, NsubjPass};
    let Some(root) = words.root() else { return Form::Other };
    match (words.xpos(root), words.upos(root)) {
        _ if words.has(root, [Nsubj, NsubjPass, Expl]) => Form::Clause,
        (Xpos::Vbz, Upos::Verb) if root == 0 => Form::Does,
        (Xpos::Vb | Xpos::Vbp, Upos::Verb) if root == 0 => Form::Do,
        (Xpos::Vbd, Upos::Verb) if root == 0 => Form::Did,
        (Xpos::Vbg, Upos::Verb) if root == 0 && words.tokens.len() > 1 => Form::Doing,
        (_, Upos::Noun | Upos::Propn) if !words.has(root, [Cop, Case]) => Form::Noun,
        _ => Form::Other,
    }
}

fn is_plural(words: &Annotated, noun: usize) -> bool {
    matches!(words.xpos(noun), Xpos::Nns | Xpos::Nnps)
}

/// With a small letter where only its place made it large, as the words of names do not
/// stand alone.
fn plain(text: &str) -> String {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    let is_name = first.chars().skip(1).any(char::is_uppercase)
        || next.starts_with(char::is_uppercase)
        || first.ends_with("’s");
    if is_name { text.to_owned() } else { small(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate::tests::check;

    fn phrase(text: &str) -> Phrase {
        let english = Document::parse(b"Rome fell.", Format::Text).unwrap();
        Phrase::of(&english, text)
    }

    #[test]
    fn words_have_a_form_and_may_be_a_name_and_of_several() {
        let table = "
            osmosis => Noun, a name
            guard cells => Noun, a name, several
            babbling => Other, a name
            the critical period => Noun, a name
            Wheat Act => Noun, a name
            types of tissue => Noun, a name, several
            auxins => Noun, a name, several
            main parts of the brain => Noun, a name, several
            prognosis => Noun, a name
            cost => Noun, a name
            process of choice => Noun, a name
            a layer that keeps water in => Noun
            Waxy layer that sheds water => Noun
            house for sailors, run by the town => Noun, a name
            regulates the exchange of gas => Does
            repeal laws about the press => Do
            Improve the lives of miners => Do
            met at Versailles in June => Did
            children learn by listening to others => Clause
            Sailors should be paid like soldiers => Clause
            the league publishes => Clause
            founded by Jane Addams => Other
            first in the country => Other
            held => Other
            in 1912 => Other
            begins at 6 months => Does
        ";
        check(table, |text| {
            let phrase = phrase(text);
            let is_several = phrase.form() == Form::Noun && phrase.is_several();
            let [name, several] = [(phrase.is_name(), ", a name"), (is_several, ", several")]
                .map(|(is_so, shown)| if is_so { shown } else { "" });
            format!("{:?}{name}{several}", phrase.form())
        });
        assert!(
            !phrase("").is_name() && !phrase("").is_several() && phrase("").form() == Form::Other
        );
    }

    #[test]
    fn what_a_thing_is_agrees_with_its_name() {
        let table = "
            engram: group of neurons that hold a memory => true
            Economies of scale: the fall of costs as output grows => true
            guard cells: cells that open and close a pore => true
            voters: citizens of a town who pay taxes => true
            theory: children of the town => false
            Harbour Act: taxes on all cloth from abroad => false
            stroma: thick fluid => false
            critical period: children up to six months of age => false
        ";
        check(table, |text| {
            let (name, said) = text.split_once(": ").unwrap();
            phrase(said).tells_what(&phrase(name)).to_string()
        });
    }

    #[test]
    fn of_another_language_nothing_is_known() {
        let text = "Die Stadt wurde im Jahre 1201 gegründet. Sie liegt nicht weit vom Meer, und ihre Häuser sind alt. Viele Händler kamen aus dem Westen, um dort Wachs und Felle zu kaufen, und blieben.";
        let german = Document::parse(text.as_bytes(), Format::Text).unwrap();
        let phrase = Phrase::of(&german, "liegt am Meer");
        assert!(phrase.is_name() && phrase.is_several() && phrase.form() == Form::Other);
    }
}
