//! Noun phrases that may hold something: the subject before a verb, the name
//! behind a preposition, the phrase with which a sentence opens.

use crate::generate::fact::{Actor, ActorKind, Mention};
use crate::generate::lexicon::{GROUPS, Group, ROLES, WORKS};
use crate::generate::token::{Token, tokens};
use std::ops::Range;

/// A sentence in tokens, each with the mention that it belongs to.
pub(super) struct Sentence<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// Index into `mentions`, a token.
    mention: Vec<Option<usize>>,
    mentions: &'a [Mention],
    actors: &'a [Actor],
}

/// What a noun phrase is; ranges are of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Named: indices into the document's mentions.
    Named(Vec<usize>),
    /// Named with others who are not: `Goncharov and his co-authors`.
    Team(usize),
    /// Without a name: `some historians`, `the treaty`.
    Group(Range<usize>, Group),
    /// `the Prussian minister`: somebody named elsewhere.
    Role(Range<usize>),
    /// The document speaks of itself.
    Author,
    He,
    They,
    It,
    /// The subject of what stands before: `…, and asserts`.
    Shared,
    /// Nobody is named: `it has been argued`.
    Nobody,
}

/// A noun phrase and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) phrase: Phrase,
    pub(super) tokens: Range<usize>,
    /// Whether `who` or `which` stands between it and its verb.
    pub(super) relative: bool,
}

const AUXILIARIES: [&str; 50] = [
    "have",
    "has",
    "had",
    "would",
    "could",
    "may",
    "might",
    "will",
    "shall",
    "should",
    "must",
    "can",
    "do",
    "does",
    "did",
    "also",
    "further",
    "furthermore",
    "therefore",
    "thus",
    "then",
    "still",
    "once",
    "later",
    "even",
    "now",
    "first",
    "himself",
    "herself",
    "themselves",
    "itself",
    "too",
    "both",
    "all",
    "each",
    "always",
    "often",
    "sometimes",
    "already",
    "again",
    "soon",
    "rather",
    "however",
    "instead",
    "nevertheless",
    "nonetheless",
    "indeed",
    "perhaps",
    "long",
    "recently",
];
/// `goes on to argue`, `went so far as to claim`.
const LEADS: [&str; 22] = [
    "on",
    "as",
    "began",
    "begins",
    "seeks",
    "sought",
    "tries",
    "tried",
    "continues",
    "continued",
    "came",
    "comes",
    "appears",
    "seems",
    "seemed",
    "wants",
    "wanted",
    "tends",
    "tended",
    "proceeds",
    "proceeded",
    "used",
];
const PREPOSITIONS: [&str; 34] = [
    "of",
    "in",
    "on",
    "at",
    "from",
    "for",
    "by",
    "with",
    "to",
    "among",
    "between",
    "within",
    "during",
    "after",
    "before",
    "since",
    "until",
    "under",
    "over",
    "about",
    "against",
    "like",
    "unlike",
    "including",
    "into",
    "through",
    "across",
    "around",
    "near",
    "outside",
    "despite",
    "without",
    "beyond",
    "as",
];
const BOUNDARIES: [&str; 38] = [
    "that", "because", "although", "though", "while", "whereas", "when", "where", "if", "but",
    "so", "than", "whether", "unless", "who", "which", "whom", "whose", "and", "or", "nor", "yet",
    "he", "she", "they", "it", "we", "i", "was", "were", "is", "are", "had", "has", "have", "did",
    "would", "could",
];
const DETERMINERS: [&str; 26] = [
    "the",
    "a",
    "an",
    "some",
    "many",
    "most",
    "several",
    "certain",
    "other",
    "more",
    "all",
    "few",
    "these",
    "those",
    "this",
    "another",
    "one",
    "still",
    "both",
    "any",
    "no",
    "such",
    "two",
    "three",
    "countless",
    "numerous",
];
const SELF: [&str; 12] = [
    "article",
    "study",
    "paper",
    "essay",
    "analysis",
    "chapter",
    "book",
    "work",
    "investigation",
    "review",
    "section",
    "author",
];

