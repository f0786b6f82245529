//! Lines that define, date or enumerate: items of lists and paragraphs.

use super::{Found, definition, words};
use crate::document::{Block, BlockKind, Document, HOLE, MarkKind};
use crate::generate::dates;
use crate::generate::fact::{Certainty, Structure, Telling, Tie, Topic};
use crate::generate::form::{Form, Phrase};
use crate::generate::lexicon::{COMMON_WORDS, MAKING, Pattern, listed};
use crate::generate::text::{self, has_article};
use crate::generate::token::trimmed;
use crate::language::{Token, Xpos};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands between a term and its meaning, where the term is marked.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?: ?\([^()]+\))?(?:\s*[:=≈]|\s+(?:--|[–—-])|\s*::|\s+(?:is|are|was|were|means|refers to|denotes)\b)\s+")
        .expect("a pattern")
});
/// A term and its colon.
static COLON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^:.;!?]{2,60}(?::\s|\s(?:--|[–—-])\s)").expect("a pattern"));
/// The same, where the line must tell by itself: `term: …`, `term – …`.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?P<term>[^:–—=?!.;]+?)(?: ?\([^()]+\))?(?:\s*:|\s+(?:--|[–—=-]))\s+(?P<meaning>\S.+)$",
    )
    .expect("a pattern")
});
/// `A → B → C`
static CHAIN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*(?:→|⟶|➔|->|⇒|=>)\s*").expect("a pattern"));
/// Words by which a list says that its order counts.
static SEQUENCE: Pattern = Pattern::new(r"(?i)\b(?:«things in a row»|order of)\b");
/// A number that opens a list, and what is numbered.
static COUNT: Pattern = Pattern::new(r"(?i)\b(?P<count>«small numbers»)\b");

/// `Causes of the war`, `Functions of the liver`.
static PLURAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:The )?[A-Z][a-z-]{2,}[a-hj-rtv-z]s (?:of|for) \p{L}").expect("a pattern")
});
/// Words of what a statement counts before a list: `three outer layers`.
const SHORTEST_COUNTED: usize = 3;
const LONGEST_COUNTED: usize = 7;

/// Fewest and most items of a list to learn.
const ITEMS: std::ops::RangeInclusive<usize> = 3..=8;
/// Longest item, in words.
const LONGEST_ITEM: usize = 9;
/// Longest meaning that is taken as a whole, in words.
const LONGEST_MEANING: usize = 30;
/// Longest name of something above what is said of it, and shortest of that, in words.
const LONGEST_NAME: usize = 5;
const SHORTEST_NOTE: usize = 4;
/// The shortest below an item, where lines may say anything.
const LONG_NOTE: usize = 6;
/// Longest item of a list that stands in its line, and longest deed, in words.
const LONGEST_PIECE: usize = 5;
const LONGEST_DEED: usize = 14;
/// Fewest deeds to learn.
const FEWEST_DEEDS: usize = 2;
/// Longest name of what leads to something, in words.
const LONGEST_CAUSE: usize = 8;
/// Longest words that announce a list.
const LONGEST_LEAD: usize = 14;

/// A meaning and the term before it, in a list of definitions.
pub(super) fn defined(document: &Document, meaning: usize) -> Option<Structure> {
    let term = (0..meaning).rev().find(|&at| document.blocks[at].kind == BlockKind::Term)?;
    let meaning = first_leaf(document, meaning)?;
    definition(document, document.blocks[term].span.clone(), meaning, Some(Tie::Glossary))
}

/// What a paragraph or the first line of an item says.
pub(super) fn line(document: &Document, at: usize, found: &mut Found) {
    let block = &document.blocks[at];
    let holders: Vec<BlockKind> =
        document.ancestors(at).map(|holder| document.blocks[holder].kind).collect();
    if holders
        .iter()
        .any(|kind| matches!(kind, BlockKind::Cell | BlockKind::Definition | BlockKind::Quote))
    {
        return;
    }
    let span = block.span.clone();
    if entries(document, span.clone(), found) {
        return;
    }
    let is_item = holders.first() == Some(&BlockKind::Item);
    let arrow = || leading(document, span.clone()).filter(|_| is_item);
    let defined = match chain(document, span.clone()).or_else(arrow) {
        Some(chain) => vec![chain],
        None => marked_all(document, span.clone()),
    };
    if !defined.is_empty() {
        found.structures.extend(defined);
    } else if is_item {
        let known = (found.structures.len(), found.dates.len());
        told(document, span.clone(), found);
        if known == (found.structures.len(), found.dates.len()) {
            found.structures.extend(under(document, at));
            found.structures.extend(below(document, at, span));
        }
    }
}

