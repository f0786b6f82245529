//! The language that a document is written in.

use super::Document;
use super::format::{Words, words};
use super::tree::{BlockKind, Role};
use std::sync::LazyLock;
use whatlang::{Lang, Script};

/// Languages by their English name that the judge of answers knows, and their tags
/// (BCP 47).
const TAGS: [(&str, &str); 15] = [
    ("Czech", "cs"),
    ("Danish", "da"),
    ("German", "de"),
    ("Greek", "el"),
    ("Spanish", "es"),
    ("French", "fr"),
    ("Italian", "it"),
    ("Dutch", "nl"),
    ("Bokmal", "no"),
    ("Polish", "pl"),
    ("Portuguese", "pt"),
    ("Russian", "ru"),
    ("Swedish", "sv"),
    ("Turkish", "tr"),
    ("Ukrainian", "uk"),
];

/// Most bytes that are looked at.
const MAX_LOOK: usize = 2_000;
/// Least letters that tell a language, and one that has letters of its own.
const LEAST_LETTERS: usize = 120;
const LEAST_OTHER_LETTERS: usize = 30;
/// Least words of a text that is not English where it has none of the commonest.
const LEAST_WORDS: usize = 20;

/// So many words tell that a text is English.
const ENGLISH_WORDS: usize = 240;

static ENGLISH: Words = LazyLock::new(|| words(include_str!("../../data/markup/english.txt")));

/// The language of the body's paragraphs, in English; none where it is English or
/// cannot be told.
pub(super) fn foreign(document: &Document) -> Option<&'static str> {
    let mut look = String::new();
    for block in &document.blocks {
        use BlockKind::{Caption, Paragraph, Term};
        if block.role == Role::Body && matches!(block.kind, Caption | Paragraph | Term) {
            look.push_str(document.slice(block.span.clone()));
            look.push('\n');
        }
        if look.len() > MAX_LOOK {
            break;
        }
    }
    if is_english(&look) {
        return None;
    }
    let found = whatlang::detect(&look).filter(|found| found.lang() != Lang::Eng)?;
    let letters = look.chars().filter(|c| c.is_alphabetic()).count();
    let is_sure = match found.script() {
        Script::Latin => {
            let is_sure = letters >= LEAST_LETTERS && found.is_reliable() || has_no_english(&look);
            is_sure && is_running(&look)
        }
        _ => letters >= LEAST_OTHER_LETTERS,
    };
    is_sure.then(|| found.lang().eng_name())
}

/// Whether it is running text: names in a row, as of species, lack the short words that
/// join others.
fn is_running(text: &str) -> bool {
    let words = || text.split_whitespace().map(|word| word.trim_end_matches([',', ';', ':']));
    let is_short = |word: &&str| word.len() <= 6 && word.chars().count() <= 3;
    let short = words().filter(is_short).filter(|word| word.chars().all(char::is_lowercase));
    short.count() * 10 >= words().count()
}

/// Whether so many of its first words are the commonest of English that nothing else need
/// be looked at.
fn is_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut common) = (0, 0);
    for word in words.take(ENGLISH_WORDS) {
        all += 1;
        common += usize::from(ENGLISH.contains(word));
    }
    all >= LEAST_WORDS && common * 6 >= all
}

/// Whether none of the words is there that no English text of this length lacks.
fn has_no_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    words.len() >= LEAST_WORDS && !words.iter().any(|word| ENGLISH.contains(word.as_str()))
}

impl Document {
    /// The tag of its language (BCP 47); `en` where it is English or not told apart.
    pub fn language_tag(&self) -> &'static str {
        let found = TAGS.iter().find(|(name, _)| self.language == Some(name));
        found.map_or("en", |(_, tag)| tag)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::read;

    #[test]
    fn texts_of_some_length_tell_their_language() {
        for (text, language, tag) in [
            (
                "Die Stadt wurde im Jahre 1201 gegründet. Sie liegt an der Düna, nicht weit vom Meer, und ihre Häuser sind alt. Viele Händler kamen aus dem Westen, um dort Wachs und Felle zu kaufen, und blieben.",
                Some("German"),
                "de",
            ),
            (
                "La ville fut fondée en 1201. Elle est au bord de la Daugava, non loin de la mer, et ses maisons sont vieilles. Beaucoup de marchands venaient de l'ouest pour y acheter de la cire et des peaux.",
                Some("French"),
                "fr",
            ),
            (
                "The town was founded in 1201. It lies on the Daugava, not far from the sea, and its houses are old. Many merchants came from the west to trade there.",
                None,
                "en",
            ),
            ("Riga wurde gegründet.", None, "en"),
            (
                "Le roi de France fut pris par les soldats en 1250. Sa mère avait payé une grande somme pour le libérer, dit-on.",
                Some("French"),
                "fr",
            ),
            ("Рига была основана в 1201 году. Она лежит на Даугаве.", Some("Russian"), "ru"),
            ("Rosa canina, Rosa gallica, Quercus robur, Fagus sylvatica, Pinus.", None, "en"),
            (
                "Rosa canina L., Rosa gallica L., Quercus robur, Quercus petraea, Fagus sylvatica, Pinus sylvestris, Betula pendula, Salix alba, Salix caprea, Populus tremula, Acer campestre, Acer platanoides, Tilia cordata, Ulmus glabra.",
                None,
                "en",
            ),
            (
                "Kaupunki perustettiin vuonna 1201. Se sijaitsee joen varrella, ei kaukana merestä, ja sen talot ovat vanhoja. Monet kauppiaat tulivat lännestä ja ostivat vahaa.",
                Some("Finnish"),
                "en",
            ),
        ] {
            let document = read(text, Format::Text);
            assert_eq!((document.language, document.language_tag()), (language, tag), "{text}");
        }
    }
}
