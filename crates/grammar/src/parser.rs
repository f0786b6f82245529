//! The model as it is used: sentences in, their words' grammar out.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::LazyLock;
use std::thread;

use crate::names::{Relation, Upos, Xpos};
use crate::network::{Network, WIDTH};
use crate::tree;
use crate::weights::WeightsError;
use crate::word::cut;

/// Words of a sentence that are parsed together; a longer one is cut.
const LONGEST: usize = 200;

/// Words whose features are kept by a [`Parser`].
const KEPT: usize = 8192;

/// Sentences that a thread is worth.
const SHARE: usize = 16;

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its part of speech in the Penn Treebank.
    pub xpos: Xpos,
    /// Its universal part of speech.
    pub upos: Upos,
    /// The place of its head in the sentence; none of a root's.
    pub head: Option<usize>,
    /// Its relation to its head.
    pub relation: Relation,
}

/// A trained tagger and parser.
pub struct Model(Network);

static SHARED: LazyLock<Model> = LazyLock::new(|| {
    Model::from_bytes(include_bytes!("../data/grammar.bin")).expect("the shipped weights are whole")
});

impl Model {
    /// The one that is shipped, read when first asked for.
    #[must_use]
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// Reads weights that `tools/grammar/export.py` wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        Network::read(bytes).map(Self)
    }

    /// A parser that remembers the words it saw.
    #[must_use]
    pub fn parser(&self) -> Parser<'_> {
        Parser { network: &self.0, seen: HashMap::new() }
    }

    /// Parses one sentence; see [`Parser::parse`].
    #[must_use]
    pub fn parse(&self, words: &[&str]) -> Vec<Word> {
        self.parser().parse(words)
    }

    /// Parses sentences on all cores, in their order.
    #[must_use]
    pub fn parse_all(&self, sentences: &[Vec<&str>]) -> Vec<Vec<Word>> {
        // How many cores there are is read from files: not for a sentence by itself.
        let cores = || thread::available_parallelism().map_or(1, NonZero::get);
        let share = match sentences.len() {
            ..=SHARE => SHARE,
            many => many.div_ceil(cores()).max(SHARE),
        };
        let parse = |part: &[Vec<&str>]| -> Vec<Vec<Word>> {
            let mut parser = self.parser();
            part.iter().map(|words| parser.parse(words)).collect()
        };
        let mut parts = sentences.chunks(share);
        let own = parts.next().unwrap_or_default();
        thread::scope(|scope| {
            let others: Vec<_> = parts.map(|part| scope.spawn(move || parse(part))).collect();
            let mut parsed = parse(own);
            for other in others {
                parsed.extend(other.join().expect("a parse does not panic"));
            }
            parsed
        })
    }
}

/// Parses sentence after sentence, faster where words come again.
pub struct Parser<'a> {
    network: &'a Network,
    seen: HashMap<Box<str>, [f32; WIDTH]>,
}