/// What stands first under a heading or an item that names something: what it is.
pub(super) fn under(document: &Document, at: usize) -> Option<Structure> {
    let block = &document.blocks[at];
    let is_heading = matches!(block.kind, BlockKind::Heading { level } if level > 1);
    let name = trimmed(document, block.span.clone());
    // `**Babbling** at 7 months`
    let marks = document.marks.partition_point(|mark| mark.span.start < name.start);
    let kinds = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Defined];
    let mark = document.marks[marks..].iter().find(|mark| kinds.contains(&mark.kind));
    let mark = mark.filter(|mark| mark.span.start == name.start && mark.span.end < name.end);
    let name = mark.map_or(name, |mark| trimmed(document, mark.span.clone()));
    // `SA (Sturmabteilung)`
    let bare = document.slice(name.clone()).strip_suffix(')').and_then(|name| name.find(" ("));
    let name = name.start..bare.map_or(name.end, |bare| name.start + bare);
    let text = document.slice(name.clone());
    let is_name = (1..=LONGEST_NAME).contains(&words(text))
        && !text.contains([':', '–', '—', '?', '&', '/', ','])
        && !text.contains(" and ")
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !listed!("headings of no terms").contains(first_word(text).as_str());
    if !is_name {
        return None;
    }
    let mut next = at + 1..document.blocks.len();
    let first = next.find(|&next| document.blocks[next].kind.is_leaf())?;
    let leaf = &document.blocks[first];
    // An item below the one that names, or what follows the heading.
    let is_below = document.ancestors(first).any(|holder| Some(holder) == block.parent);
    let is_item = document
        .ancestors(first)
        .next()
        .is_some_and(|holder| document.blocks[holder].kind == BlockKind::Item);
    if leaf.kind != BlockKind::Paragraph || !(is_heading || is_below && is_item) {
        return None;
    }
    // It is all that is said.
    let list = document.ancestors(first).nth(1).filter(|_| is_item);
    let is_only = list.is_some_and(|list| document.children(list).count() == 1)
        && text.starts_with(char::is_uppercase);
    // It defines something else.
    let is_other = marked(document, leaf.span.clone()).is_some()
        || PARTS.is_match(document.slice(leaf.span.clone()));
    let end = document.sentence_at(leaf.span.start).map(|at| document.sentences[at].span.end);
    let said = trimmed(document, leaf.span.start..end.unwrap_or(leaf.span.end).min(leaf.span.end));
    let opened = document.slice(said.clone());
    let opening = ["This is ", "These are ", "It is ", "They are "];
    let opening = opening.iter().find(|opening| opened.starts_with(**opening));
    let said = said.start + opening.map_or(0, |opening| opening.len())..said.end;
    let (name_text, text) = (text, document.slice(said.clone()));
    if is_other || text.contains('→') || !(SHORTEST_NOTE..=LONGEST_MEANING).contains(&words(text))
    {
        return None;
    }
    // Parsing comes last: it costs most.
    let term = Some(Phrase::of(document, name_text)).filter(Phrase::is_name)?;
    let said_words = Phrase::of(document, text);
    let last = document.slice(name.clone()).rsplit(' ').next()?.to_lowercase();
    let fits = match said_words.form() {
        Form::Noun if is_only => true,
        Form::Noun => {
            (!is_item || words(text) >= LONG_NOTE && said_words.defines())
                && said_words.tells_what(&term)
        }
        Form::Clause => is_item && listed!("nouns of teachings").contains_noun(&last),
        Form::Does | Form::Do | Form::Did | Form::Doing | Form::Other => false,
    };
    // `Limited trade to the towns` may be a deed.
    let is_meaning = is_only
        && said_words.form() == Form::Noun
        && !first_word(document.slice(said.clone())).ends_with("ed");
    definition(document, name, said, is_meaning.then_some(Tie::Glossary)).filter(|_| fits)
}

