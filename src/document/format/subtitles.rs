//! Subtitles and transcripts (WebVTT, SubRip): what is said, joined to paragraphs.

use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::offset::Source;
use crate::document::sentence;
use crate::document::tree::{BlockKind, Role};
use std::ops::Range;

pattern!(
    /// `00:01:02.500 --> 00:01:05,000 align:start`
    TIMES,
    r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})"
);
pattern!(
    /// Who speaks, tags, positions, entities.
    MARK,
    r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>|</?[a-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}|&(amp|lt|gt|nbsp|lrm|rlm);"
);
pattern!(
    /// `ANNA:`, `>> `, `- `: another one speaks.
    SPEAKER,
    r"^(?:[-–]|>>|\p{Lu}[\p{Lu} .]+:)\s*\S"
);

/// A silence that parts two paragraphs, in milliseconds.
const GAP: u64 = 4000;
/// How long a paragraph may grow before the next sentence begins another, in bytes.
const LONG: usize = 600;

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let mut reader =
        Reader { builder, source, times: Vec::new(), speaker: "", line: String::new(), ended: 0 };
    let mut block: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        match content.is_empty() {
            true => reader.block(&std::mem::take(&mut block))?,
            false => block.push(start..start + content.len()),
        }
    }
    reader.block(&block)?;
    reader.end()
}

struct Reader<'a> {
    builder: &'a mut Builder,
    source: &'a str,
    /// Numbers and times of the paragraph that is open.
    times: Vec<Range<usize>>,
    speaker: &'a str,
    /// The line before: live captions say it twice.
    line: String,
    /// When the cue before ended, in milliseconds.
    ended: u64,
}

impl<'a> Reader<'a> {
    fn block(&mut self, lines: &[Range<usize>]) -> Result<(), ReadError> {
        let Some(first) = lines.first() else { return Ok(()) };
        let times = |line: &Range<usize>| TIMES.captures(&self.source[line.clone()]);
        let Some((at, found)) =
            lines.iter().take(2).enumerate().find_map(|(at, line)| Some((at, times(line)?)))
        else {
            let text = &self.source[first.clone()];
            let role = if text.starts_with("WEBVTT") { Role::Metadata } else { Role::Hidden };
            let is_part =
                ["WEBVTT", "NOTE", "STYLE", "REGION"].iter().any(|part| text.starts_with(part));
            return match is_part {
                true => self.aside(role, lines),
                // A cue with an empty line in it goes on.
                false => lines.iter().try_for_each(|line| self.line(line.clone())),
            };
        };
        let (begins, ends) = (milliseconds(&found[1]), milliseconds(&found[2]));
        let text = self.builder.open_text().trim_end();
        let is_over = sentence::is_finished(text) && text.len() > LONG;
        if is_over || begins > self.ended.saturating_add(GAP) && !text.is_empty() {
            self.end()?;
        }
        self.ended = ends;
        self.times.extend_from_slice(&lines[..=at]);
        lines[at + 1..].iter().try_for_each(|line| self.line(line.clone()))
    }

    fn line(&mut self, line: Range<usize>) -> Result<(), ReadError> {
        let source: &'a str = self.source;
        let text = &source[line.clone()];
        let bare = MARK.replace_all(text, "");
        if bare == self.line {
            self.times.push(line);
            return Ok(());
        }
        self.line = bare.into_owned();
        if SPEAKER.is_match(text) {
            self.end()?;
        }
        self.builder.text(" ", None)?;
        let mut at = 0;
        for found in MARK.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            self.put(line.start + at..line.start + whole.start())?;
            at = whole.end();
            let place = Source::Whole(line.start + whole.start()..line.start + whole.end());
            if let Some(speaker) = found.get(1).filter(|speaker| speaker.as_str() != self.speaker) {
                self.end()?;
                self.speaker = speaker.as_str();
                self.put(line.start + speaker.start()..line.start + speaker.end())?;
                self.builder.text(": ", Some(place))?;
            } else if let Some(entity) = found.get(2) {
                let sign = match entity.as_str() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "nbsp" => " ",
                    _ => "",
                };
                self.builder.text(sign, Some(place))?;
            }
        }
        self.put(line.start + at..line.end)
    }

    fn put(&mut self, span: Range<usize>) -> Result<(), ReadError> {
        self.builder.text(&self.source[span.clone()], Some(Source::Verbatim(span.start)))
    }

    /// Ends the paragraph; its times stand behind it.
    fn end(&mut self) -> Result<(), ReadError> {
        self.builder.end_leaf()?;
        let times = std::mem::take(&mut self.times);
        self.aside(Role::Metadata, &times)
    }

    fn aside(&mut self, role: Role, lines: &[Range<usize>]) -> Result<(), ReadError> {
        let role = self.builder.set_role(role);
        self.builder.start(BlockKind::Paragraph)?;
        for line in lines {
            self.put(line.clone())?;
            self.builder.text(" ", None)?;
        }
        self.builder.end_leaf()?;
        self.builder.set_role(role);
        Ok(())
    }
}

/// `01:02.500` in milliseconds.
fn milliseconds(time: &str) -> u64 {
    let (whole, rest) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let number = |text: &str| text.parse::<u64>().unwrap_or(0);
    let seconds = whole
        .split(':')
        .fold(0u64, |all, part| all.saturating_mul(60).saturating_add(number(part)));
    seconds.saturating_mul(1000).saturating_add(number(rest))
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{is_sound, paragraphs, read};
    use crate::document::{Format, Role};
    use proptest::prelude::*;

    #[test]
    fn cues_become_paragraphs() {
        for (text, expected) in [
            (
                "WEBVTT - a lecture\n\nSTYLE\n::cue { color: red }\n\nNOTE look it up\n\n1\n00:00.500 --> 00:02.000 align:start\n<v Anna>The Rhine <i>rises</i>\n\n00:02.000 --> 00:04.000\n<v Anna>in the Alps &amp; flows north.\n\n00:04.100 --> 00:05.000\n<v Ben>Does it?\n",
                &["Anna: The Rhine rises in the Alps & flows north.", "Ben: Does it?"][..],
            ),
            (
                "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}Two rivers meet\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nTwo rivers meet\r\nat Koblenz.\r\n\r\n3\r\n00:00:20,000 --> 00:00:22,000\r\nLater, they part.\r\n",
                &["Two rivers meet at Koblenz.", "Later, they part."],
            ),
        ] {
            let document = read(text, Format::Subtitles);
            let read: Vec<&str> = paragraphs(&document).into_iter().map(|(_, text)| text).collect();
            assert_eq!(read, expected);
            assert!(document.inventory().left_out.contains_key(&Role::Metadata));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"([a1<>&;:.,\n-]|00:01\.000 --> 00:02\.000\n|<v A>|WEBVTT){0,100}") {
            prop_assert!(is_sound(text, Format::Subtitles));
        }
    }
}
