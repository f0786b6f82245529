//! Damages PDFs and reads them: `fuzz FOLDER RUNS [SEED]`. Says which runs
//! panicked or took long; a run is a function of seed and number.

#![expect(clippy::print_stdout, reason = "an example to look with")]

use byheart_pdf::{Limits, read};
use std::time::{Duration, Instant};

/// Longest that a run may take.
const LONG: Duration = Duration::from_secs(2);

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

/// Changes bytes, numbers, and the places of pieces.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..1 + random.below(12) {
        let at = random.below(bytes.len());
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(7) {
            0 => bytes[at..end].iter_mut().for_each(|byte| *byte = random.next() as u8),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.truncate(at.max(64)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            4 => {
                let digits = bytes[at..].iter().position(u8::is_ascii_digit);
                if let Some(digit) = digits.and_then(|digit| bytes.get_mut(at + digit)) {
                    *digit = b'0' + random.below(10) as u8;
                }
            }
            5 => bytes[at] = b"()<>[]/%{} 0-R"[random.below(14)],
            _ => bytes[at] ^= 1 << random.below(8),
        }
        if bytes.is_empty() {
            return;
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, runs, rest @ ..] = &arguments[..] else {
        return Err("expected a folder and a number of runs".into());
    };
    let seed: u64 = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    paths.sort();
    let files = paths.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let (mut panics, mut long, mut longest, mut read_well) = (0, 0, (Duration::ZERO, 0), 0);
    for run in 0..runs.parse()? {
        let mut random = Random(seed ^ (run as u64).wrapping_mul(0x0001_0000_0001));
        let which = random.below(files.len());
        let mut bytes = files[which].clone();
        damage(&mut bytes, &mut random);
        let begun = Instant::now();
        let ended = std::panic::catch_unwind(|| read(&bytes, "", Limits::default()).is_ok());
        let took = begun.elapsed();
        longest = longest.max((took, which));
        read_well += usize::from(matches!(ended, Ok(true)));
        if ended.is_err() || took > LONG {
            panics += usize::from(ended.is_err());
            long += usize::from(took > LONG);
            println!("run {run}: {} in {took:?}", paths[which].display());
        }
    }
    let (took, which) = (longest.0, paths[longest.1].display());
    println!("{runs} runs, {read_well} read, {panics} panics, {long} long");
    println!("longest {took:?}: {which}");
    Ok(())
}