impl<'a> Sentence<'a> {
    pub(super) fn new(
        text: &'a str,
        start: usize,
        here: Range<usize>,
        mentions: &'a [Mention],
        actors: &'a [Actor],
    ) -> Self {
        let tokens = tokens(text, start);
        let mut mention = vec![None; tokens.len()];
        let mut at = 0;
        for index in here {
            let span = &mentions[index].span;
            while at < tokens.len() && tokens[at].span.end <= span.start {
                at += 1;
            }
            let mut inside = at;
            while inside < tokens.len() && tokens[inside].span.start < span.end {
                mention[inside] = Some(index);
                inside += 1;
            }
        }
        Self { tokens, mention, mentions, actors }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at` in small letters; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &*token.lower)
    }

    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// The mention that the token at `at` belongs to.
    pub(super) fn mention(&self, at: usize) -> Option<usize> {
        self.mention.get(at).copied().flatten()
    }

    pub(super) fn kind(&self, mention: usize) -> ActorKind {
        self.actors[self.mentions[mention].actor].kind
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|mention| self.kind(mention) == ActorKind::Person)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    /// Where the mention of the token at `at` begins and ends.
    fn extent(&self, at: usize) -> Range<usize> {
        let here = self.mention[at];
        let start = (0..at).rev().take_while(|&one| self.mention[one] == here).last().unwrap_or(at);
        let end = (at..self.len()).take_while(|&one| self.mention[one] == here).last();
        start..end.unwrap_or(at) + 1
    }

    /// Where clauses may begin: at the start, behind a mark or a joining word.
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        at == 0
            || !self.is_word(at - 1) && !self.tokens[at - 1].is_possessive()
            || matches!(
                self.before(at),
                "that"
                    | "and"
                    | "but"
                    | "while"
                    | "whereas"
                    | "as"
                    | "which"
                    | "who"
                    | "yet"
                    | "because"
                    | "although"
                    | "though"
                    | "when"
                    | "if"
                    | "since"
            )
    }

    /// The subject of the verb at `verb`; none where it has none that may hold
    /// something, or where it is negated.
    pub(super) fn subject_before(&self, verb: usize) -> Option<Subject> {
        let at = self.verb_group(verb)?;
        if let Some(found) = self.named_in_aside(at) {
            return Some(found);
        }
        if matches!(self.before(at), "and" | "but" | "or" | "then") && at > 1 {
            return Some(Subject { phrase: Phrase::Shared, tokens: at..at, relative: false });
        }
        let found = self.phrase_before(at)?;
        // `wherever he thought`: no statement of its own.
        let hangs = matches!(
            self.before(found.tokens.start),
            "wherever"
                | "where"
                | "when"
                | "whenever"
                | "if"
                | "because"
                | "until"
                | "unless"
                | "than"
                | "whether"
                | "once"
        );
        (!hangs).then_some(found)
    }

    /// `recent studies, notably by Livy and Dio, suggest`: those named hold it.
    fn named_in_aside(&self, at: usize) -> Option<Subject> {
        if self.word(at) != "," {
            return None;
        }
        let mut from = at + 1;
        // `the ambassador, the Duke of Dorset, told`: the aside is the name.
        let name = from + usize::from(self.word(from) == "the");
        if self.is_person(name) && self.word(self.extent(name).end) == "," {
            return Some(self.coordinated(name));
        }
        let lead = match (self.word(from), self.word(from + 1)) {
            ("notably" | "especially" | "particularly" | "chiefly" | "including", _) => 1,
            ("such", "as") | ("above", "all") => 2,
            _ => return None,
        };
        from += lead;
        from += usize::from(matches!(self.word(from), "by" | "those" | "in"));
        let found = self.phrase_after(from)?;
        matches!(found.phrase, Phrase::Named(_)).then_some(found)
    }

    /// Steps left over auxiliaries, adverbs and asides.
    fn verb_group(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        let mut asides = 0;
        while at > 0 {
            let word = self.word(at - 1);
            let adverb = word.len() > 4 && word.ends_with("ly") && self.mention(at - 1).is_none();
            if matches!(word, "not" | "never" | "cannot") || word.ends_with("n't") {
                return None;
            } else if adverb || AUXILIARIES.contains(&word) && self.mention(at - 1).is_none() {
                at -= 1;
            } else if word == "to" {
                let lead = self.before(at - 1);
                if !LEADS.contains(&lead) {
                    return None;
                }
                at -= if lead == "as" {
                    5.min(at)
                } else if lead == "on" {
                    3.min(at)
                } else {
                    2
                };
            } else if word == "," && asides < 2 {
                asides += 1;
                match self.opening_comma(at - 1) {
                    Some(open) => at = open,
                    None => return Some(at),
                }
            } else if word == ")" {
                at = (0..at - 1).rev().take(30).find(|&one| self.word(one) == "(")?;
            } else if matches!(word, "—" | "–") && asides < 2 {
                asides += 1;
                at = (0..at - 1).rev().take(40).find(|&one| matches!(self.word(one), "—" | "–"))?;
            } else if let Some(length) = self.adverbial(at) {
                at -= length;
            } else {
                break;
            }
        }
        Some(at)
    }

    /// The comma that opens the aside closed by the one at `close`.
    fn opening_comma(&self, close: usize) -> Option<usize> {
        let inside = (0..close).rev().take(30);
        let mut inside = inside.take_while(|&one| !matches!(self.word(one), ";" | ":" | "?" | "!"));
        inside.find(|&one| self.word(one) == ",").filter(|&open| open + 1 < close)
    }

    /// `in 1987`, `in turn`, `of course`: its length.
    fn adverbial(&self, at: usize) -> Option<usize> {
        let word = self.word(at - 1);
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if year && matches!(self.before(at - 1), "in" | "by" | "since") {
            return Some(2);
        }
        let pair = (self.before(at - 1), word);
        let known = [
            ("in", "turn"),
            ("in", "effect"),
            ("in", "fact"),
            ("by", "contrast"),
            ("at", "first"),
            ("of", "course"),
            ("for", "example"),
            ("for", "instance"),
            ("at", "last"),
            ("in", "part"),
            ("et", "al"),
            ("et", "al."),
        ];
        if known.contains(&pair) {
            return Some(2);
        }
        (word == "hand" && self.before(at - 1) == "other").then_some(4.min(at))
    }

    /// The noun phrase that ends before `at`.
    pub(super) fn phrase_before(&self, at: usize) -> Option<Subject> {
        let last = at.checked_sub(1)?;
        let subject = |phrase, tokens| Some(Subject { phrase, tokens, relative: false });
        match self.word(last) {
            "he" | "she" => return subject(Phrase::He, last..at),
            "they" => return subject(Phrase::They, last..at),
            "it" => return subject(Phrase::It, last..at),
            "we" | "i" => return subject(Phrase::Author, last..at),
            "who" | "which" | "that" => {
                let end = if self.before(last) == "," { last - 1 } else { last };
                let mut found = self.phrase_before(end)?;
                found.relative = true;
                found.tokens.end = at;
                return Some(found);
            }
            "." if matches!(self.before(last), "al") && last >= 2 => return self.et_al(last - 2),
            "al" | "al." if self.before(last) == "et" => return self.et_al(last - 1),
            _ => {}
        }
        if let Some(found) = self.with_followers(at) {
            return Some(found);
        }
        let start = self.chain_start(at);
        // `critics of Gibbon`, `the study of the war's origins`: what stands before `of`.
        let head = (start + 1..at).find(|&one| {
            PREPOSITIONS.contains(&self.word(one))
                && self.mention(one).is_none()
                && self.head(start, one).is_some()
        });
        if let Some(head) = head {
            let named = matches!(self.word(head), "like" | "including" | "as");
            if named && self.is_person(last) {
                return self.head(start, at);
            }
            let mut found = self.head(start, head)?;
            if let Phrase::Group(name, _) = &mut found.phrase
                && at - name.start <= 7
                && self.word(head) == "of"
            {
                name.end = at;
            }
            found.tokens.end = at;
            return Some(found);
        }
        let named_after = self.mention(last).map(|_| self.extent(last).start);
        let begin = named_after.unwrap_or(last);
        let lead = begin.saturating_sub(usize::from(DETERMINERS.contains(&self.before(begin))));
        let hangs = lead > start
            && lead > 0
            && PREPOSITIONS.contains(&self.before(lead))
            && self.before(lead) != "as";
        if let Some(found) = self.author_of_title(at) {
            return Some(found);
        }
        if hangs && self.mention(last).is_some() {
            return None;
        }
        self.head(start, at)
    }

