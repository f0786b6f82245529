//! The language that a document is written in.

use super::{Document, ParagraphKind};
use whatlang::Lang;

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
const MAX_LOOK: usize = 20_000;
/// Least letters that tell a language.
const LEAST_LETTERS: usize = 120;

/// The language of the body's paragraphs, in English; none where it is English or
/// cannot be told.
pub(super) fn foreign(document: &Document) -> Option<&'static str> {
    let mut look = String::new();
    for paragraph in &document.paragraphs {
        if paragraph.kind != ParagraphKind::Heading {
            look.push_str(document.slice(paragraph.span.clone()));
            look.push('\n');
        }
        if look.len() > MAX_LOOK {
            break;
        }
    }
    if look.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return None;
    }
    let found = whatlang::detect(&look)?;
    (found.lang() != Lang::Eng && found.is_reliable()).then(|| found.lang().eng_name())
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
        ] {
            let document = read(text, Format::Text);
            assert_eq!((document.language, document.language_tag()), (language, tag), "{text}");
        }
    }
}
