//! How much sentences and actors matter to a document as a whole.
//!
//! Two linear sums, whose weights `tools/importance` fitted: `sentences` and `actors` have what
//! speaks for and against each, `terms` how words return. All is counted in integers, in
//! time linear in the document but for sorting, so that the same bytes give the same answer
//! on any machine.

pub mod actors;
pub mod sentences;
mod terms;

use super::fact::Facts;
use crate::document::Document;
use std::sync::LazyLock;

/// What speaks for and against something, by its name, with its weight; the constant first.
type Weights = LazyLock<Vec<(&'static str, i32)>>;

static SENTENCES: Weights =
    LazyLock::new(|| weights(include_str!("../../../data/importance/sentences.txt")));
static ACTORS: Weights =
    LazyLock::new(|| weights(include_str!("../../../data/importance/actors.txt")));

fn weights(table: &'static str) -> Vec<(&'static str, i32)> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|row| row.trim().split_once(' '));
    rows.map(|(weight, name)| (name, weight.parse().expect("a weight"))).collect()
}

/// Of each sentence and each actor of a document the logarithm of the odds that it matters,
/// in thousandths above the mean of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Importance {
    /// By the index of the sentence.
    pub sentences: Vec<i32>,
    /// By the index of the actor.
    pub actors: Vec<i32>,
}

impl Importance {
    /// The importance of all sentences and actors.
    pub fn of(document: &Document, facts: &Facts) -> Self {
        let features = sentences::features(document, facts);
        let sentences: Vec<i32> = features.iter().map(|row| weighed(row, &SENTENCES)).collect();
        let actors = actors::features(document, facts);
        let actors = actors.iter().map(|row| weighed(row, &ACTORS)).collect();
        Self { sentences: centred(sentences), actors: centred(actors) }
    }
}

/// Values as they differ from their mean.
fn centred(values: Vec<i32>) -> Vec<i32> {
    let sum: i64 = values.iter().copied().map(i64::from).sum();
    let mean = sum / values.len().max(1) as i64;
    values.into_iter().map(|value| value - mean as i32).collect()
}

/// The sum of features by weight; weights begin with the constant.
fn weighed(features: &[i32], weights: &Weights) -> i32 {
    let products =
        features.iter().zip(&weights[1..]).map(|(feature, (_, weight))| feature * weight);
    weights[0].1 + products.sum::<i32>() / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    const SALT: &str = "# The salt tax of Halmer\n\nThe salt tax ruined the town of Halmer. Duke Anselm Corvin introduced the salt tax in 1412, because his wars had emptied the treasury.\n\n## The revolt against the salt tax\n\nIn 1415 the weavers of Halmer burned the salt tax rolls and defeated the guard of Anselm Corvin. It rained a little. A baker called Otto Wend stood there, too. What would you have done?\n\n## The end of the tax\n\nAnselm Corvin abolished the salt tax in 1416. Some people went home.\n";

    fn of(text: &str) -> (Document, Facts, Importance) {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let facts = crate::generate::facts(&document);
        let importance = Importance::of(&document, &facts);
        (document, facts, importance)
    }

    #[test]
    fn what_a_document_is_about_matters_more_than_asides() {
        let (document, _, importance) = of(SALT);
        let value = |text: &str| {
            let mut all = 0..document.sentences.len();
            let at = all.find(|&at| document.sentence(at).contains(text)).unwrap();
            importance.sentences[at]
        };
        for main in ["introduced the salt tax", "burned the salt tax rolls", "abolished the salt"] {
            for aside in ["rained", "What would", "Some people", "A baker"] {
                assert!(value(main) > value(aside), "{main}, {aside}");
            }
        }
    }

    #[test]
    fn who_returns_matters_more_than_who_stands_there() {
        let (_, facts, importance) = of(SALT);
        let value = |name: &str| {
            let at = facts.actors.iter().position(|actor| actor.name.contains(name)).unwrap();
            importance.actors[at]
        };
        assert!(value("Corvin") > value("Wend"));
    }

    #[test]
    fn a_document_without_text_has_nothing_that_matters() {
        assert_eq!(of("# Title\n").2, Importance::default());
    }

    #[test]
    fn each_feature_has_its_weight() {
        let (document, facts, _) = of(SALT);
        let (sentences, actors) = (sentences::features, actors::features);
        assert_eq!(SENTENCES.len(), sentences(&document, &facts)[0].len() + 1);
        assert_eq!(ACTORS.len(), actors(&document, &facts)[0].len() + 1);
    }
}