/// `formed in 1789` below `National Assembly`: what is said of the item above.
fn below(document: &Document, at: usize, span: Range<usize>) -> Option<Structure> {
    let own = document.ancestors(at).next()?;
    // The next line of the same item, or an item below it.
    let is_next = first_leaf(document, own).is_some_and(|first| first != span);
    let above = if is_next { own } else { document.ancestors(at).nth(2)? };
    let is_item = document.blocks[above].kind == BlockKind::Item;
    let thing = head(document, first_leaf(document, above).filter(|_| is_item)?);
    let is_good = thing.end <= span.start
        && (1..=LONGEST_ITEM).contains(&words(document.slice(thing.clone())))
        && (1..=LONGEST_MEANING).contains(&words(document.slice(span.clone())));
    is_good.then(|| {
        Structure::Telling(Telling {
            topic: Topic::Item,
            questions: happened(document, thing.clone(), span.clone()).into_iter().collect(),
            parts: vec![("thing", thing), ("says", span)],
            leans: 0,
            before: None,
            certainty: Certainty::Certain,
        })
    })
}

/// `founded by Jane Addams`, `formed in June 1789` below a name: by whom, or when; and `used
/// when blood is scarce`, when that is.
fn happened(
    document: &Document,
    thing: Range<usize>,
    says: Range<usize>,
) -> Option<(String, Range<usize>)> {
    let name = document.slice(thing);
    let tie = document.slice(says.clone()).split(' ').nth(1)?;
    let name = name.strip_suffix(':').unwrap_or(name);
    if ["if", "when"].contains(&tie) {
        return occasion(document, name, says);
    }
    let may_tell = name.starts_with(char::is_uppercase) && ["by", "in", "on"].contains(&tie);
    let says_words = may_tell.then(|| Phrase::of(document, document.slice(says.clone())))?;
    let words = says_words.words()?;
    let is_verb = |token: &&Token| token.xpos == Xpos::Vbn && token.head.is_none();
    let verb = words.tokens.first().filter(is_verb)?;
    if !MAKING.contains(&verb.lemma) || !Phrase::of(document, name).is_name() {
        return None;
    }
    let last = text::last(name).to_lowercase();
    let has_article =
        name.contains(' ') && listed!("nouns of names with an article").contains(&last);
    let article = if has_article { "the " } else { "" };
    // As long as the text itself, so that its places are those of the document.
    let text = Some(says_words.text()).filter(|text| text.len() == says.len())?;
    let place = |place: Range<usize>| says.start + place.start..says.start + place.end;
    let (told, rest) = (&text[verb.span.clone()], &text[verb.span.end..]);
    let behind =
        |tie: &str| Some(verb.span.end + tie.len()..text.len()).filter(|_| rest.starts_with(tie));
    if let Some(when) = behind(" in ").or_else(|| behind(" on ")) {
        let when = place(when);
        let is_date = dates::value_of(document.slice(when.clone())).is_some();
        return is_date.then(|| (format!("When was {article}{name} {told}?"), when));
    }
    let agent = words.noun_phrase(words.agent_of(0)?);
    let by = behind(" by ").filter(|by| by.start < agent.end)?;
    Some((format!("By whom was {article}{name} {told}?"), place(by.start..agent.end)))
}

/// `used if blood is scarce`, `occurs when prices fall`: when it is, or does.
fn occasion(document: &Document, name: &str, says: Range<usize>) -> Option<(String, Range<usize>)> {
    let (term, said) =
        (Phrase::of(document, name), Phrase::of(document, document.slice(says.clone())));
    let verb = said.words()?.tokens.first()?;
    let is_several = term.is_several();
    let name = term.text();
    let when = says.start + verb.span.end + 1..says.end;
    let question = match verb.xpos {
        _ if !term.is_name() => return None,
        Xpos::Vbn | Xpos::Vbd => {
            let told = said.text().get(verb.span.clone())?;
            format!("When {} {name} {told}?", if is_several { "are" } else { "is" })
        }
        Xpos::Vbz => format!("When does {name} {}?", verb.lemma),
        _ => return None,
    };
    document.text.get(when.clone()).map(|_| (question, when))
}

