//! How what notes say of a thing is asked, by the form in which they say it.

use super::Why;
use super::context::Context;
use crate::document::{BlockKind, Document};
use crate::generate::form::{Form, Phrase};
use crate::generate::lexicon::{COMMON_WORDS, Words, listed};
use crate::generate::text::{self, capitalised, has_article, small, words};
use crate::language::Upos;

/// Longest line that stands for what is said below it, in words.
const LONGEST_HEAD: usize = 5;
/// Words of a heading that asks without saying of what.
const SHORTEST_QUESTION: usize = 3;
/// Fewest words of a note on something that are worth a card without a look: of what it is
/// or does, and of others.
const SHORTEST_SAID: usize = 4;
const SHORTEST_REMARK: usize = 6;

/// What asks for what is noted of a thing, by the form of it.
pub(super) fn asked(context: &Context<'_>, shown: &str, is_several: bool, form: Form) -> String {
    let is_name = is_proper(shown);
    let name = with_article(context, shown);
    let last = text::last(shown).to_lowercase();
    // `the labour supply curve`, but `human capital` and `short-term memory`.
    let head = [" of ", " to ", " for ", " in "].iter().find_map(|tie| shown.split_once(tie));
    let head = text::last(head.map_or(shown, |(head, _)| head)).to_lowercase();
    let ends = |list: &Words| list.iter().any(|end| head.ends_with(end));
    let is_mass =
        !COMMON_WORDS.contains_noun(&head) || ends(listed!("ends of nouns without article"));
    let is_bare = shown.contains(' ') && name == shown && !is_several;
    let name = if is_bare && !is_mass { format!("the {shown}") } else { name };
    let is_event = listed!("nouns of events").contains(&head);
    match form {
        _ if shown.contains([',', '"', '“']) => noted(shown),
        // `second-language acquisition: learn a language later in life`
        Form::Do if !is_several && !is_name && ends(listed!("ends of processes")) => {
            let name = if is_mass { shown.to_lowercase() } else { name };
            format!("What happens in {name}?")
        }
        Form::Does | Form::Do | Form::Did if is_bare && is_mass && !is_name => noted(shown),
        Form::Clause | Form::Did | Form::Does if is_event => {
            format!("What happened in {}?", with_the(&name))
        }
        Form::Does | Form::Do if is_several && (!is_name || name == shown) => {
            format!("What do {name} do?")
        }
        Form::Does => format!("What does {name} do?"),
        Form::Do if !is_name => format!("What does {name} do?"),
        Form::Do | Form::Did => format!("What did {name} do?"),
        Form::Clause if is_said(&last) => format!("What does {} say?", with_the(&name)),
        _ => noted(shown),
    }
}

/// Whether a name that ends so is one of what says something: of a theory or a law.
fn is_said(last: &str) -> bool {
    listed!("nouns of teachings").contains_noun(last) || listed!("laws and treaties").contains(last)
}

fn with_the(name: &str) -> String {
    if has_article(name) { name.to_owned() } else { format!("the {name}") }
}

/// What asks for anything that notes say of a thing.
pub(super) fn noted(shown: &str) -> String {
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

/// Why something before a colon is no term, if it is none.
pub(super) fn no_term(shown: &str, term: &Phrase) -> Result<(), Why> {
    let opening = text::first(shown).to_lowercase();
    let is_open = listed!("openings of no terms").contains(&opening) && !is_proper(shown);
    let is_number = !text::first(shown).contains(char::is_alphabetic);
    let is_sum = [" + ", " = ", " ≠ ", " > ", " < "].iter().any(|sign| shown.contains(sign));
    let is_quality = !shown.contains(' ')
        && term.words().is_some_and(|words| words.tokens.iter().all(|word| word.upos == Upos::Adj))
        && !term.is_name();
    match () {
        () if is_open || is_number || is_quality => Err("it names nothing by itself"),
        () if is_sum => Err("a formula is no term"),
        () if term.form() == Form::Clause && !is_proper(shown) => Err("a clause is no term"),
        () => Ok(()),
    }
}

/// Whether what is noted of something says enough, and of what can be seen.
pub(super) fn is_remark(name: &str, term: &Phrase, said: &str, form: Form) -> bool {
    let first = text::first(said).to_lowercase();
    let first = first.trim_end_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
    let opening = text::first(name).to_lowercase();
    let shortest = match form {
        Form::Noun | Form::Does | Form::Do | Form::Did | Form::Doing => SHORTEST_SAID,
        Form::Clause | Form::Other => SHORTEST_REMARK,
    };
    let last = text::last(said);
    let is_broken = listed!("ends of open leads").contains(last)
        || said.contains('→')
        || said.contains(" - ")
        || first.ends_with("n't");
    words(said) >= shortest
        && !is_broken
        && !listed!("no words of terms").contains(&opening)
        && !listed!("vague beginnings").contains(&opening)
        && term.is_name()
        && !listed!("openings of no remarks").contains(&first)
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !said.ends_with('?')
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
            - dock reflex: turn the head to where the arm points => Tissues: what happens in the dock reflex? | turn the head to where the arm points
            - **Battle of Ulm**: the king defeats the dukes and their men => What happened in the Battle of Ulm? | the king defeats the dukes and their men
            - **Harbour Act**: dockers get a day of rest for each week => What does the Harbour Act say? | dockers get a day of rest for each week
            - **Harbour Act**: Divided the land of the port among sailors => What did the Harbour Act do? | Divided the land of the port among sailors
            - **Mudwings**: young reformers of the harbour => Tissues: who were the Mudwings? | young reformers of the harbour
            - overwatching: looking at each small sign as if it were one of illness => Tissues: what is meant by “overwatching”? | looking at each small sign as if it were one of illness
            - tide dread: a fear of the sea that is so great that it stops sailors, including => Tissues: what is meant by “tide dread”? | a fear of the sea that is so great that it stops sailors
            - labour curve: shows how many hours of work there are => Tissues: what does the labour curve do? | shows how many hours of work there are
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
