//! One line of the journal: an event as CSV (RFC 4180).

use crate::history::{Event, EventKind, Stamp};

/// The first line of every file.
pub const HEADER: &str = "time,card,event,took_ms,detail";

/// Longest line, in bytes; nothing byheart writes comes near.
pub const MAX_LINE: usize = 4096;

/// The line of `event`, with its line feed.
pub fn write(event: &Event) -> String {
    let took = event.took_ms.map_or_else(String::new, |took| took.to_string());
    // A line feed inside a field would break the rule that a line is an event.
    let detail = event.detail.to_string().replace(['\n', '\r'], " ");
    let fields =
        [&event.time.to_string(), event.card.as_str(), event.kind.as_str(), &took, &detail];
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(fields).expect("writing to memory cannot fail");
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("fields are text")
}

/// The event of a line without its line feed; the error says what was
/// expected and found.
pub fn read(line: &str) -> Result<Event, String> {
    if line.len() > MAX_LINE {
        return Err(format!("expected at most {MAX_LINE} bytes, found {}", line.len()));
    }
    if line.contains('"') {
        let fields = unquoted(line)?;
        return event(fields.each_ref().map(String::as_str));
    }
    // Nearly every line has no quotation mark and splits at its commas.
    let mut fields = line.split(',');
    let found: [Option<&str>; 5] = std::array::from_fn(|_| fields.next());
    match (found, fields.next()) {
        ([Some(time), Some(card), Some(kind), Some(took), Some(detail)], None) => {
            event([time, card, kind, took, detail])
        }
        _ => Err(format!("expected 5 fields, found {}", line.split(',').count())),
    }
}

fn event([time, card, kind, took, detail]: [&str; 5]) -> Result<Event, String> {
    let time: Stamp = time.parse().map_err(|fault| format!("{fault}"))?;
    let card = card.parse().map_err(|fault| format!("{fault}"))?;
    let kind: EventKind = kind.parse().map_err(|()| {
        let names = EventKind::ALL.map(EventKind::as_str).join(", ");
        format!("expected one of {names}, found '{}'", shortened(kind))
    })?;
    let took_ms = match took {
        "" => None,
        number => Some(number.parse().map_err(|_| {
            format!("expected milliseconds or nothing, found '{}'", shortened(number))
        })?),
    };
    Ok(Event { time, card, kind, took_ms, detail: detail.into() })
}

fn unquoted(line: &str) -> Result<[String; 5], String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    let found: Vec<String> = record.iter().map(str::to_owned).collect();
    let count = found.len();
    found.try_into().map_err(|_| format!("expected 5 fields, found {count}"))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Side;
    use proptest::prelude::*;

    #[test]
    fn a_line_reads_as_in_the_documentation() {
        let text = "2026-11-23T15:04:56.123+00:00,korean-war-dates/attack,good,4200,how=type";
        let event = read(text).unwrap();
        assert_eq!(event.took_ms, Some(4200));
        assert_eq!(write(&event), format!("{text}\n"));
    }

    #[test]
    fn faults_say_what_was_expected() {
        let fault = |text: &str| read(text).unwrap_err();
        assert_eq!(fault("hello"), "expected 5 fields, found 1");
        assert_eq!(
            fault("yesterday,a/b,good,,"),
            "expected a time such as 2026-11-23T15:04:56.123+00:00, found 'yesterday'"
        );
        let at = "2026-11-23T15:04:56.123+00:00";
        assert_eq!(fault(&format!("{at},b,good,,")), "expected DECK/CARD, found 'b'");
        assert_eq!(
            fault(&format!("{at},a/b,great,,")),
            "expected one of again, hard, good, easy, undo, suspend, resume, bury, mark, unmark, reset, found 'great'"
        );
        assert_eq!(
            fault(&format!("{at},a/b,good,-1,")),
            "expected milliseconds or nothing, found '-1'"
        );
        assert_eq!(fault(&"x".repeat(5000)), "expected at most 4096 bytes, found 5000");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            ms in 0..4_000_000_000_000_i64, quarter in -48..56_i32, kind in 0..11_usize,
            took in proptest::option::of(any::<u32>()), detail in "[ -~é,\"]{0,30}", gap in 1..99_u32,
        ) {
            let offset = jiff::tz::Offset::from_seconds(quarter * 900).unwrap();
            let instant = jiff::Timestamp::from_millisecond(ms).unwrap();
            let card: crate::deck::CardId = "deck/note".parse().unwrap();
            let event = Event {
                time: Stamp::new(instant, offset), card: card.on(Side::Gap(gap)), kind: EventKind::ALL[kind],
                took_ms: took, detail: detail.as_str().into(),
            };
            let line = write(&event);
            prop_assert_eq!(line.matches('\n').count(), 1);
            prop_assert_eq!(read(line.trim_end_matches('\n')).unwrap(), event);
        }

        #[test]
        fn no_line_makes_it_panic(line in "\\PC*") {
            let _ = read(&line);
        }
    }
}
