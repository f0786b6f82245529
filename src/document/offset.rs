//! From offsets of a text to offsets of the text that it was copied from.

use std::ops::Range;

/// Where a piece of text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// It stands there as it is, from this byte on.
    Verbatim(usize),
    /// It stands for these bytes as a whole: an entity, a formula.
    Whole(Range<usize>),
}

/// Runs of a copy; without any, the two texts are one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where it begins in the copy.
    copy: usize,
    /// Where it begins in the source.
    source: usize,
    /// How long the piece of the source is that it stands for; 0 where it was
    /// copied as it stands.
    whole: usize,
}

impl Run {
    /// The bytes of the source that a byte of the run was read from.
    fn source_span(self, offset: usize) -> Range<usize> {
        match self.whole {
            0 => self.source + (offset - self.copy)..self.source + (offset - self.copy) + 1,
            length => self.source..self.source + length,
        }
    }
}

impl OffsetMap {
    /// Notes where the next bytes of the copy come from.
    pub(super) fn add(&mut self, copy: usize, source: &Source) {
        let run = match source {
            Source::Verbatim(source) => Run { copy, source: *source, whole: 0 },
            Source::Whole(span) => Run { copy, source: span.start, whole: span.len() },
        };
        self.push(run);
    }

    /// Forgets what was copied from byte `length` of the copy on.
    pub(super) fn truncate(&mut self, length: usize) {
        let kept = self.runs.partition_point(|run| run.copy < length);
        self.runs.truncate(kept);
    }

    fn push(&mut self, run: Run) {
        let goes_on = self.runs.last().is_some_and(|last| match last.whole {
            0 => run.whole == 0 && last.source + (run.copy - last.copy) == run.source,
            whole => whole == run.whole && last.source == run.source,
        });
        if !goes_on {
            self.runs.push(run);
        }
    }

    /// The bytes that a range of the copy was read from.
    pub(super) fn source_span(&self, span: Range<usize>) -> Range<usize> {
        let start = self.run(span.start).source_span(span.start).start;
        match span.is_empty() {
            true => start..start,
            // The last byte's place: the next run may lie far off.
            false => start..self.run(span.end - 1).source_span(span.end - 1).end.max(start),
        }
    }

    fn run(&self, offset: usize) -> Run {
        let after = self.runs.partition_point(|run| run.copy <= offset);
        let before = after.checked_sub(1).map(|before| self.runs[before]);
        before.unwrap_or(Run { copy: 0, source: 0, whole: 0 })
    }

    /// Adds the runs of a piece that begins at `start`, less what is cut out of
    /// it: `cuts` are ranges of the piece, in order.
    pub(super) fn extend(
        &mut self,
        start: usize,
        piece: &Self,
        length: usize,
        cuts: &[Range<usize>],
    ) {
        if piece.runs.is_empty() {
            return;
        }
        let mut at = start;
        for kept in kept(length, cuts) {
            let first = piece.run(kept.start);
            let source = match first.whole {
                0 => first.source + (kept.start - first.copy),
                _ => first.source,
            };
            self.push(Run { copy: at, source, ..first });
            let next = piece.runs.partition_point(|run| run.copy <= kept.start);
            for run in piece.runs[next..].iter().take_while(|run| run.copy < kept.end) {
                self.push(Run { copy: at + (run.copy - kept.start), ..*run });
            }
            at += kept.len();
        }
    }
}

/// What is left of a piece of `length` bytes after the cuts.
pub(super) fn kept(length: usize, cuts: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut kept = Vec::with_capacity(cuts.len() + 1);
    let mut at = 0;
    for cut in cuts {
        if cut.start > at {
            kept.push(at..cut.start);
        }
        at = at.max(cut.end);
    }
    if at < length {
        kept.push(at..length);
    }
    kept
}
