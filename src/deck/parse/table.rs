//! Reads values out of a TOML table and reports what does not fit.

use crate::base::sanitize::is_hostile;
use crate::base::words::nearest;
use crate::deck::content::Content;
use crate::deck::fault::{Faults, Severity};
use crate::deck::fix::slug;
use crate::deck::{Exact, Feature, IdError, Tolerance};
use jiff::civil::Date;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

/// Longest text of a card, in bytes.
const MAX_TEXT: usize = 20_000;

/// Longest id that is proposed.
const MAX_SLUG: usize = 40;

/// Largest weight of a tag.
const MAX_WEIGHT: f64 = 1e6;

/// A text and where it stands.
pub(super) type Located = (String, Range<usize>);

/// A table and where its faults go.
pub(super) struct Table<'t, 'i> {
    table: &'t DeTable<'i>,
    /// What stands for the table where a key is missing.
    pub(super) span: Range<usize>,
    pub(super) faults: &'t Faults<'t>,
}

impl<'t, 'i> Table<'t, 'i> {
    pub(super) fn new(table: &'t DeTable<'i>, span: Range<usize>, faults: &'t Faults<'t>) -> Self {
        Self { table, span, faults }
    }

    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'t str> {
        self.table.keys().map(|key| &**key.get_ref())
    }

    /// The place of a value, else of the table.
    pub(super) fn span_of(&self, key: &str) -> Range<usize> {
        self.get(key).map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Reports keys that are not `known`.
    pub(super) fn only(&self, known: &[&str]) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let message = format!("expected a known key, found '{name}'");
                let help = did_you_mean(name, known);
                // Without the key that is meant there is no card.
                let is_needed = meant(name, known).is_some_and(|key| self.lacks(key));
                let severity = if is_needed { Severity::Error } else { Severity::Unknown };
                self.faults.add(severity, "unknown-key", key.span(), message, help);
            }
        }
    }

    /// Whether a key is needed, and neither it nor another in its place is there.
    fn lacks(&self, key: &str) -> bool {
        let has_none =
            |keys: &&&[&str]| keys.contains(&key) && !keys.iter().any(|key| self.has(key));
        NEEDED.iter().any(|keys| has_none(&keys))
    }

    /// Whether a key that is not known stands for one of these, which are not there: it is
    /// named already.
    pub(super) fn misspells(&self, known: &[&str]) -> bool {
        let unknown = self.keys().filter(|key| !known.contains(key));
        unknown.filter_map(|key| meant(key, known)).any(|key| self.lacks(key))
    }

    pub(super) fn missing(&self, key: &str, help: &str) {
        if self.misspells(&[key]) {
            return;
        }
        let message = format!("expected the key '{key}', found none");
        self.faults.error("missing-key", self.span.clone(), message, help);
    }

    /// What `take` makes of a value of the type that is expected.
    fn typed<'v, 'd, T>(
        &self,
        key: &str,
        value: &'v Spanned<DeValue<'d>>,
        expected: &str,
        take: impl FnOnce(&'v DeValue<'d>) -> Option<T>,
    ) -> Option<T> {
        let found = take(value.get_ref());
        if found.is_none() {
            self.wrong_type(key, value, expected);
        }
        found
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let message =
            format!("expected {key} to be {expected}, found {}", value.get_ref().type_str());
        let help = match expected {
            "a string" => "put it in quotation marks",
            "true or false" => "write true or false without quotation marks",
            "an array of strings" => "write it like [\"one\", \"two\"]",
            "an array of pairs" => "write it like [[\"left\", \"right\"]]",
            "an array of strings or a table" => "write it like { \"wrong\" = \"why\" }",
            _ => "see the deck format",
        };
        let help = self.mended(key, value, expected).unwrap_or_else(|| help.to_owned());
        self.faults.error("wrong-type", value.span(), message, help);
    }

    /// The line as it should be, where the value tells it.
    fn mended(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) -> Option<String> {
        let raw = self.faults.slice(&value.span());
        // Not what is said of an item, and no text of several lines.
        if key.contains(' ') || raw.is_empty() || raw.contains('\n') {
            return None;
        }
        Some(match (expected, value.get_ref()) {
            ("a string", DeValue::Array(_) | DeValue::Table(_)) => return None,
            ("a string", _) => format!("write {key} = \"{raw}\""),
            ("a whole number", DeValue::String(text)) => {
                format!("write {key} = {}", text.trim().parse::<i64>().ok()?)
            }
            ("true or false", DeValue::String(text)) => {
                format!("write {key} = {}", text.trim().parse::<bool>().ok()?)
            }
            ("an array of strings", DeValue::String(text))
                if key == "was" && !text.contains('/') =>
            {
                format!("write was = [\"DECK/{text}\"], with the id of its deck for DECK")
            }
            ("an array of strings", DeValue::String(_)) => format!("write {key} = [{raw}]"),
            ("a table", DeValue::String(_) | DeValue::Datetime(_)) if key == "exam" => {
                format!("write [exam], and below it date = {raw}")
            }
            _ => return None,
        })
    }

    /// A text that is not blank and not too long.
    pub(super) fn text(&self, key: &str) -> Option<Located> {
        let value = self.get(key)?;
        self.located(key, value)
    }

    /// The same without its place.
    pub(super) fn plain(&self, key: &str) -> Option<String> {
        self.text(key).map(|(text, _)| text)
    }

    /// The id that `read` makes of a text.
    pub(super) fn id<T>(
        &self,
        (text, span): Located,
        help: &str,
        read: impl FnOnce(String) -> Result<T, IdError>,
    ) -> Option<T> {
        let slug = slug(&text, MAX_SLUG);
        let is_plain = !text.contains('/') && slug != "card";
        let help = match is_plain {
            true => format!("use a-z, 0-9 and -, such as \"{slug}\""),
            false => help.to_owned(),
        };
        let fault = |fault: IdError| self.faults.error("bad-id", span, fault.to_string(), help);
        read(text).map_err(fault).ok()
    }

    fn checked_text(&self, key: &str, text: &str, span: Range<usize>) -> Option<String> {
        if text.trim().is_empty() {
            let message = format!("expected a text for {key}, found an empty one");
            self.faults.error("empty-text", span, message, "write it or delete the key");
            return None;
        }
        if text.len() > MAX_TEXT {
            let message = format!("expected at most {MAX_TEXT} bytes, found {}", text.len());
            self.faults.error("long-text", span, message, "split the card");
            return None;
        }
        if let Some((at, escape)) = eaten_backslash(self.faults.slice(&span)) {
            let message = format!("expected \\\\ for a backslash, found {escape}");
            let help = "write the text in single quotation marks, or each backslash twice";
            let at = span.start + at..span.start + at + escape.len();
            let is_control = text.contains(['\u{8}', '\u{c}']);
            let severity = if is_control { Severity::Error } else { Severity::Warning };
            self.faults.add(severity, "eaten-backslash", at, message, help);
            if is_control {
                return None;
            }
        }
        let hostile = text.chars().find(|&c| c != '\r' && is_hostile(c));
        if hostile.is_some() && self.faults.has_one_within(&span, "control-character") {
            return None;
        }
        if let Some(character) = hostile.filter(|_| !self.faults.is_record()) {
            let code = u32::from(character);
            let message =
                format!("expected text for {key}, found the control character U+{code:04X}");
            self.faults.error("control-character", span, message, "delete it, also as an escape");
            return None;
        }
        // A file's line ends are no part of what is asked.
        Some(text.trim().replace("\r\n", "\n"))
    }

    pub(super) fn required_text(&self, key: &str, help: &str) -> Option<Located> {
        if !self.has(key) {
            self.missing(key, help);
        }
        self.text(key)
    }

    /// A text, or an array of texts.
    pub(super) fn texts(&self, key: &str) -> Option<Vec<Located>> {
        match self.get(key)?.get_ref().is_array() {
            true => self.array(key),
            false => self.text(key).map(|text| vec![text]),
        }
    }

    /// An array of texts.
    pub(super) fn array(&self, key: &str) -> Option<Vec<Located>> {
        let value = self.get(key)?;
        let array = self.typed(key, value, "an array of strings", DeValue::as_array)?;
        let item = format!("an item of {key}");
        Some(array.iter().filter_map(|value| self.located(&item, value)).collect())
    }

    /// An array of arrays of two texts.
    pub(super) fn pairs(&self, key: &str) -> Option<Vec<(Located, Located)>> {
        const SHAPE: &str = "an array of pairs";
        let value = self.get(key)?;
        let array = self.typed(key, value, SHAPE, DeValue::as_array)?;
        if let Some(help) = self.in_pairs(key, array) {
            let message = "expected brackets around each pair, found texts alone";
            self.faults.error("wrong-type", value.span(), message, help);
            return None;
        }
        let (mut pairs, side) = (Vec::new(), format!("a side of {key}"));
        for item in array.iter() {
            match item.get_ref().as_array().map(|pair| &**pair) {
                Some([left, right]) => {
                    let (left, right) = (self.located(&side, left), self.located(&side, right));
                    pairs.extend(left.zip(right));
                }
                Some(sides) => {
                    let found = sides.len();
                    let message =
                        format!("expected a left and a right side, found {found} in a pair");
                    let help = "write it like [\"left\", \"right\"]";
                    self.faults.error("bad-pair", item.span(), message, help);
                }
                None => self.wrong_type(key, item, SHAPE),
            }
        }
        Some(pairs)
    }

    /// Pairs that stand one behind the other, as they should be.
    fn in_pairs(&self, key: &str, array: &[Spanned<DeValue<'_>>]) -> Option<String> {
        let texts = array
            .iter()
            .map(|item| item.get_ref().as_str().map(|_| self.faults.slice(&item.span())));
        let texts: Vec<&str> = texts.collect::<Option<_>>()?;
        let pairs: Vec<String> =
            texts.chunks(2).map(|pair| format!("[{}]", pair.join(", "))).collect();
        let is_plain = !texts.is_empty() && texts.len().is_multiple_of(2);
        is_plain.then(|| format!("write {key} = [{}]", pairs.join(", ")))
    }

    fn located(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Located> {
        let text = self.typed(key, value, "a string", DeValue::as_str)?;
        Some((self.checked_text(key, text, value.span())?, value.span()))
    }

    /// What is text of a value, and where it stands; what is no text is for others to tell.
    pub(super) fn places(&self, key: &str) -> Vec<Located> {
        let located = |value: &Spanned<DeValue<'_>>| {
            value.get_ref().as_str().map(|text| (text.trim().to_owned(), value.span()))
        };
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(array) => array.iter().filter_map(located).collect(),
            None => located(value).into_iter().collect(),
        }
    }

    /// How many items the array `key` has, faulty ones too; none where it is
    /// no array.
    pub(super) fn len(&self, key: &str) -> Option<usize> {
        Some(self.get(key)?.get_ref().as_array()?.len())
    }

    /// The keys of a table and their texts, which may be blank, in the order
    /// of the file.
    pub(super) fn remarks(&self, key: &str) -> Vec<(Located, String)> {
        const SHAPE: &str = "an array of strings or a table";
        let table =
            self.get(key).and_then(|value| self.typed(key, value, SHAPE, DeValue::as_table));
        let remark = |(name, value)| self.remark(key, name, value);
        let mut remarks: Vec<_> = table.into_iter().flatten().filter_map(remark).collect();
        remarks.sort_by_key(|((_, span), _)| span.start);
        remarks
    }

    fn remark(
        &self,
        key: &str,
        name: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<(Located, String)> {
        let text = self.checked_text(&format!("an answer in {key}"), name.get_ref(), name.span());
        let remark = match value.get_ref().as_str() {
            Some(remark) if remark.trim().is_empty() => Some(String::new()),
            _ => self.located(&format!("the remark in {key}"), value).map(|(text, _)| text),
        };
        Some(((text?, name.span()), remark?))
    }

    pub(super) fn plain_array(&self, key: &str) -> Vec<String> {
        self.array(key).unwrap_or_default().into_iter().map(|(text, _)| text).collect()
    }

    pub(super) fn integer(&self, key: &str) -> Option<(i64, Range<usize>)> {
        let value = self.get(key)?;
        let read = |number: &DeInteger<'_>| i64::from_str_radix(number.as_str(), number.radix());
        let number =
            self.typed(key, value, "a whole number", |value| read(value.as_integer()?).ok())?;
        Some((number, value.span()))
    }

    pub(super) fn boolean(&self, key: &str) -> Option<bool> {
        self.typed(key, self.get(key)?, "true or false", DeValue::as_bool)
    }

    /// A weight: a number that is not negative, and not so large that sums of
    /// weights lose the small ones.
    pub(super) fn weight(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let weight = number(value).filter(|weight| (0.0..=MAX_WEIGHT).contains(weight));
        if weight.is_none() {
            let message = format!("expected a weight of 0 to 1,000,000 for {key}");
            self.faults.error("bad-weight", value.span(), message, "write a number such as 2");
        }
        weight
    }

    /// How far an answer may be off: a number, or a text such as `5%` or `2 months`.
    pub(super) fn tolerance(&self) -> Option<Tolerance> {
        let value = self.get("tolerance")?;
        let tolerance = match value.get_ref() {
            DeValue::String(text) => text.parse().ok(),
            _ => number(value).and_then(Tolerance::number),
        };
        if tolerance.is_none() {
            let message = "expected a tolerance for a number or for a date";
            let help = "write 2, \"5%\", \"3 days\", \"2 months\" or \"1 year\"";
            self.faults.error("bad-tolerance", value.span(), message, help);
        }
        tolerance
    }

    /// What counts letter by letter: `true`, or features by their names.
    pub(super) fn exact(&self) -> Option<Exact> {
        let value = self.get("exact")?;
        let feature = |text: &str| text.parse::<Feature>().ok();
        let exact = match value.get_ref() {
            DeValue::Boolean(true) => Some(Exact::ALL),
            DeValue::Boolean(false) => Some(Exact::default()),
            DeValue::String(text) => feature(text).map(|one| Exact::from_iter([one])),
            DeValue::Array(items) => {
                items.iter().map(|item| item.get_ref().as_str().and_then(feature)).collect()
            }
            _ => None,
        };
        if exact.is_none() {
            let message = "expected exact to be true or what counts";
            let help = "write true, or some of [\"case\", \"accents\", \"tones\", \"signs\", \"spaces\", \"punctuation\"]";
            self.faults.error("bad-exact", value.span(), message, help);
        }
        exact
    }

    /// A local date, written as one or as a text.
    pub(super) fn date(&self, key: &str, otherwise: Severity) -> Option<Date> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
        if date.is_none() {
            let message = format!("expected {key} to be a date");
            let help = "write it like 2026-12-15";
            self.faults.add(otherwise, "bad-date", value.span(), message, help);
        }
        date
    }

    pub(super) fn table(&self, key: &str) -> Option<Table<'t, 'i>> {
        let value = self.get(key)?;
        self.inner(key, value, "a table")
    }

    fn inner(
        &self,
        key: &str,
        value: &'t Spanned<DeValue<'i>>,
        expected: &str,
    ) -> Option<Table<'t, 'i>> {
        let table = self.typed(key, value, expected, DeValue::as_table)?;
        Some(Table { table, span: value.span(), faults: self.faults })
    }

    /// The tables of an array of tables.
    pub(super) fn tables(&self, key: &str) -> Vec<Table<'t, 'i>> {
        let tables = |value| self.typed(key, value, "[[card]] tables", DeValue::as_array);
        let array = self.get(key).and_then(tables);
        let items = array.into_iter().flat_map(|array| array.iter());
        items.filter_map(|item| self.inner(key, item, "a [[card]] table")).collect()
    }
}

