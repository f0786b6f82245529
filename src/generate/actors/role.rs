//! What a person is said to be: titles and nouns before the name, appositions
//! behind it, and what the person was or became.

use crate::document::Document;
use crate::generate::fact::Role;
use crate::generate::lexicon::{KIN, ROLES, STATES, Words};
use crate::generate::report::{is_finite_form, is_saying_form};
use crate::generate::token::{Token, Tokens};
use std::ops::Range;

static BEHIND_HEAD: Words = Words::named("behind the head of a role");
static FINITE: Words = Words::named("verbs of clauses");
static NO_ROLE: Words = Words::named("no role opens with");

/// Longest role, in words.
const LONGEST: usize = 16;
/// Words that no noun phrase before a name holds.
static OUTSIDE: Words = Words::named("outside of roles");
static DETERMINERS: Words = Words::named("determiners of roles");

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
            && !OUTSIDE.contains(&token.lower)
            && !DETERMINERS.contains(&token.lower)
            && !is_finite_form(&token.lower)
    };
    let mut start = name;
    match title {
        // The state or body before the title, not what stands before that.
        Some(_) => {
            while start > 0
                && name - start < 3
                && fits(&all[start - 1])
                && all[start - 1].is_capital()
                && (STATES.names.contains_key(all[start - 1].text) || start < name)
            {
                start -= 1;
            }
        }
        None => {
            let role = last.filter(|&last| is_role(&all[last]) && !all[last].is_capital())?;
            start = role;
            while start > 0 && role - start < 4 && fits(&all[start - 1]) {
                start -= 1;
            }
        }
    }
    (start < end).then(|| all[start].span.start..all[end - 1].span.end)
}

fn is_role(token: &Token<'_>) -> bool {
    let word: &str = &token.lower;
    ROLES.contains(word)
        || KIN.contains(word)
        || word.strip_suffix('s').is_some_and(|one| ROLES.contains(one))
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
    let whose = NO_ROLE.contains(&words[0].lower);
    let clause =
        words.iter().any(|token| FINITE.contains(&token.lower) || is_saying_form(&token.lower));
    let head = words.iter().take_while(|token| !BEHIND_HEAD.contains(&token.lower));
    let says = head.into_iter().any(is_role);
    (!whose && !clause && says && words.iter().all(|token| token.text != "\"" && token.text != "“"))
        .then(|| all[start - lead].span.start..words[words.len() - 1].span.end)
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use crate::generate::fact::ActorKind;
    use crate::generate::tests::read;

    /// The roles of the first person.
    fn roles(text: &str) -> Vec<String> {
        let (actors, _) = find(&read(text));
        let first = actors.into_iter().find(|actor| actor.kind == ActorKind::Person);
        first.into_iter().flat_map(|actor| actor.roles).map(|role| role.text).collect()
    }

    #[test]
    fn titles_nouns_appositions_and_copulas_give_roles() {
        for (text, role) in [
            ("The French Foreign Minister Charles de Vergennes smiled.", "French Foreign Minister"),
            ("They read the Prussian historian Leopold von Ranke.", "Prussian historian"),
            ("Leopold von Ranke, a historian of the popes, kept silent.", "historian of the popes"),
            ("Mary Seacole was a nurse and writer of memoirs.", "nurse"),
            (
                "Robert Walpole (the first prime minister of Britain) retired.",
                "first prime minister of Britain",
            ),
            ("Jean Jaurès, who became the leader of the party, fell.", "leader of the party"),
        ] {
            let expected: &[&str] = if role == "nurse" { &[] } else { &[role] };
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn clauses_and_lists_give_none() {
        for text in [
            "Robert Walpole, in the end, retired.",
            "Robert Walpole, whom the king liked, retired.",
            "Robert Walpole argued that minister after minister had failed.",
            "Robert Walpole, and many others, retired.",
            "They told Robert Walpole of the plot.",
        ] {
            assert_eq!(roles(text), Vec::<String>::new(), "{text}");
        }
    }
}