/// What a line defines: one marked term behind the other, each with what follows it.
fn marked_all(document: &Document, span: Range<usize>) -> Vec<Structure> {
    let first = document.marks.partition_point(|mark| mark.span.start <= span.start);
    let marks = document.marks[first..].iter().take_while(|mark| mark.span.end <= span.end);
    let next = marks.filter(|mark| {
        let before = document.slice(span.start..mark.span.start).trim_end();
        matches!(mark.kind, MarkKind::Strong | MarkKind::Defined)
            && !before.ends_with([',', '(', ';'])
            && COLON.is_match(document.slice(mark.span.start..span.end))
            && document.slice(mark.span.clone()).starts_with(char::is_uppercase)
    });
    let mut starts: Vec<usize> = next.map(|mark| mark.span.start).collect();
    starts.insert(0, span.start);
    let ends = starts.iter().skip(1).copied().chain([span.end]).collect::<Vec<usize>>();
    let parts = starts.iter().zip(ends).map(|(&start, end)| start..end);
    parts.filter_map(|part| marked(document, part)).collect()
}

/// `**Osmosis** is the diffusion of water`, `**ATP** (adenosine …): the currency`.
fn marked(document: &Document, span: Range<usize>) -> Option<Structure> {
    let text = document.slice(span.clone());
    let first = document.marks.partition_point(|mark| mark.span.start < span.start);
    let mark = document.marks[first..].iter().find(|mark| {
        matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Defined)
    })?;
    let lead = document.text.get(span.start..mark.span.start)?;
    if mark.span.end > span.end || !matches!(lead.trim(), "" | "A" | "An" | "The") {
        return None;
    }
    // The colon may stand inside the bold type.
    let term = trimmed(document, mark.span.clone());
    let behind = &text[term.end - span.start..];
    let joint = BEHIND.find(behind)?;
    let from = term.end + joint.end();
    let is_copula = joint.as_str().trim_end().ends_with(char::is_alphabetic);
    let term = if is_copula { span.start..term.end } else { term };
    let meaning = from..meaning_end(document, from, span.end);
    let first = first_word(document.slice(meaning.clone()));
    if is_copula && (listed!("no meanings").contains(&first) || first.ends_with("ed")) {
        return None;
    }
    enumerated(document, &term, &meaning)
        .filter(|_| !is_copula)
        .or_else(|| definition(document, term, meaning, is_copula.then_some(Tie::Copula)))
}

/// `Louis XVI – king 1774–1792`, `C3: rice, wheat`, `1789: …`.
fn told(document: &Document, span: Range<usize>, found: &mut Found) {
    let Some(parts) = PARTS.captures(document.slice(span.clone())) else { return };
    let place = |name: &str| {
        let part = parts.name(name).expect("the pattern has the group").range();
        span.start + part.start..span.start + part.end
    };
    let (term, meaning) = (place("term"), place("meaning"));
    let meaning = meaning.start..meaning_end(document, meaning.start, meaning.end);
    match dates::value_of(document.slice(term.clone())) {
        None => found.structures.extend(
            enumerated(document, &term, &meaning)
                .or_else(|| definition(document, term, meaning, None)),
        ),
        Some(value) => {
            let event = trimmed(document, meaning);
            if words(document.slice(event.clone())) >= 2 {
                found.entry(term, value, event);
            }
        }
    }
}

