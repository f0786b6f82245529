//! What a person is said to be: titles and nouns before the name, appositions
//! behind it, and what the person was or became.

use crate::document::Document;
use crate::generate::fact::Role;
use crate::generate::lexicon::{KIN, ROLES, STATES, listed};
use crate::generate::report::{is_finite_form, is_saying_form};
use crate::generate::token::{Token, Tokens};
use std::ops::Range;

/// Longest role, in words.
const LONGEST: usize = 16;

/// Roles of the person named at `name` in a sentence.
pub(super) fn roles(
    document: &Document,
    sentence: usize,
    name: &Range<usize>,
    title: &Option<Range<usize>>,
) -> Vec<Role> {
    let span = around(document, &document.sentences[sentence].span, name);
    let all = Tokens::words(document.slice(span.clone()), span.start);
    let first = title.as_ref().map_or(name.start, |title| title.start);
    let from = all.partition_point(|token| token.span.start < first);
    let to = all.partition_point(|token| token.span.end <= name.end);
    let found = [before(&all, from, title), behind(&all, to), copula(&all, to)];
    // `his son Xerxes`: whose son is not said.
    let lone = |span: &Range<usize>| KIN.contains(document.slice(span.clone()));
    let places = found.into_iter().flatten().filter(|span| !lone(span));
    places
        .map(|span| Role { text: bare(document.slice(span.clone())).to_owned(), sentence, span })
        .collect()
}

/// The part of a sentence that can hold a role: long lists stay cheap.
fn around(document: &Document, sentence: &Range<usize>, name: &Range<usize>) -> Range<usize> {
    const BEFORE: usize = 160;
    const BEHIND: usize = 320;
    let text = &document.text;
    let from = sentence.start.max(name.start.saturating_sub(BEFORE));
    let to = sentence.end.min(name.end + BEHIND);
    let from = (from..=name.start).find(|&at| text.is_char_boundary(at)).unwrap_or(name.start);
    let to = (to..=sentence.end).find(|&at| text.is_char_boundary(at)).unwrap_or(sentence.end);
    from..to
}

/// Without article.
fn bare(role: &str) -> &str {
    let articles = ["the ", "a ", "an ", "The ", "A ", "An "];
    articles.iter().find_map(|article| role.strip_prefix(article)).unwrap_or(role)
}

/// `the Soviet Foreign Minister`, `the Prussian historian`: without article.
fn before(all: &[Token<'_>], name: usize, title: &Option<Range<usize>>) -> Option<Range<usize>> {
    let end = match title {
        Some(title) => all.partition_point(|token| token.span.end <= title.end),
        None => name,
    };
    let last = name.checked_sub(1);
    let fits = |token: &Token<'_>| {
        token.is_word()
            && !listed!("outside of roles").contains(&token.lower)
            && !listed!("determiners of roles").contains(&token.lower)
            && !is_finite_form(&token.lower)
    };
    // The state or body before the title, not what stands before that.
    let is_titles = |at: usize| {
        all[at].is_capital() && (STATES.names.contains_key(all[at].text) || at + 1 < name)
    };
    let (head, most) = match title {
        Some(_) => (name, 3),
        None => (last.filter(|&last| is_role(&all[last]) && !all[last].is_capital())?, 4),
    };
    let own = (0..head)
        .rev()
        .take(most)
        .take_while(|&at| fits(&all[at]) && (title.is_none() || is_titles(at)));
    let start = own.last().unwrap_or(head);
    (start < end).then(|| all[start].span.start..all[end - 1].span.end)
}

fn is_role(token: &Token<'_>) -> bool {
    ROLES.contains_noun(&token.lower) || KIN.contains(&token.lower)
}

/// `, a German historian of Rome,` or `(the last king)`.
fn behind(all: &[Token<'_>], name: usize) -> Option<Range<usize>> {
    let open = all.get(name)?;
    let close: &[&str] = match &*open.lower {
        "," => &[",", ".", ";", ":"],
        "(" => &[")", ","],
        _ => return None,
    };
    noun_phrase(all, name + 1, close)
}

/// `was the last king of Rome`, `, who became a senator`.
fn copula(all: &[Token<'_>], name: usize) -> Option<Range<usize>> {
    let mut at = name;
    if all.get(at)?.text == "," && all.get(at + 1)?.lower == "who" {
        at += 2;
    }
    let verb = &*all.get(at)?.lower;
    let next = &*all.get(at + 1)?.lower;
    let is = matches!(verb, "was" | "is" | "became") && matches!(next, "the" | "a" | "an");
    if !is {
        return None;
    }
    noun_phrase(
        all,
        at + 1,
        &[",", ".", ";", ":", "who", "which", "that", "when", "and", "but", "until"],
    )
}

/// The words from `from` to a closing mark, article included, if their head
/// says what somebody is.
fn noun_phrase(all: &[Token<'_>], from: usize, close: &[&str]) -> Option<Range<usize>> {
    let inside = all.get(from..)?.iter().take(LONGEST + 1);
    let length = inside.clone().position(|token| close.contains(&&*token.lower))?;
    let article = usize::from(matches!(&*all[from].lower, "the" | "a" | "an"));
    let start = from + article;
    // The article belongs to the place, not to the role's words.
    let lead = usize::from(start > from && matches!(&*all[start - 1].lower, "the" | "a" | "an"));
    let end = from + length;
    if start >= end {
        return None;
    }
    let words = &all[start..end];
    let whose = listed!("no role opens with").contains(&words[0].lower);
    let clause = words.iter().any(|token| {
        listed!("verbs of clauses").contains(&token.lower) || is_saying_form(&token.lower)
    });
    let head = words
        .iter()
        .take_while(|token| !listed!("behind the head of a role").contains(&token.lower));
    let says = head.into_iter().any(is_role);
    (!whose && !clause && says && words.iter().all(|token| token.text != "\"" && token.text != "“"))
        .then(|| all[start - lead].span.start..words[words.len() - 1].span.end)
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use crate::generate::fact::ActorKind;
    use crate::generate::tests::{check, or_none, read};

    #[test]
    fn titles_nouns_appositions_and_copulas_give_roles_and_clauses_and_lists_none() {
        let table = r"
            The French Foreign Minister Charles de Vergennes smiled. => French Foreign Minister
            They read the Prussian historian Leopold von Ranke. => Prussian historian
            Leopold von Ranke, a historian of the popes, kept silent. => historian of the popes
            Mary Seacole was a nurse and writer of memoirs. => none
            Robert Walpole (the first prime minister of Britain) retired. => first prime minister of Britain
            Jean Jaurès, who became the leader of the party, fell. => leader of the party
            Robert Walpole, in the end, retired. => none
            Robert Walpole, whom the king liked, retired. => none
            Robert Walpole argued that minister after minister had failed. => none
            Robert Walpole, and many others, retired. => none
            They told Robert Walpole of the plot. => none
        ";
        check(table, |text| {
            let (actors, _) = find(&read(text));
            let first = actors.into_iter().find(|actor| actor.kind == ActorKind::Person);
            let roles = first.into_iter().flat_map(|actor| actor.roles);
            or_none(roles.map(|role| role.text).collect())
        });
    }
}
