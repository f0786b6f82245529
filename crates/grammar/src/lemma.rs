//! The form under which a dictionary has a word, by rules learnt from trees
//! (`tools/grammar/lemmas.py`): the longest end of the word that has one rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::names::Xpos;

/// Letters of the longest end, but for whole words.
const LONGEST: usize = 6;

/// How many letters are cut and what is put in their place.
type Edit = (usize, &'static str);

/// By part of speech and end of a word; `^` stands before whole words.
static RULES: LazyLock<HashMap<(Xpos, &str), Edit>> =
    LazyLock::new(|| include_str!("../data/lemmas.tsv").lines().filter_map(rule).collect());

fn rule(line: &'static str) -> Option<((Xpos, &'static str), Edit)> {
    let mut cells = line.split('\t');
    let key = (Xpos::named(cells.next()?)?, cells.next()?);
    Some((key, (cells.next()?.parse().ok()?, cells.next()?)))
}

/// A word's lemma: `was` is `be`, `Nations` as a name `Nation`. All but names are
/// in lower case.
#[must_use]
pub fn lemma(word: &str, xpos: Xpos) -> String {
    let word = word.replace('’', "'");
    let word = match xpos {
        Xpos::Nnp | Xpos::Nnps => word,
        _ => word.to_lowercase(),
    };
    let whole = format!("^{word}");
    let starts = whole.char_indices().map(|(start, _)| start).rev().take(LONGEST);
    let ends = starts.collect::<Vec<_>>().into_iter().rev().map(|start| &whole[start..]);
    let edit = std::iter::once(&*whole).chain(ends).find_map(|end| RULES.get(&(xpos, end)));
    let Some((cut, put)) = edit else {
        return word;
    };
    let kept = word.char_indices().rev().take(*cut).last().map_or(word.len(), |(start, _)| start);
    format!("{}{put}", &word[..kept])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_read() {
        let lines = include_str!("../data/lemmas.tsv").lines().count();
        assert_eq!(RULES.len(), lines);
    }

    #[test]
    fn a_word_has_the_lemma_of_its_part_of_speech() {
        for (word, xpos, right) in [
            ("was", Xpos::Vbd, "be"),
            ("n’t", Xpos::Rb, "not"),
            ("argued", Xpos::Vbd, "argue"),
            ("Written", Xpos::Vbn, "write"),
            ("stopping", Xpos::Vbg, "stop"),
            ("carries", Xpos::Vbz, "carry"),
            ("theories", Xpos::Nns, "theory"),
            ("men", Xpos::Nns, "man"),
            ("Nations", Xpos::Nnps, "Nation"),
            ("Athens", Xpos::Nnp, "Athens"),
            ("best", Xpos::Jjs, "good"),
            ("The", Xpos::Dt, "the"),
            ("saw", Xpos::Nn, "saw"),
            ("saw", Xpos::Vbd, "see"),
            ("", Xpos::Nn, ""),
            ("ﬁ𝕳’", Xpos::Nns, "ﬁ𝕳'"),
        ] {
            assert_eq!(lemma(word, xpos), right, "{word}");
        }
    }
}