/// `Causes of the war: debt, famine, and envy`: a list in its line.
fn enumerated(
    document: &Document,
    term: &Range<usize>,
    meaning: &Range<usize>,
) -> Option<Structure> {
    let (name, said) = (document.slice(term.clone()), document.slice(meaning.clone()));
    let of = name.split(" of ").next().unwrap_or_default();
    let kind = text::last(of).to_lowercase();
    // `Mugwumps: young, liberal, and poor` are described, and no kind.
    let is_kind = COMMON_WORDS.contains_noun(&kind) || listed!("nouns of lists").contains(&kind);
    if !is_kind || words(name) > LONGEST_NAME || said.contains([':', ';', '(', '→', '=', HOLE]) {
        return None;
    }
    let mut items = Vec::new();
    let mut at = meaning.start;
    for piece in said.split(", ") {
        let ties = ["and ", "or ", "& "];
        let tie = ties.iter().find(|tie| piece.starts_with(**tie)).map_or(0, |tie| tie.len());
        let (from, end) = (at + tie, at + piece.len());
        at = end + 2;
        // `bread, salt and wine`
        let joint = (at >= meaning.end).then(|| {
            let ties = [" and ", " & ", " or "].iter();
            ties.filter_map(|tie| Some((document.slice(from..end).rfind(tie)?, tie.len()))).max()
        });
        match joint.flatten() {
            Some((joint, tie)) => {
                items.extend([from..from + joint, from + joint + tie..end]);
            }
            None => items.push(from..end),
        }
    }
    let items: Vec<_> = items.into_iter().map(|item| trimmed(document, item)).collect();
    let is_long = |item: &Range<usize>| words(document.slice(item.clone())) > LONGEST_PIECE;
    let is_open = document.slice(items.last()?.clone()).starts_with("etc");
    let items = listed_items(document, items.clone()).filter(|_| !items.iter().any(is_long))?;
    // Parsing comes last: it costs most.
    let is_name = |text: &str| Phrase::of(document, text).is_name();
    let is_list = !is_open
        && is_name(name)
        && Phrase::of(document, name).is_several()
        && items.iter().all(|item| is_name(document.slice(item.clone())));
    is_list.then(|| Structure::Listing {
        lead: term.clone(),
        items,
        is_ordered: false,
        certainty: Certainty::Certain,
    })
}

/// `Too much speculation → failed banks → a depression`: what leads to what.
fn leading(document: &Document, span: Range<usize>) -> Option<Structure> {
    let joint = CHAIN.find(document.slice(span.clone()))?;
    let cause = trimmed(document, span.start..span.start + joint.start());
    let effect = trimmed(document, span.start + joint.end()..span.end);
    let name = document.slice(cause.clone());
    let is_short = (2..=LONGEST_CAUSE).contains(&words(name))
        && (1..=LONGEST_MEANING).contains(&words(document.slice(effect.clone())));
    let says_already = [" - ", " + ", " lead"].iter().any(|sign| name.contains(sign));
    let is_strange = |text: &str| text.contains([':', ';', '=', '?', HOLE]);
    if !is_short || says_already || is_strange(name) || is_strange(document.slice(effect.clone())) {
        return None;
    }
    let said = Phrase::of(document, name);
    let text = said.text();
    let words = said.words()?;
    let root = words.root()?;
    // `the panic of 1873`, `the Party Split`; of what may be no single thing nobody knows.
    let is_open = !has_article(text)
        && (text.contains(" of ") || text::last(text).starts_with(char::is_uppercase));
    let article = if is_open && !said.is_several() { "the " } else { "" };
    let of_effect = match said.form() {
        Form::Noun if said.is_several() => format!("What do {text} lead to?"),
        Form::Noun if said.is_name() => format!("What does {article}{text} lead to?"),
        Form::Clause if words.xpos(root) == Xpos::Vbd => format!("What happened when {text}?"),
        Form::Clause if words.has_tense(root) => format!("What happens when {text}?"),
        _ => return None,
    };
    Some(Structure::Cause {
        cause,
        effect,
        of_cause: None,
        of_effect: Some(of_effect),
        certainty: Certainty::Likely,
    })
}

/// `4 February 1945 – Yalta; 8 May 1945 – …`: a timeline in one paragraph.
fn entries(document: &Document, span: Range<usize>, found: &mut Found) -> bool {
    let text = document.slice(span.clone());
    if !text.contains("; ") {
        return false;
    }
    let mut at = span.start;
    let all = text.split("; ").count();
    let pieces: Vec<_> = text
        .split("; ")
        .filter_map(|piece| {
            let from = at;
            at += piece.len() + 2;
            let parts = PARTS.captures(piece)?;
            let (date, event) = (parts.name("term")?, parts.name("meaning")?);
            let value = dates::value_of(date.as_str())?;
            let event = trimmed(document, from + event.start()..from + event.end());
            Some((from + date.start()..from + date.end(), value, event))
        })
        .collect();
    if pieces.len() < *ITEMS.start() || pieces.len() * 4 < all * 3 {
        return false;
    }
    for (date, value, event) in pieces {
        found.entry(date, value, event);
    }
    true
}