    /// Whose the possessive ending at `at` is.
    pub(super) fn owner(&self, at: usize) -> Option<Subject> {
        match at.checked_sub(1).filter(|&last| self.mention(last).is_some()) {
            Some(last) => Some(self.coordinated(last)),
            None => self.phrase_before(at),
        }
    }

    /// `Syme's The Roman Revolution`: the words of a title behind its author.
    fn author_of_title(&self, at: usize) -> Option<Subject> {
        let fits = |one: &usize| {
            let token = &self.tokens[*one];
            token.is_capital()
                || matches!(&*token.lower, "of" | "the" | "and" | "in" | "a" | "to" | "for")
        };
        let title = (0..at).rev().take(14).take_while(fits).last()?;
        let owned =
            title >= 2 && self.tokens[title - 1].is_possessive() && self.is_person(title - 2);
        (owned && self.tokens[title].is_capital()).then(|| {
            let mut found = self.coordinated(title - 2);
            found.tokens.end = at;
            found
        })
    }

    /// `Goncharov et al.`
    fn et_al(&self, et: usize) -> Option<Subject> {
        let mut found = self.phrase_before(et)?;
        if let Phrase::Named(named) = &found.phrase
            && let [one] = named.as_slice()
        {
            found.phrase = Phrase::Team(*one);
        }
        Some(found)
    }

