//! How what notes say of a thing is asked, by the form in which they say it.

use super::Why;
use super::context::Context;
use super::structure::is_one;
use crate::document::{BlockKind, Document};
use crate::generate::fact::Tie;
use crate::generate::form::{Form, Phrase};
use crate::generate::lexicon::{BODIES, COMMON_WORDS, GIVEN_NAMES, ROLES, Words, listed};
use crate::generate::text::{self, capitalised, has_article, small, words};

/// Longest line that stands for what is said below it, in words.
const LONGEST_HEAD: usize = 5;
/// Words of a heading that asks without saying of what.
const SHORTEST_QUESTION: usize = 3;
/// Fewest words of a note on something that are worth a card without a look: of what it is
/// or does, and of others.
const SHORTEST_SAID: usize = 4;
const SHORTEST_REMARK: usize = 6;
/// Most words before a colon or dash that may be a term though grammar knows no noun.
const SHORT_LINE: usize = 2;

/// A note on a thing: its name, as it stands within a sentence too, and what is said of it.
pub(super) struct Noted<'n> {
    name: &'n str,
    shown: &'n str,
    said: &'n str,
    tie: Tie,
    term: Phrase,
    meaning: Phrase,
    pub(super) form: Form,
    is_role: bool,
    pub(super) is_person: bool,
    /// The noun in its name.
    head: String,
}

