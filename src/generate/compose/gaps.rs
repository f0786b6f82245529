//! Cards on what sentences state: a word that matters is hidden, or who or what somebody or
//! something is is asked for.

use super::context::Context;
use super::filter::gives_away;
use super::id::id;
use super::wording::{has_braces, is_balanced, untied};
use super::{Draft, Kind, basic, note, rank};
use crate::deck::Content;
use crate::deck::cloze::Cloze;
use crate::generate::fact::{ActorKind, Certainty, GAP, Structure, Telling, Topic, mention_at};
use crate::generate::lexicon::CAPITALS;
use crate::generate::text::{capitalised, words};
use std::ops::Range;

/// Length of a statement in which a word is hidden.
const STATEMENT: Range<usize> = 6..42;
/// Length of a question.
const QUESTION: Range<usize> = 3..30;

/// A card for each thing that a statement may be asked for.
pub(super) fn candidates(context: &Context<'_>) -> Vec<Draft> {
    let structures = context.facts.structures.iter().enumerate();
    let statements = structures.filter_map(|(fact, structure)| match structure {
        Structure::Telling(telling) if telling.topic == Topic::Statement => Some((fact, telling)),
        _ => None,
    });
    statements.filter_map(|(fact, telling)| card(context, fact, telling)).collect()
}

/// The card on one thing that a statement is asked for.
fn card(context: &Context<'_>, fact: usize, telling: &Telling) -> Option<Draft> {
    let document = context.document;
    let (statement, (name, _)) = (&telling.parts[0].1, telling.parts.get(1)?);
    let (asked, place) = telling.questions.first()?;
    let sentence = document.sentence_at(statement.start)?;
    let answer = document.slice(place.clone()).replace('\n', " ");
    let before = telling.before.as_ref().map(|place| document.slice(place.clone()));
    let before = before.map_or_else(String::new, |text| format!("{} ", text.replace('\n', " ")));
    let asked = if before.is_empty() { untied(asked) } else { asked.clone() };
    let is_good =
        [&before, &asked, &answer].into_iter().all(|text| is_balanced(text) && !has_braces(text))
            && !gives_away(&format!("{before}{asked}"), &answer)
            && !is_shown(context, place, &format!("{before}{asked}"));
    let content = match asked.split_once(GAP).filter(|_| is_good) {
        Some(parts) => hidden(&before, parts, &answer, name)?,
        None if is_good && QUESTION.contains(&words(&asked)) => {
            basic(asked, capitalised(&answer), Vec::new())
        }
        None => return None,
    };
    let id = id("statement", &answer, &[document.slice(statement.clone()), &answer]);
    let tags = ["terms", "statement"];
    let mut note = note(id, content, &tags, document.place_at(statement.start));
    note.note = Some(document.sentence(sentence).replace('\n', " "));
    let is_sure = telling.certainty == Certainty::Certain;
    let tests = [(is_sure, "whom or what a pronoun means is not certain")];
    Some(Draft::new(Kind::Terms, fact, note, rank::GAP).sure_if(&tests))
}

/// Whether another name of the same actor shows the answer, or its capital does (`many
/// Americans`, `Washington` for the United States), or the title names it: the whole document
/// is about it.
fn is_shown(context: &Context<'_>, place: &Range<usize>, prompt: &str) -> bool {
    let Some(mention) = mention_at(&context.facts.mentions, place) else { return false };
    let actor = &context.facts.actors[mention.actor];
    let title = context.document.meta.title.as_deref().unwrap_or_default();
    let mut names = actor.aliases.iter().chain([&actor.name]);
    let mut capitals = CAPITALS.iter().filter(|(_, states)| states.contains(&&*actor.name));
    names.any(|name| gives_away(prompt, name) || gives_away(title, name))
        || actor.kind == ActorKind::State && capitals.any(|(city, _)| prompt.contains(city))
}

/// A statement with a gap, behind the sentence that it needs.
fn hidden(
    needed: &str,
    (before, after): (&str, &str),
    answer: &str,
    name: &str,
) -> Option<Content> {
    let hint = match name {
        "how many" => format!("::{name}"),
        _ => String::new(),
    };
    let is_good = STATEMENT.contains(&(words(before) + words(answer) + words(after)));
    let opening = if before.is_empty() { capitalised(answer) } else { answer.to_owned() };
    let text = format!("{needed}{}{{{{c1::{opening}{hint}}}}}{after}", capitalised(before));
    let text = is_good.then_some(text)?;
    Cloze::parse(&text).ok().map(Content::Cloze)
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format};
    use crate::generate::compose::candidates;

    /// All statements with a gap that a text makes.
    fn gaps(text: &str) -> Vec<String> {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let facts = crate::generate::facts(&document);
        let made = candidates(&document, &facts, &[])
            .0
            .drafts
            .into_iter()
            .filter(|draft| draft.is_statement(&facts));
        made.map(|draft| format!("{:?}", draft.note.content)).collect()
    }

    #[test]
    fn neither_the_subject_of_the_document_nor_what_its_words_show_is_hidden() {
        let plain = "Envoys of the senate met the ministers of Korea in the harbour of Riga.";
        let hides = |text: &str, name: &str| {
            gaps(text).iter().any(|gap| gap.contains(&format!("c1::{name}")))
        };
        assert!(hides(&format!("# Envoys\n\n{plain}"), "Korea"));
        assert!(!hides(&format!("# The Korean War\n\n{plain}"), "Korea"));
        assert!(!hides(
            "# Envoys\n\nMany Americans of the senate met the ministers of the United States in Riga.",
            "United States"
        ));
    }
}