    /// `Goncharov and his collaborators`: the name leads.
    fn with_followers(&self, at: usize) -> Option<Subject> {
        let own = (at.saturating_sub(5)..at)
            .rev()
            .find(|&one| matches!(self.word(one), "his" | "her" | "their"))?;
        let plural = self.word(at - 1).ends_with('s');
        let mut found = (plural && self.before(own) == "and" && own >= 2)
            .then(|| self.phrase_before(own - 1))??;
        if let Phrase::Named(named) = &found.phrase
            && let [one] = named.as_slice()
        {
            found.phrase = Phrase::Team(*one);
            found.tokens.end = at;
        }
        Some(found)
    }

    /// How far left the words before `at` may belong to one noun phrase.
    fn chain_start(&self, at: usize) -> usize {
        let fits = |one: &usize| {
            let token = &self.tokens[*one];
            self.mention(*one).is_some()
                || token.is_possessive()
                || token.is_word() && !BOUNDARIES.contains(&&*token.lower)
        };
        (0..at).rev().take(16).take_while(fits).last().unwrap_or(at)
    }

    /// What the words from `start` to before `end` name.
    fn head(&self, start: usize, end: usize) -> Option<Subject> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        let subject = |phrase, tokens| Some(Subject { phrase, tokens, relative: false });
        if self.mention(last).is_some() {
            return Some(self.coordinated(last));
        }
        let word = self.word(last);
        if WORKS.contains(word) {
            if let Some(found) = self.possessor(start, last) {
                return Some(found);
            }
            if SELF.contains(&word)
                && matches!(self.before(last), "this" | "present" | "our" | "my" | "the")
            {
                return subject(Phrase::Author, last - 1..end);
            }
        }
        if SELF.contains(&word) && matches!(self.before(last), "this" | "present" | "our" | "my") {
            return subject(Phrase::Author, last - 1..end);
        }
        if let Some(group) = group_of(word) {
            let mut name = self.group_start(start, last);
            // `Caesar's heirs`
            if name >= 2
                && self.tokens[name - 1].is_possessive()
                && self.mention(name - 2).is_some()
            {
                name = self.extent(name - 2).start;
            }
            let lone = DETERMINERS.contains(&word) && name < last && word != "others";
            return (!lone).then_some(Subject {
                phrase: Phrase::Group(name..end, group),
                tokens: name..end,
                relative: false,
            });
        }
        if ROLES.contains(word) {
            let first = self.group_start(start, last);
            return match self.word(first) {
                "the" => subject(Phrase::Role(first..end), first..end),
                "one" | "another" | "a" | "an" => {
                    let writes = group_of(&format!("{word}s")) == Some(Group::Scholars);
                    let kind = if writes { Group::Scholars } else { Group::People };
                    subject(Phrase::Group(first..end, kind), first..end)
                }
                _ => None,
            };
        }
        None
    }

    /// `Gibbon's great history`: whose work it is.
    fn possessor(&self, start: usize, noun: usize) -> Option<Subject> {
        let low = start.max(noun.saturating_sub(8));
        for at in (low..noun).rev() {
            if self.is_person(at) {
                let mut found = self.coordinated(at);
                found.tokens.end = noun + 1;
                return Some(found);
            }
            if matches!(self.word(at), "his" | "her") {
                return Some(Subject { phrase: Phrase::He, tokens: at..noun + 1, relative: false });
            }
        }
        None
    }

    /// Where a group's name begins: at its determiner, or its first adjective.
    fn group_start(&self, start: usize, noun: usize) -> usize {
        let mut at = noun;
        while at > start && noun - at < 5 {
            let word = self.word(at - 1);
            if PREPOSITIONS.contains(&word) && self.mention(at - 1).is_none()
                || self.tokens[at - 1].is_possessive()
            {
                break;
            }
            let adverb =
                word.ends_with("ly") || AUXILIARIES.contains(&word) && !DETERMINERS.contains(&word);
            if adverb {
                break;
            }
            at -= 1;
            if DETERMINERS.contains(&word) && !DETERMINERS.contains(&self.before(at)) {
                break;
            }
        }
        at
    }

    /// The mention at `last`, and those that commas and `and` join before it.
    fn coordinated(&self, last: usize) -> Subject {
        let mut extent = self.extent(last);
        let mut named = vec![self.mention[last].unwrap_or_default()];
        let end = extent.end;
        while extent.start > 1 {
            let mut left = extent.start - 1;
            let joint = self.word(left);
            let mut joins = matches!(joint, "and" | "&") || joint == "," && named.len() > 1;
            if joint == "and" && self.before(left) == "," {
                left -= 1;
            }
            // `Ranke, a German historian, and Mommsen`
            if joint == "and"
                && self.word(left) == ","
                && left > 0
                && self.mention(left - 1).is_none()
            {
                match self.opening_comma(left) {
                    Some(open) if self.is_person(open.saturating_sub(1)) => left = open,
                    _ => joins = false,
                }
            }
            let Some(next) = left.checked_sub(1).filter(|_| joins) else { break };
            let Some(mention) = self.mention(next) else { break };
            if self.kind(mention) != self.kind(named[0]) {
                break;
            }
            named.insert(0, mention);
            extent = self.extent(next);
        }
        Subject { phrase: Phrase::Named(named), tokens: extent.start..end, relative: false }
    }

    /// The noun phrase that begins at `at`, up to a mark or a verb; the names
    /// joined by `and` included.
    pub(super) fn phrase_after(&self, at: usize) -> Option<Subject> {
        let subject = |phrase, tokens| Some(Subject { phrase, tokens, relative: false });
        match self.word(at) {
            "him" | "her" if !self.is_word(at + 1) => return subject(Phrase::He, at..at + 1),
            "them" => return subject(Phrase::They, at..at + 1),
            "he" | "she" => return subject(Phrase::He, at..at + 1),
            "they" => return subject(Phrase::They, at..at + 1),
            "it" => return subject(Phrase::It, at..at + 1),
            "we" | "i" => return subject(Phrase::Author, at..at + 1),
            _ => {}
        }
        if matches!(self.word(at), "this" | "the" | "our" | "my") {
            let own = at + 1 + usize::from(self.word(at + 1) == "present");
            let itself = self.word(at) != "the" || own > at + 1;
            if SELF.contains(&self.word(own)) && itself {
                return subject(Phrase::Author, at..own + 1);
            }
        }
        let mut one = at;
        while one < self.len() && one < at + 10 {
            if self.mention(one).is_some() {
                return self.joined_after(at, one);
            }
            let token = &self.tokens[one];
            let determines = one > at
                && matches!(&*token.lower, "the" | "a" | "an" | "his" | "her" | "their" | "its");
            let after_of = self.before(one) == "of";
            if !token.is_word() || BOUNDARIES.contains(&&*token.lower) || determines && !after_of {
                break;
            }
            // `The received picture fleshes out`: the noun before any name.
            let noun = group_of(&token.lower).is_some() && !DETERMINERS.contains(&&*token.lower);
            let goes_on = self.mention(one + 1).is_some() || self.word(one + 1) == "of";
            if noun
                && !goes_on
                && let Some(found) = self.head(at, one + 1)
            {
                return Some(found);
            }
            one += 1;
        }
        // No name: the longest group that ends before the mark.
        (at + 1..=one).find_map(|end| {
            let found = self.head(at, end)?;
            let lone = DETERMINERS.contains(&self.word(end - 1))
                && end < one
                && self.is_word(end)
                && group_of(self.word(end)).is_some();
            (!lone).then_some(found)
        })
    }

    fn joined_after(&self, start: usize, first: usize) -> Option<Subject> {
        let linked =
            (start..first).any(|at| matches!(self.word(at), "in" | "on" | "at" | "during" | "to"));
        // `the leaders of France` holds it, not France.
        let of = (start + 1..first).find(|&at| self.word(at) == "of");
        if let Some(head) = of.and_then(|of| self.head(start, of)) {
            return Some(head);
        }
        if linked {
            return None;
        }
        let mut extent = self.extent(first);
        // `Cicero's friend Caelius`
        if self.tokens.get(extent.end).is_some_and(Token::is_possessive) {
            let friend = (extent.end + 1..self.len().min(extent.end + 5))
                .take_while(|&one| self.is_word(one))
                .find(|&one| self.is_person(one));
            if let Some(friend) = friend {
                extent = self.extent(friend);
            }
        }
        let mut named = vec![self.mention[extent.start]?];
        // `the Soviet leaders`: the name is an adjective.
        if self.kind(named[0]) == ActorKind::State {
            let noun = (extent.end..self.len().min(extent.end + 3))
                .find(|&at| group_of(self.word(at)).is_some());
            if let Some(found) = noun
                .filter(|&noun| {
                    (extent.end..noun)
                        .all(|at| self.is_word(at) && !BOUNDARIES.contains(&self.word(at)))
                })
                .and_then(|noun| self.head(start, noun + 1))
            {
                return Some(found);
            }
        }
        loop {
            let mut next = extent.end;
            let comma = self.word(next) == ",";
            next += usize::from(comma);
            let and = matches!(self.word(next), "and" | "&");
            next += usize::from(and);
            let mention = self.mention(next).filter(|_| comma || and);
            // A comma alone joins names only before another that `and` joins.
            let listed = and
                || mention.is_some_and(|_| {
                    let end = self.extent(next).end;
                    let end = end + usize::from(self.word(end) == ",");
                    matches!(self.word(end), "and" | "&") && self.mention(end + 1).is_some()
                });
            match mention.filter(|_| listed) {
                Some(mention) if self.kind(mention) == self.kind(named[0]) => {
                    named.push(mention);
                    extent = self.extent(next);
                }
                _ => break,
            }
        }
        Some(Subject { phrase: Phrase::Named(named), tokens: start..extent.end, relative: false })
    }

    /// The subject with which the clause from `from` on opens, adverbs and
    /// phrases before a comma aside.
    pub(super) fn opening(&self, from: usize) -> Option<Subject> {
        let mut at = from;
        for _ in 0..3 {
            let word = self.word(at);
            let leads = PREPOSITIONS.contains(&word)
                || matches!(
                    word,
                    "although"
                        | "though"
                        | "while"
                        | "when"
                        | "since"
                        | "because"
                        | "if"
                        | "once"
                        | "having"
                )
                || word.len() > 4 && word.ends_with("ly")
                || word.ends_with("ing") && self.mention(at).is_none()
                || crate::generate::lexicon::OPENERS.contains(self.tokens.get(at)?.text)
                    && group_of(word).is_none();
            let lead = leads && self.mention(at).is_none();
            let comma = (at..self.len().min(at + 30)).find(|&one| self.word(one) == ",");
            match comma.filter(|_| lead) {
                Some(comma) => at = comma + 1,
                None if lead
                    && matches!(word, "also" | "even" | "still" | "then" | "later" | "thus") =>
                {
                    at += 1
                }
                None => break,
            }
        }
        match self.word(at) {
            "the" | "a" | "an" | "both" | "another" | "one" | "this" | "these" => {}
            _ if self.mention(at).is_some() => {}
            _ if self.is_word(at) => {}
            _ => return None,
        }
        // `NSC-68 was`: a text by its number.
        let numbered = self.mention(at).is_none_or(|_| self.tokens[at].text.contains('-'))
            && self.tokens[at].text.bytes().any(|byte| byte.is_ascii_digit())
            && self.tokens[at].is_capital();
        if numbered {
            let phrase = Phrase::Group(at..at + 1, Group::Works);
            return Some(Subject { phrase, tokens: at..at + 1, relative: false });
        }
        let found = self.phrase_after(at)?;
        // `Livy's account of the war`: his words; `Livy's house`: not he.
        let end = found.tokens.end;
        if self.tokens.get(end).is_some_and(Token::is_possessive) {
            let noun =
                (end..self.len().min(end + 8)).find(|&one| WORKS.contains(self.word(one)))?;
            return (end..noun).all(|one| self.is_word(one) || one == end).then_some(found);
        }
        Some(found)
    }
}

/// The kind of a plural noun that holds something.
pub(super) fn group_of(word: &str) -> Option<Group> {
    let known = GROUPS.get(word).copied();
    known.or_else(|| (word.len() > 6 && word.ends_with("ists")).then_some(Group::Scholars))
}