impl Parser<'_> {
    /// Tags, heads and relations of a sentence's words, cut as [`tokens`] cuts
    /// them. There is one root, but in a sentence of more than 200 words one in
    /// each 200.
    ///
    /// [`tokens`]: crate::tokens()
    pub fn parse(&mut self, words: &[&str]) -> Vec<Word> {
        let mut parsed = Vec::with_capacity(words.len());
        for words in words.chunks(LONGEST) {
            let before = parsed.len();
            parsed.extend(
                self.piece(words)
                    .into_iter()
                    .map(|word| Word { head: word.head.map(|head| before + head), ..word }),
            );
        }
        parsed
    }

    fn piece(&mut self, words: &[&str]) -> Vec<Word> {
        let mut features = Vec::with_capacity(words.len() * WIDTH);
        for word in words {
            features.extend_from_slice(self.features(word));
        }
        let mut scores = self.network.scores(features);
        let heads = tree::heads(std::mem::take(&mut scores.heads));
        let relations = self.network.relations(&scores, &heads);
        let tags = scores.xpos.iter().zip(&scores.upos);
        tags.zip(heads.iter().zip(relations))
            .map(|((xpos, upos), (head, relation))| Word {
                xpos: *xpos,
                upos: *upos,
                head: head.checked_sub(1),
                relation,
            })
            .collect()
    }

    fn features(&mut self, word: &str) -> &[f32] {
        let word = cut(word);
        if self.seen.len() >= KEPT && !self.seen.contains_key(word) {
            self.seen.clear();
        }
        let network = self.network;
        // Asked for twice, for an entry would need an owned key each time.
        if !self.seen.contains_key(word) {
            self.seen.insert(word.into(), network.word(word));
        }
        &self.seen[word]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn forms(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|span| &text[span]).collect()
    }

    /// Each word as `form/XPOS head relation`.
    fn shown(text: &str) -> Vec<String> {
        let forms = forms(text);
        let parsed = Model::shared().parse(&forms);
        let show = |(form, word): (&&str, &Word)| {
            let head = word.head.map_or("ROOT", |head| forms[head]);
            format!("{form}/{} {head} {}", word.xpos, word.relation)
        };
        forms.iter().zip(&parsed).map(show).collect()
    }

    #[test]
    fn a_sentence_has_its_subject_its_object_and_their_tags() {
        assert_eq!(
            shown("The committee published a report in 1946."),
            [
                "The/DT committee det",
                "committee/NN published nsubj",
                "published/VBD ROOT root",
                "a/DT report det",
                "report/NN published obj",
                "in/IN 1946 case",
                "1946/CD published obl",
                "./. published punct",
            ]
        );
    }

    #[test]
    fn a_relation_of_interest_is_found() {
        for (text, relation) in [
            ("The treaty was signed by the king.", "treaty/NN signed nsubj:pass"),
            ("The treaty was signed by the king.", "was/VBD signed aux:pass"),
            ("The treaty was signed by the king.", "king/NN signed obl:agent"),
            ("Kant's view of the law is old.", "Kant/NNP view nmod:poss"),
            ("The man who won the war died.", "won/VBD man acl:relcl"),
            ("She argued that the law failed.", "failed/VBD argued ccomp"),
            ("He wanted to leave.", "leave/VB wanted xcomp"),
            ("It rained because clouds came.", "came/VBD rained advcl"),
            ("Cats and dogs sleep.", "dogs/NNS Cats conj"),
            ("She is a teacher.", "is/VBZ teacher cop"),
        ] {
            let shown = shown(text);
            assert!(shown.iter().any(|word| word == relation), "{shown:?}");
        }
    }

    #[test]
    fn every_piece_of_a_sentence_is_a_tree_whatever_its_words() {
        let long = vec!["buffalo"; 10_000];
        let endless = "x".repeat(100_000);
        let strange = ["", " ", "\u{0}", "\u{301}", "👩‍👩‍👧", "日本語", "ﬁ", "İ", "’", "…", &endless];
        for words in [&[][..], &["Yes"], &strange, &long] {
            let parsed = Model::shared().parse(words);
            assert_eq!(parsed.len(), words.len());
            for (number, piece) in parsed.chunks(LONGEST).enumerate() {
                let first = number * LONGEST;
                let inside = first..first + piece.len();
                assert_eq!(piece.iter().filter(|word| word.head.is_none()).count(), 1);
                for mut word in piece {
                    assert_eq!(word.head.is_none(), word.relation == Relation::Root);
                    let mut steps = 0;
                    while let Some(head) = word.head {
                        assert!(inside.contains(&head));
                        steps += 1;
                        assert!(steps < piece.len(), "a ring");
                        word = &parsed[head];
                    }
                }
            }
        }
    }

    /// A text whose parse is the same on every machine, or its arithmetic is not.
    const TEXT: &str = include_str!("../data/sample.txt");

    #[test]
    fn a_parse_is_the_same_on_every_machine() {
        let sentences: Vec<Vec<&str>> = TEXT.lines().map(forms).collect();
        let parsed = Model::shared().parse_all(&sentences);
        let mut parser = Model::shared().parser();
        let mut all = String::new();
        for (words, parsed) in sentences.iter().zip(&parsed) {
            assert_eq!(parser.parse(words), *parsed, "{words:?}");
            for word in parsed {
                all.push_str(&format!(
                    "{} {} {:?} {}\n",
                    word.xpos, word.upos, word.head, word.relation
                ));
            }
        }
        assert_eq!(hash(all.bytes()), 0x8345_39a8_60f0_8090);
    }

    /// Not only what wins but every score: a difference in the last bit shows.
    #[test]
    fn a_score_is_the_same_on_every_machine() {
        let network = &Model::shared().0;
        let features = forms(TEXT).iter().flat_map(|word| network.word(word)).collect();
        let scores = network.scores(features);
        let bits = scores.heads.iter().flatten().flat_map(|score| score.to_bits().to_le_bytes());
        assert_eq!(hash(bits), 0x3a7e_eaae_9615_f259);
    }

    /// FNV-1a.
    fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn a_file_that_is_no_file_of_weights_is_refused() {
        let whole: &[u8] = include_bytes!("../data/grammar.bin");
        let longer = [whole, &[0]].concat();
        let mut large = whole[..2000].to_vec();
        large[8..12].fill(0xff);
        for (bytes, message) in [
            (&[][..], "it ends too early"),
            (b"PK\x03\x04....", "it begins otherwise"),
            (&whole[..whole.len() - 1], "it ends too early"),
            (&large, "it ends too early"),
            (&longer, "it goes on after its end"),
        ] {
            let error = Model::from_bytes(bytes).err().map(|error| error.to_string());
            assert_eq!(error, Some(format!("not a file of weights: {message}")));
        }
    }
}
