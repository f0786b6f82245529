//! Reads damaged documents: `cargo bench --bench fuzz_documents -- FOLDER RUNS
//! [SEED]` damages the files of a folder in ways that seeds from this one on
//! fix, parts inside archives too, and prints how each ended and how long the
//! longest took.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use byheart::document::{Document, Format};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::borrow::Cow;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Largest file to damage: what is larger costs time and tells no more.
const MAX_BYTES: usize = 1 << 20;
/// Pieces of mark-up that damage more than single bytes do.
const PIECES: [&str; 12] =
    ["<", ">", "</", "/>", "\"", "&#", "&amp;", "<![CDATA[", "<!--", "\0", "\u{FFFC}", "-1"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [folder, runs, first @ ..] = &arguments[..] else {
        println!("expected a folder and a number of runs");
        return;
    };
    let files = files(folder);
    let runs: u64 = runs.parse().unwrap_or(0);
    let (mut read, mut refused, mut panics) = (0u64, 0u64, 0u64);
    let mut longest = (Duration::ZERO, 0, String::new());
    let first: u64 = first.first().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for seed in first..first + runs {
        let mut random = StdRng::seed_from_u64(seed);
        let Some((path, bytes, format)) = files.choose(&mut random) else { break };
        let damaged = damage(bytes, &mut random);
        let begun = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| Document::parse(&damaged, *format).is_ok())) {
            Ok(true) => read += 1,
            Ok(false) => refused += 1,
            Err(_) => {
                panics += 1;
                println!("panic with seed {seed}: {}", path.display());
            }
        }
        let took = begun.elapsed();
        if took > longest.0 {
            longest = (took, seed, path.display().to_string());
        }
    }
    let (took, seed, path) = longest;
    println!(
        "{} files, {runs} runs: {read} read, {refused} refused, {panics} panics; longest {:.2} s (seed {seed}, {path})",
        files.len(),
        took.as_secs_f64()
    );
}

/// The files of a format that is known, by their names.
fn files(folder: &str) -> Vec<(PathBuf, Vec<u8>, Format)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .filter_map(|entry| {
            let format = Format::of(&entry.path()).ok()?;
            let bytes = fs::read(entry.path()).ok()?;
            (bytes.len() <= MAX_BYTES).then(|| (entry.path(), bytes, format))
        })
        .collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

/// In an archive mostly a part, as damage to what is compressed is found at once.
fn damage(bytes: &[u8], random: &mut StdRng) -> Vec<u8> {
    if bytes.starts_with(b"PK")
        && random.random_range(0..10) > 0
        && let Some(damaged) = damage_part(bytes, random)
    {
        return damaged;
    }
    let mut bytes = bytes.to_vec();
    damage_bytes(&mut bytes, random);
    bytes
}

fn damage_part(bytes: &[u8], random: &mut StdRng) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let is_text =
        |name: &&String| name.ends_with("ml") || name.ends_with(".rels") || name.ends_with(".opf");
    let texts: Vec<&String> = names.iter().filter(is_text).collect();
    let chosen = (*texts.choose(random)?).clone();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for name in names.iter().filter(|name| is_text(name) || name.as_str() == "mimetype") {
        let mut part = Vec::new();
        archive.by_name(name).ok()?.read_to_end(&mut part).ok()?;
        // Most of the text is in few parts.
        if *name == chosen || part.len() > 10_000 && random.random_range(0..2) == 0 {
            damage_bytes(&mut part, random);
        }
        writer.start_file(name.as_str(), options).ok()?;
        writer.write_all(&part).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

fn damage_bytes(bytes: &mut Vec<u8>, random: &mut StdRng) {
    for _ in 0..random.random_range(1..12) {
        if bytes.is_empty() {
            return;
        }
        let at = random.random_range(0..bytes.len());
        let to = (at + random.random_range(1..200)).min(bytes.len());
        match random.random_range(0..7) {
            0 => bytes[at] ^= 1 << random.random_range(0..8),
            1 => bytes[at] = random.random(),
            2 => drop(bytes.drain(at..to)),
            3 => {
                let piece = bytes[at..to].to_vec();
                bytes.splice(at..at, piece.repeat(random.random_range(1..40)));
            }
            4 => {
                let piece = bytes[at..to].to_vec();
                let there = random.random_range(0..bytes.len());
                bytes.splice(there..there, piece);
            }
            5 => {
                let piece = PIECES.choose(random).unwrap_or(&"<");
                bytes.splice(at..at, piece.bytes());
            }
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
}
