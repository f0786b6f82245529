//! Figures over trees in CoNLL-U, with predicted tags, gold tokens and
//! punctuation counted; and how well text is cut into their tokens.
//!
//! usage: evaluate [--weights FILE] [--write] TREES.conllu...

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::ops::Range;
use std::time::Instant;
use std::{env, fs};

use byheart_grammar::{Model, Relation, Word, tokens};

/// A sentence of a treebank: its words, what they are, and its text.
#[derive(Default)]
struct Sentence {
    forms: Vec<String>,
    gold: Vec<Gold>,
    text: String,
    spans: Vec<Range<usize>>,
}

/// What a word is in a treebank; head 0 is the root.
struct Gold {
    xpos: String,
    upos: String,
    head: usize,
    relation: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1).peekable();
    let mut write = false;
    let mut other = None;
    while let Some(option) = arguments.next_if(|argument| argument.starts_with("--")) {
        match option.as_str() {
            "--write" => write = true,
            "--weights" => {
                let file = arguments.next().ok_or("--weights needs a file")?;
                other = Some(Model::from_bytes(&fs::read(file)?)?);
            }
            _ => return Err(format!("unknown option {option}").into()),
        }
    }
    let model = other.as_ref().unwrap_or_else(|| Model::shared());
    for path in arguments {
        let sentences = read(&fs::read_to_string(&path)?);
        if write {
            for (sentence, words) in sentences.iter().zip(parsed(model, &sentences)) {
                print_tree(sentence, &words);
            }
        } else {
            println!("{path}: {}", figures(model, &sentences));
        }
    }
    Ok(())
}

fn read(trees: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    // The last word of words written as one, and whether a space follows it.
    let mut joined = (0, true);
    for line in trees.lines().chain([""]) {
        let cells: Vec<&str> = line.split('\t').collect();
        if line.is_empty() && !sentence.forms.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
            joined = (0, true);
        }
        let [id, form, _, upos, xpos, _, head, relation, _, misc] = cells[..] else {
            continue;
        };
        let space = !misc.contains("SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            joined = (last.parse().unwrap_or(0), space);
        }
        let Ok(number) = id.parse::<usize>() else {
            continue;
        };
        let start = sentence.text.len();
        sentence.text.push_str(form);
        sentence.spans.push(start..sentence.text.len());
        if (number > joined.0 && space) || (number == joined.0 && joined.1) {
            sentence.text.push(' ');
        }
        sentence.forms.push(form.to_owned());
        sentence.gold.push(Gold {
            xpos: xpos.to_owned(),
            upos: upos.to_owned(),
            head: head.parse().unwrap_or(0),
            relation: universal(relation).to_owned(),
        });
    }
    sentences
}

/// A relation without a subtype that the model does not know.
fn universal(relation: &str) -> &str {
    match Relation::named(relation) {
        Some(_) => relation,
        None => relation.split(':').next().unwrap_or(relation),
    }
}

fn parsed(model: &Model, sentences: &[Sentence]) -> Vec<Vec<Word>> {
    let mut parser = model.parser();
    let parse = |sentence: &Sentence| {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        parser.parse(&forms)
    };
    sentences.iter().map(parse).collect()
}

fn figures(model: &Model, sentences: &[Sentence]) -> String {
    let started = Instant::now();
    let found = parsed(model, sentences);
    let seconds = started.elapsed().as_secs_f64();
    let pairs: Vec<(&Gold, &Word)> = sentences
        .iter()
        .zip(&found)
        .flat_map(|(sentence, words)| sentence.gold.iter().zip(words))
        .collect();
    let count = |right: fn(&Gold, &Word) -> bool| {
        let right = pairs.iter().filter(|(gold, word)| right(gold, word));
        right.count() as f64
    };
    let all = pairs.len().max(1) as f64;
    let hits = count(|gold, word| is_subject(&gold.relation) && is_arc(gold, word));
    let subjects = count(|gold, _| is_subject(&gold.relation))
        + count(|_, word| is_subject(word.relation.as_str()));
    format!(
        "UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2} subject F {:.3} token F {:.2}, {:.0} tokens/s",
        100.0 * count(|gold, word| gold.upos == word.upos.as_str()) / all,
        100.0 * count(|gold, word| gold.xpos == word.xpos.as_str()) / all,
        100.0 * count(|gold, word| gold.head == number(word)) / all,
        100.0 * count(is_arc) / all,
        2.0 * hits / subjects.max(1.0),
        100.0 * token_f(sentences),
        all / seconds,
    )
}

fn is_arc(gold: &Gold, word: &Word) -> bool {
    gold.head == number(word) && gold.relation == word.relation.as_str()
}

fn is_subject(relation: &str) -> bool {
    relation.starts_with("nsubj") || relation.starts_with("csubj")
}

fn number(word: &Word) -> usize {
    word.head.map_or(0, |head| head + 1)
}

/// The harmonic mean of how many tokens of the text are the treebank's, and of
/// how many of these are found.
fn token_f(sentences: &[Sentence]) -> f64 {
    let (mut hits, mut both) = (0, 0);
    for sentence in sentences {
        let found = tokens(&sentence.text);
        both += found.len() + sentence.spans.len();
        hits += found.iter().filter(|span| sentence.spans.contains(span)).count();
    }
    2.0 * hits as f64 / both.max(1) as f64
}

fn print_tree(sentence: &Sentence, words: &[Word]) {
    for (number, (form, word)) in sentence.forms.iter().zip(words).enumerate() {
        let head = word.head.map_or(0, |head| head + 1);
        let Word { upos, xpos, relation, .. } = word;
        println!("{}\t{form}\t_\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_", number + 1);
    }
    println!();
}
