//! How fast documents become cards: `cargo bench --bench generate` prints, for
//! 0.1, 1 and 10 MB of prose, the time of each step, the rate of all of them
//! and the memory used so far, then what eight times the text costs where it is one
//! doubtful date after the other: more than some ten times as much is a fault.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use byheart::document::{Document, Format};
use byheart::generate::compose::{Options, compose};
use byheart::generate::{facts, jsonl};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    sizes();
    shapes();
}

fn shapes() {
    println!("\n   400 s  3200 s  times  shape");
    let entry = "4 February 1900 – the envoys of the towns met; ";
    for shape in [entry, "In 1848 they rose, ", "1848, ", "17 ", "(1848) ", "Cook, E. "] {
        let [one, eight] = [400, 3200].map(|times| {
            let begun = Instant::now();
            let text = shape.repeat(times);
            let document = Document::parse(text.as_bytes(), Format::Text).expect("a shape is text");
            black_box(facts(&document));
            begun.elapsed().as_secs_f64()
        });
        println!("{one:8.3} {eight:7.3} {:6.1}  {shape}", eight / one);
    }
}

fn sizes() {
    let notes = include_str!("../decks/sources/korean-war.md");
    println!("      MB   read s  facts s  cards s    MB/s  peak MiB");
    for size in [100_000, 1_000_000, 10_000_000] {
        let text = prose(notes, size);
        let begun = Instant::now();
        let document = Document::parse(text.as_bytes(), Format::Markdown).expect("prose is text");
        let read = begun.elapsed();
        let found = facts(&document);
        let extracted = begun.elapsed();
        let drafts = compose(&document, &found, &Options::all()).drafts;
        black_box(jsonl::lines(&document, &found, &drafts, |kind| kind.as_str().to_owned()));
        let all = begun.elapsed();
        let megabytes = text.len() as f64 / 1e6;
        println!(
            "{megabytes:8.1} {:8.3} {:8.3} {:8.3} {:7.2} {:9}",
            read.as_secs_f64(),
            (extracted - read).as_secs_f64(),
            (all - extracted).as_secs_f64(),
            megabytes / all.as_secs_f64(),
            peak_mebibytes().map_or_else(|| "unknown".to_owned(), |peak| peak.to_string()),
        );
    }
}

/// The notes again and again, each time with years of its own, so that facts
/// grow with the text.
fn prose(notes: &str, size: usize) -> String {
    let body = notes.split_once("\n# ").map_or(notes, |(_, body)| body);
    let mut text = String::with_capacity(size + body.len());
    let mut shift = 0;
    while text.len() < size {
        text.push_str("\n# ");
        text.push_str(&body.replace("19", &format!("1{}", shift % 10)));
        shift += 1;
    }
    let end = (0..=size).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.truncate(end);
    text
}

/// The most memory that this process has used, where the system says it.
fn peak_mebibytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}