fn number(value: &Spanned<DeValue<'_>>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) => integer.as_str().parse().ok(),
        _ => None,
    }
}

/// Commands of TeX that begin like an escape of TOML.
const TEX: [&str; 27] = [
    "bar",
    "begin",
    "beta",
    "binom",
    "bmatrix",
    "boldsymbol",
    "forall",
    "frac",
    "nabla",
    "ne",
    "neq",
    "not",
    "nu",
    "rangle",
    "rho",
    "right",
    "rightarrow",
    "tan",
    "tau",
    "text",
    "tfrac",
    "theta",
    "tilde",
    "times",
    "to",
    "top",
    "triangle",
];

/// An escape of a string of TOML that was meant for a backslash, as in a formula or a path of
/// Windows, and where it stands in the string.
fn eaten_backslash(raw: &str) -> Option<(usize, &str)> {
    if !raw.starts_with('"') {
        return None;
    }
    let is_path =
        raw.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) && raw.get(2..4) == Some(":\\");
    let mut rest = raw.char_indices();
    while let Some((at, c)) = rest.next() {
        // What is escaped is passed over.
        let Some((_, letter)) = (c == '\\').then(|| rest.next()).flatten() else { continue };
        let word = &raw[at + 1..];
        let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        let is_tex = TEX.contains(&&word[..end]);
        if "tnrbf".contains(letter) && end > 1 && (is_tex || is_path) {
            return Some((at, &raw[at..at + 2]));
        }
    }
    None
}