/// `order of the carriers: A → B → C`.
fn chain(document: &Document, span: Range<usize>) -> Option<Structure> {
    let text = document.slice(span.clone());
    let (lead, rest) = text.split_once(": ")?;
    let from = span.start + lead.len() + 2;
    let mut items = Vec::new();
    let mut at = 0;
    for joint in CHAIN.find_iter(rest) {
        items.push(trimmed(document, from + at..from + joint.start()));
        at = joint.end();
    }
    items.push(trimmed(document, from + at..span.end));
    // An equation has sums in it, and is no sequence.
    let is_sound = !rest.contains(" + ") && words(lead) <= LONGEST_LEAD;
    listed_items(document, items).filter(|_| is_sound).map(|items| Structure::Listing {
        lead: span.start..span.start + lead.len(),
        items,
        is_ordered: true,
        certainty: Certainty::Certain,
    })
}

/// Items below a line that announces them: `Three stages:`.
pub(super) fn listing(document: &Document, list: usize) -> Option<Structure> {
    let before = document.blocks[..list].iter().rfind(|block| block.kind.is_leaf())?;
    let Some(announced) = announced(document, before) else {
        return deeds(document, list, before);
    };
    let lead = document.slice(announced.clone());
    let count = COUNT.captures(lead).and_then(|found| {
        let word = found.name("count")?.as_str().to_lowercase();
        Some(listed!("small numbers").iter().position(|number| *number == word)? + 2)
    });
    let items: Vec<_> = document
        .children(list)
        .map(|item| Some(head(document, first_leaf(document, item)?)))
        .collect::<Option<_>>()?;
    let items = listed_items(document, items)?;
    let is_ordered = SEQUENCE.is_match(lead)
        && document.blocks[list].kind == (BlockKind::List { is_ordered: true });
    (count.is_none_or(|count| count == items.len())).then(|| {
        let lead = trimmed(document, announced);
        Structure::Listing { lead, items, is_ordered, certainty: Certainty::Certain }
    })
}

/// What announces a list below: `Three stages:`, a heading `Causes of the war`, and of
/// `A cell has three outer layers:` what is counted.
fn announced(document: &Document, before: &Block) -> Option<Range<usize>> {
    let mut span = before.span.clone();
    let there_are = ["There are ", "There were "];
    let text = document.slice(span.clone());
    span.start += there_are.iter().find(|are| text.starts_with(**are)).map_or(0, |are| are.len());
    let lead = document.slice(span.clone());
    let states = lead.split_whitespace().any(|word| listed!("verbs of statements").contains(word));
    let is_line = before.kind == BlockKind::Paragraph && lead.ends_with(':');
    let is_label = matches!(before.kind, BlockKind::Paragraph | BlockKind::Heading { .. })
        && (PLURAL.is_match(lead) || is_kind(document, before, lead))
        && !lead.ends_with(['.', '?', '!', ';']);
    let from = match COUNT.find_iter(lead).last() {
        Some(count) if states && is_line => Some(count.start()),
        _ => (!states && (is_line || is_label)).then_some(0),
    };
    // `The five main hormones are:`
    let ends = [" are:", " were:", " include:", " included:"].iter();
    let is_verb = ends.clone().find(|end| lead.ends_with(**end) && COUNT.is_match(lead));
    let announced = span.start + from?..span.end - is_verb.map_or(0, |end| end.len());
    let length = words(document.slice(announced.clone()));
    let is_telling = !states || (SHORTEST_COUNTED..=LONGEST_COUNTED).contains(&length);
    (is_telling && length <= LONGEST_LEAD && !lead.contains(" vs")).then_some(announced)
}