impl<'n> Noted<'n> {
    pub(super) fn new(
        context: &Context<'_>,
        [name, shown, said]: [&'n str; 3],
        tie: Tie,
    ) -> Result<Self, Why> {
        let document = context.document;
        // `Gibberellins (GA)`
        let term = Phrase::of(document, shown.split(" (").next().unwrap_or_default());
        let meaning = Phrase::of(document, said);
        let last = text::last(name).to_lowercase();
        // `Interest rate: rate on a loan, and …` opens with no verb.
        let form = match text::first(said).to_lowercase() == last {
            true => Form::Noun,
            false => meaning.form(),
        };
        let first = text::first(name);
        // `Osman: founder of the empire`.
        let is_role = form == Form::Noun
            && first.starts_with(char::is_uppercase)
            && ROLES.contains(&text::first(text::bare(said)).to_lowercase());
        let is_known = context.persons.contains(name)
            || is_proper(name)
                && GIVEN_NAMES.contains(first)
                && !BODIES.contains(&capitalised(&last));
        let is_common = is_one(name) && COMMON_WORDS.contains_noun(&last);
        let is_law = listed!("laws and treaties").contains(&last);
        let head = [" of ", " to ", " for ", " in "].iter().find_map(|tie| shown.split_once(tie));
        let head = head.map_or(shown, |(head, _)| head).trim_end_matches(['I', 'V', ' ']);
        let head = text::last(head).to_lowercase();
        let is_person = (is_role || is_known) && !is_common && !is_law;
        let note = Self { name, shown, said, tie, term, meaning, form, is_role, is_person, head };
        match tie == Tie::Copula || document.language.is_some() {
            true => Ok(note),
            false => note.no_term().map_or(Ok(note), Err),
        }
    }

    /// Why its name is no term, if it is none.
    fn no_term(&self) -> Option<Why> {
        let (shown, is_name) = (self.shown, is_proper(self.shown));
        let opening = text::first(shown).to_lowercase();
        let is_open = listed!("openings of no terms").contains(&opening) && !is_name;
        let is_number = !text::first(shown).contains(char::is_alphabetic);
        let is_sum = [" + ", " = ", " ≠ ", " > ", " < "].iter().any(|sign| shown.contains(sign));
        let is_quality = is_one(shown) && self.term.is_quality() && !self.term.is_name();
        let is_line = self.tie == Tie::Remark && words(shown) > SHORT_LINE && !self.term.is_name();
        let is_clause = words(shown) > SHORT_LINE && self.term.form() == Form::Clause;
        match () {
            () if is_open || is_number || is_quality => Some("it names nothing by itself"),
            () if is_sum => Some("a formula is no term"),
            () if (is_line || is_clause) && !is_name => Some("its line is no term"),
            () => None,
        }
    }

    /// What asks for what it says, by the form of it and by what it is on.
    pub(super) fn question(&self, context: &Context<'_>, at: usize) -> String {
        let front = match self.is_person {
            true => self.of_person(),
            false if self.form == Form::Noun => self.of_thing(context),
            false if self.form == Form::Doing => self.meant(),
            false if self.tie == Tie::Glossary && !self.is_event() => self.meant(),
            false => self.done(context),
        };
        let is_telling = match self.form {
            Form::Noun => front != anything(self.shown) && front != self.meant(),
            form => is_proper(self.shown) && form != Form::Other,
        };
        match is_telling || self.tie != Tie::Remark {
            true => front,
            false => within(context.document, at, self.shown, front),
        }
    }

    fn is_event(&self) -> bool {
        listed!("nouns of events").contains(&self.head)
    }

    fn meant(&self) -> String {
        format!("What is meant by “{}”?", self.shown)
    }

    fn named(&self, context: &Context<'_>) -> String {
        format!(" {}?", with_article(context, self.shown))
    }

    fn of_person(&self) -> String {
        let (name, is_note) = (self.name, self.tie == Tie::Remark);
        match self.form {
            Form::Noun if is_note && !self.is_role && self.meaning.tells_no_one() => {
                anything(self.shown)
            }
            Form::Noun => format!("Who was {name}?"),
            _ if !is_note => format!("Who was {name}?"),
            Form::Does | Form::Did => format!("What did {name} do?"),
            _ => anything(self.shown),
        }
    }

    /// What is asked of what is something.
    fn of_thing(&self, context: &Context<'_>) -> String {
        let is_several = self.term.is_several();
        let (is, named) = (if is_several { "are" } else { "is" }, self.named(context));
        let is_name = is_proper(self.shown);
        let is_note = self.tie == Tie::Remark && self.form == Form::Noun;
        // `Quota Act of 1921`
        let is_named = self.shown.contains(' ') && self.shown.starts_with(char::is_uppercase);
        let is_law = is_named && listed!("laws and treaties").contains(&self.head);
        let is_body = is_named && listed!("nouns of names with an article").contains(&self.head);
        let is_deed = (is_law || is_body) && text::first(self.said).ends_with("ed");
        let tells_what = self.meaning.tells_what(&self.term);
        // `Mugwumps: young reformers`
        let is_group = is_several
            && is_one(self.shown)
            && self.shown.starts_with(char::is_uppercase)
            && self.meaning.tells_who();
        match () {
            () if is_note && is_deed => format!("What did {} do?", with_the(self.shown)),
            () if is_note && is_group => format!("Who were the {}?", self.shown),
            () if is_note && is_law && !tells_what => {
                format!("What {is} {} about?", with_the(self.shown))
            }
            () if is_note && !tells_what => anything(self.shown),
            () if self.form == Form::Noun
                && is_name
                && (is_several || named[1..].starts_with("the ")) =>
            {
                format!("What {is}{named}")
            }
            () => self.meant(),
        }
    }

    /// What is asked of what does something, or says it.
    fn done(&self, context: &Context<'_>) -> String {
        let shown = self.shown;
        let (is_name, is_several) = (is_proper(shown), self.term.is_several());
        let ends = |list: &Words| list.iter().any(|end| self.head.ends_with(end));
        // `the labour supply curve`, but `human capital` and `short-term memory`.
        let is_mass = !COMMON_WORDS.contains_noun(&self.head)
            || ends(listed!("ends of nouns without article"));
        let name = with_article(context, shown);
        let is_bare = shown.contains(' ') && name == shown && !is_several;
        let name = if is_bare && !is_mass { format!("the {shown}") } else { name };
        match self.form {
            _ if shown.contains([',', '"', '“']) => anything(shown),
            // `second-language acquisition: learn a language later in life`
            Form::Do if !is_several && !is_name && ends(listed!("ends of processes")) => {
                let name = if is_mass { shown.to_lowercase() } else { name };
                format!("What happens in {name}?")
            }
            Form::Does | Form::Do | Form::Did if is_bare && is_mass && !is_name => anything(shown),
            Form::Clause | Form::Did | Form::Does if self.is_event() => {
                // `World War II` has no article.
                let is_last = shown.to_lowercase().ends_with(&self.head) || shown.contains(" of ");
                let name = if is_last { with_the(&name) } else { name };
                format!("What happened in {name}?")
            }
            Form::Does | Form::Do if is_several && (!is_name || name == shown) => {
                format!("What do {name} do?")
            }
            Form::Does => format!("What does {name} do?"),
            Form::Do if !is_name => format!("What does {name} do?"),
            Form::Do | Form::Did => format!("What did {name} do?"),
            Form::Clause if is_said(&text::last(shown).to_lowercase()) => {
                format!("What does {} say?", with_the(&name))
            }
            _ => anything(shown),
        }
    }

    /// Whether what is noted says enough, and of what can be seen.
    pub(super) fn is_remark(&self) -> bool {
        let first = text::first(self.said).to_lowercase();
        let first = first.trim_end_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
        let opening = text::first(self.name).to_lowercase();
        let shortest = match self.form {
            Form::Noun | Form::Does | Form::Do | Form::Did | Form::Doing => SHORTEST_SAID,
            Form::Clause | Form::Other => SHORTEST_REMARK,
        };
        let last = text::last(self.said);
        let is_broken = listed!("ends of open leads").contains(last)
            || self.said.contains('→')
            || self.said.contains(" - ")
            || first.ends_with("n't");
        words(self.said) >= shortest
            && !is_broken
            && !listed!("no words of terms").contains(&opening)
            && !listed!("vague beginnings").contains(&opening)
            && self.term.is_name()
            && !listed!("openings of no remarks").contains(&first)
            && !self.said.ends_with('?')
    }
}

/// Whether a name that ends so is one of what says something: of a theory or a law.
fn is_said(last: &str) -> bool {
    listed!("nouns of teachings").contains_noun(last) || listed!("laws and treaties").contains(last)
}

fn with_the(name: &str) -> String {
    if has_article(name) { small(name) } else { format!("the {name}") }
}

/// What asks for anything that notes say of a thing.
pub(super) fn anything(shown: &str) -> String {
    format!("What do the notes say about “{shown}”?")
}

/// A question about a thing with the part of the document before it: `Hormones: what do
/// auxins do?`; not where that says the same.
pub(super) fn within(document: &Document, at: usize, thing: &str, front: String) -> String {
    let numbered = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ');
    let section = document.section_at(at).filter(|section| section.level > 1);
    // What it stands below, as a line of notes below another.
    let sentence = document.sentence_at(at).map(|at| document.sentences[at].paragraph);
    let block = sentence.map(|paragraph| document.paragraphs[paragraph].block);
    let above = block.and_then(|block| {
        let above = document.ancestors(block).nth(2)?;
        let line = document.blocks[above..].iter().find(|block| block.kind.is_leaf())?;
        let text = document.slice(line.span.clone()).trim_end_matches(':');
        let is_item = document.blocks[above].kind == BlockKind::Item;
        let is_head = is_item && line.span.end <= at && words(text) <= LONGEST_HEAD;
        (is_head && Phrase::of(document, text).is_name()).then_some(text)
    });
    let above = above.map(str::to_owned);
    // `What is it` says nothing; what stands over it may.
    let over = section.and_then(|section| {
        let sections = document.sections.iter().rev();
        let mut before = sections.skip_while(|other| !std::ptr::eq(*other, section)).skip(1);
        before.find(|other| other.level < section.level && other.level > 1)
    });
    let titles = [section, over].into_iter().flatten().map(|section| section.title.clone());
    let shown = |title: String| {
        let title = title.rsplit(": ").next().unwrap_or_default();
        title.trim_start_matches(numbered).trim_end_matches(['.', ':']).to_owned()
    };
    // `L2`: a lecture's number. `What is it?` is a question by itself, with the mark or not.
    let is_head = |title: &String| {
        let asks = listed!("question words").contains(&text::first(title).to_lowercase())
            && words(title) <= SHORTEST_QUESTION;
        title.chars().any(char::is_lowercase) && !title.ends_with('?') && !asks
    };
    let title = above.into_iter().chain(titles).map(shown).find(is_head).unwrap_or_default();
    let [lower, thing] = [title.as_str(), thing].map(str::to_lowercase);
    match title.is_empty() || lower.contains(&thing) || thing.contains(&lower) {
        true => front,
        false => format!("{}: {}", capitalised(&title), small(&front)),
    }
}

/// Whether it is a name of several words: `Tariff Act`.
pub(super) fn is_proper(shown: &str) -> bool {
    let bare = shown.split(" (").next().unwrap_or_default();
    let mut ends = bare.split(' ').take(1).chain(bare.split(' ').next_back());
    bare.contains(' ') && ends.all(|word| word.starts_with(char::is_uppercase))
}

/// `the cuticle`, as the document says elsewhere; `the Tariff Act`, a name that ends in a
/// plain noun.
pub(super) fn with_article(context: &Context<'_>, shown: &str) -> String {
    if shown.starts_with("The ") {
        return small(shown);
    }
    let first = shown.match_indices(' ').nth(1).map_or(shown, |(end, _)| &shown[..end]);
    let bare = shown.split([',', '(']).next().unwrap_or_default().trim_end();
    let head = bare.split(" of ").next().unwrap_or_default();
    let last = text::last(head);
    let lower = last.to_lowercase();
    let is_plain = [
        listed!("laws and treaties"),
        listed!("nouns of teachings"),
        listed!("nouns of names with an article"),
    ]
    .into_iter()
    .any(|nouns| nouns.contains(&lower));
    match is_proper(shown) && is_plain || context.behind_the.contains(first) {
        true => format!("the {shown}"),
        false => shown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{asks_below, none_sure};

    #[test]
    fn what_notes_say_of_a_thing_is_asked_by_its_form() {
        asks_below(
            "# Life\n\n## Tissues\n\nAll babbling ends.\n\n",
            Kind::Terms,
            "
            - **Harbour League**¶  - founded by Jane Lind in the port¶  - strikes of 1901 => By whom was the Harbour League founded? | Jane Lind
            - **Harbour League**¶  - formed in June 1789 => When was the Harbour League formed? | June 1789
            - xylem: carries water from the roots to the leaves => Tissues: what does xylem do? | carries water from the roots to the leaves
            - guard cells: absorb water and close the pores of a leaf => Tissues: what do guard cells do? | absorb water and close the pores of a leaf
            - **Harbour League**: improve the lives of dock workers => What did the Harbour League do? | improve the lives of dock workers
            - **Tariff Act**: tax on all cloth from abroad => What is the Tariff Act? | tax on all cloth from abroad
            - **Battle of Ulm**: the king defeats the dukes and their men => What happened in the Battle of Ulm? | the king defeats the dukes and their men
            - **Harbour Act**: dockers get a day of rest for each week => What does the Harbour Act say? | dockers get a day of rest for each week
            - **Harbour Act**: Divided the land of the port among sailors => What did the Harbour Act do? | Divided the land of the port among sailors
            - **Mudwings**: young reformers of the harbour => Who were the Mudwings? | young reformers of the harbour
            - overwatching: looking at each small sign as if it were one of illness => Tissues: what is meant by “overwatching”? | looking at each small sign as if it were one of illness
            - **Jane Lind**¶  - Founded a league of dockers¶  - Opened three schools in the port¶  - many friends => Name two things that Jane Lind did. | Founded a league of dockers; Opened three schools in the port
            - Too much speculation → a panic at the exchange => What does too much speculation lead to? | A panic at the exchange
            - The banks failed → panic → a depression => What happened when the banks failed? | Panic → a depression
            - harbour goods: fish, salt and wine => Tissues: name the three harbour goods. | fish; salt; wine
            - suffrage: women and men should choose together => Tissues: what do the notes say about “suffrage”? | women and men should choose together
            ### Imitation Theory¶- children learn to speak by repeating what they hear => What does the Imitation Theory say? | children learn to speak by repeating what they hear
            ### Babbling¶- phase in which a child repeats sounds without meaning => What is meant by “babbling”? | phase in which a child repeats sounds without meaning
            - critical period¶  - time in which a language must be heard¶  - ends with puberty => Tissues: what is meant by “critical period”? | time in which a language must be heard
            ",
        );
        none_sure(
            Kind::Terms,
            "
            # Life¶¶- grows up to 6 months¶  - when the bones of the arm reach their length
            # Life¶¶### Women and Work¶- many of them worked in the mills of the town
            - if the king comes: all the towns of the coast must pay a tax
            - 2 camps: gold in the east and silver in the west
            - cost + wages: what a ship of the league needs in a year
            - **Salt Islands**¶  - Founded a league of dockers¶  - grey rocks in the sea
            # Life¶¶### Why it fell¶- taxes on all cloth from abroad
            ",
        );
    }
}