/// What people call keys in other programs.
const OTHER_NAMES: [(&str, &str); 19] = [
    ("q", "front"),
    ("question", "front"),
    ("prompt", "front"),
    ("term", "front"),
    ("a", "back"),
    ("response", "back"),
    ("solution", "back"),
    ("definition", "back"),
    ("text", "cloze"),
    ("items", "list"),
    ("options", "choices"),
    ("wrong", "choices"),
    ("distractors", "choices"),
    ("randomize", "shuffle"),
    ("alternatives", "accept"),
    ("synonyms", "accept"),
    ("comment", "note"),
    ("explanation", "note"),
    ("reference", "source"),
];

/// Keys without which a deck is none, or a card; of those of a line one is enough.
const NEEDED: [&[&str]; 6] = [
    &["format"],
    &["id"],
    &["title"],
    &Content::ASKING_KEYS,
    &["back", "cloze", "order", "list", "pairs", "statement"],
    &["answer"],
];

/// The known key that `name` stands for; a short one is near to everything.
fn meant<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let small = name.to_lowercase();
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == small).map(|(_, key)| *key);
    let is = |key: &&&str| Some(**key) == other || **key == small;
    if let Some(key) = known.iter().find(is) {
        return Some(key);
    }
    nearest(&small, known)
}

/// What to do about a key that is not known.
fn did_you_mean(name: &str, known: &[&str]) -> String {
    match (meant(name, known), name) {
        (Some(key), _) => format!("did you mean '{key}'?"),
        (None, "format" | "title" | "short" | "language" | "exam") if known.contains(&"front") => {
            "it belongs to the deck, above the first [[card]]".to_owned()
        }
        (None, "hint") => {
            "h in study gives hints by itself; a gap may have its own: {{c1::hidden::hint}}".to_owned()
        }
        (None, "image" | "picture" | "audio") => {
            "cards are text; say where it is in note or source".to_owned()
        }
        (None, "type" | "kind") => {
            "delete it: the keys of a card tell its kind (back, cloze, order, list, pairs, statement)"
                .to_owned()
        }
        (None, _) => format!("known keys are {}", known.join(", ")),
    }
}