/// `Political causes`, and below something that is named `Advantages`: a kind of things.
fn is_kind(document: &Document, before: &Block, lead: &str) -> bool {
    let is_heading = matches!(before.kind, BlockKind::Heading { .. });
    (if is_heading { 2 } else { 1 }..=LONGEST_NAME).contains(&words(lead))
        && !lead.contains([',', '/', '&', ':'])
        && !lead.starts_with(|c: char| c.is_ascii_digit())
        && listed!("nouns of lists").contains(&text::last(lead).to_lowercase())
        && !listed!("vague beginnings").contains(first_word(lead).as_str())
        && !listed!("words of no kind").contains(first_word(lead).as_str())
        && !lead.contains(" and ")
        && Phrase::of(document, lead).is_name()
}

/// What somebody did, in items below a name: `Built a navy`, `Lowered the tariff`.
fn deeds(document: &Document, list: usize, before: &Block) -> Option<Structure> {
    let is_line = matches!(before.kind, BlockKind::Paragraph | BlockKind::Heading { level: 2.. });
    let name = trimmed(document, head(document, before.span.clone()));
    let text = document.slice(name.clone());
    let is_name = is_line
        && (1..=LONGEST_NAME).contains(&words(text))
        && text.starts_with(char::is_uppercase)
        && !text.contains([':', '–', '—', '?', '&', '/', ',', '→', HOLE])
        && !listed!("headings of no terms").contains(first_word(text).as_str());
    let items: Vec<_> = document.children(list).collect();
    if !is_name || !(FEWEST_DEEDS..=*ITEMS.end()).contains(&items.len()) {
        return None;
    }
    let deeds = items.into_iter().filter_map(|item| {
        let deed = trimmed(document, first_leaf(document, item)?);
        let text = document.slice(deed.clone());
        let is_short = (2..=LONGEST_DEED).contains(&words(text));
        let is_deed = is_short
            && !text.contains(['→', ':', '?', HOLE])
            && matches!(Phrase::of(document, text).form(), Form::Did | Form::Does);
        is_deed.then_some(deed)
    });
    let items: Vec<_> = deeds.collect();
    // A name may end as a plural does: `James Hayes`.
    let is_proper = || text.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let is_one = || {
        text.contains(' ') && is_proper() || {
            let term = Phrase::of(document, text);
            term.is_name() && !term.is_several()
        }
    };
    (items.len() >= FEWEST_DEEDS && is_one()).then_some(Structure::Listing {
        lead: name,
        items,
        is_ordered: false,
        certainty: Certainty::Certain,
    })
}

fn listed_items(document: &Document, items: Vec<Range<usize>>) -> Option<Vec<Range<usize>>> {
    let mut seen = std::collections::HashSet::new();
    let is_good = ITEMS.contains(&items.len())
        && items.iter().all(|item| {
            let text = document.slice(item.clone());
            (1..=LONGEST_ITEM).contains(&words(text)) && seen.insert(text.to_lowercase())
        });
    is_good.then_some(items)
}

/// The name of an item: what stands before its explanation.
fn head(document: &Document, span: Range<usize>) -> Range<usize> {
    let text = document.slice(span.clone());
    let found = PARTS.captures(text).and_then(|found| found.name("term"));
    let end = found.map_or(span.end, |term| span.start + term.end());
    let named = trimmed(document, span.start..end);
    let bare = document.slice(named.clone()).find(" (").unwrap_or(named.len());
    named.start..named.start + bare
}

fn first_word(text: &str) -> String {
    text::first(text).to_lowercase()
}

fn first_leaf(document: &Document, block: usize) -> Option<Range<usize>> {
    let within = &document.blocks[block..document.blocks[block].end];
    within.iter().find(|block| block.kind.is_leaf()).map(|leaf| leaf.span.clone())
}

/// Where a meaning ends: with its paragraph, or with its first sentence where that
/// is long.
fn meaning_end(document: &Document, from: usize, end: usize) -> usize {
    let sentence = document.sentence_at(from).map(|at| document.sentences[at].span.end);
    match words(document.slice(from..end)) <= LONGEST_MEANING {
        true => end,
        false => sentence.unwrap_or(end).min(end),
    }
}
