//! The JSON Schema of a deck file, for editors that check and complete TOML: derived from the
//! types that are written, with the keys that the reader of decks knows. Pure.
//!
//! It says what stands where. What one value says of another (an option that is right, an id
//! that is there twice) the reader alone can tell.

use super::content::Content;
use super::{Ask, Exact, Feature, Note, Source, Tolerance};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use strum::VariantArray;

/// The name of the file that editors read it from, beside decks; hidden, and so no deck.
pub const FILE: &str = ".deck.schema.json";

/// The first line of a deck: where its schema is, for Tombi and Even Better TOML.
pub const LINE: &str = "#:schema ./.deck.schema.json\n";

/// An id, blanks around it left out.
const ID: &str = r"^\s*[a-z0-9-]{1,64}\s*$";
/// An id of a card, with its deck.
const CARD_ID: &str = r"^\s*[a-z0-9-]{1,64}/[a-z0-9-]{1,64}(\.(r|[1-9][0-9]{0,3}))?\s*$";

/// A day; not which days there are.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// A deck of byheart: what there is to learn, a card for each thing.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "it is derived from, and never made")]
struct File {
    /// The format of the file: 1.
    #[schemars(extend("const" = 1))]
    format: u8,
    /// Names the deck, on the command line and in its cards' history: a-z, 0-9 and -, at most
    /// 64. It stays.
    #[schemars(with = "Id")]
    id: String,
    /// Shown to people.
    #[schemars(with = "Text")]
    title: String,
    /// The title above a question, at most 30 characters; without it byheart shortens the title.
    #[schemars(with = "Text", default, length(max = 30))]
    short: (),
    /// The language of the cards, a BCP 47 tag; en where nothing is said.
    #[schemars(with = "Text", default)]
    language: (),
    /// How cards are asked that do not say so themselves, where it fits them.
    #[schemars(with = "Ask", default)]
    ask: (),
    /// What counts letter by letter in the cards' answers.
    #[schemars(with = "Exact", default)]
    exact: (),
    /// Whether the options of cards are mixed, where they do not say so themselves.
    #[schemars(with = "bool", default)]
    shuffle: (),
    /// Former ids of the deck, whose cards' history its cards of the same names take over.
    #[schemars(with = "OneOrSeveral<Id>", default)]
    was: (),
    /// Codes of warnings and remarks of `check` that are not wanted in this deck.
    #[schemars(with = "Vec<Text>", default)]
    allow: (),
    /// The document that the deck rests on.
    #[schemars(with = "Source", default)]
    source: (),
    /// The exam that is set for the deck.
    #[schemars(with = "Exam", default)]
    exam: (),
    /// The cards.
    #[schemars(with = "Vec<Note>", default)]
    card: (),
}

/// The exam that is set for the deck.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "it is derived from, and never made")]
struct Exam {
    /// The day of the exam, such as 2026-12-15.
    #[schemars(with = "Day", default)]
    date: (),
    /// How much a tag weighs in an exam, such as { causes = 2 }; a tag that is not named weighs 1.
    #[schemars(with = "Weights", default)]
    weights: (),
}

/// A schema that is not derived.
macro_rules! written {
    ($(#[$doc:meta])* $name:ident, $schema:tt) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

written!(
    /// An id of a deck or of a card within it.
    Id,
    { "type": "string", "pattern": ID }
);
written!(
    /// An id of a card, with its deck.
    FullId,
    { "type": "string", "pattern": CARD_ID }
);
written!(
    /// A text in which something stands.
    Text,
    { "type": "string", "pattern": r"\S", "maxLength": 20_000 }
);
written!(
    /// A day, as a date of TOML or as a text.
    Day,
    {
        "anyOf": [
            { "type": "string", "format": "date", "pattern": DAY },
            { "type": "string", "pattern": DAY }
        ]
    }
);
written!(
    /// Weights of tags.
    Weights,
    { "type": "object", "additionalProperties": { "type": "number", "minimum": 0, "maximum": 1_000_000 } }
);
written!(
    /// Wrong answers, or wrong answers with remarks.
    Remarks,
    {
        "anyOf": [
            { "type": "array", "items": { "type": "string", "pattern": r"\S" }, "uniqueItems": true },
            { "type": "object", "additionalProperties": { "type": "string" } }
        ]
    }
);
written!(
    /// Pairs of texts.
    Pair,
    {
        "type": "array",
        "items": { "type": "string", "pattern": r"\S" },
        "minItems": 2,
        "maxItems": 2
    }
);

/// One, or an array of several.
pub(super) struct OneOrSeveral<T>(std::marker::PhantomData<T>);

impl<T: JsonSchema> JsonSchema for OneOrSeveral<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrSeveral{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = T::json_schema(generator);
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl JsonSchema for Exact {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Exact".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Feature::VARIANTS.iter().map(AsRef::as_ref).collect();
        let feature = json!({ "type": "string", "enum": names });
        json_schema!({ "anyOf": [{ "type": "boolean" }, feature, { "type": "array", "items": feature }] })
    }
}

impl JsonSchema for Tolerance {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Tolerance".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        const TEXT: &str = r"^\s*([0-9]*\.?[0-9]+\s*%|[0-9]{1,4} +(days?|months?|years?))\s*$";
        json_schema!({
            "anyOf": [{ "type": "number", "minimum": 0 }, { "type": "string", "pattern": TEXT }]
        })
    }
}

/// The schema, laid out.
pub fn text() -> String {
    let text = serde_json::to_string_pretty(&value()).expect("a schema is texts and numbers");
    text + "\n"
}

fn value() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let generator = || settings.clone().into_generator();
    let mut deck = generator().into_root_schema_for::<File>().to_value();
    let note = generator().into_root_schema_for::<Note>().to_value();
    let content = generator().into_root_schema_for::<Content>().to_value();
    deck["title"] = json!("A deck of byheart");
    deck["properties"]["card"]["items"] = card(note, &content);
    without_noise(&mut deck);
    deck
}

/// A card has the keys of a note and of one kind of content, and those keys of content alone
/// that mean something there.
fn card(mut note: Value, content: &Value) -> Value {
    let variants = content["anyOf"].as_array().map_or(&[][..], |variants| variants);
    let kind = |(key, own): &(&str, &[&str])| {
        let variant = variants.iter().find(|variant| !variant["properties"][*key].is_null())?;
        let foreign = Content::keys().iter().filter(|key| !own.contains(key));
        let foreign: Vec<Value> = foreign.map(|key| json!({ "required": [key] })).collect();
        Some(json!({
            "title": variant["description"],
            "required": variant["required"],
            "not": { "anyOf": foreign },
        }))
    };
    let kinds: Vec<Value> = Content::KEYS.iter().filter_map(kind).collect();
    let mut keys = Map::new();
    keys.insert("id".into(), note["properties"]["id"].clone());
    for properties in variants.iter().chain([&note]).filter_map(|all| all["properties"].as_object())
    {
        for (key, value) in properties {
            keys.entry(key).or_insert_with(|| value.clone());
        }
    }
    note["properties"] = Value::Object(keys);
    note["additionalProperties"] = json!(false);
    note["oneOf"] = json!(kinds);
    note
}

/// TOML has no null, and what is left out needs no default.
fn without_noise(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, value| {
                // A number's size in memory.
                let is_size =
                    key == "format" && value.as_str().is_some_and(|text| text.contains("int"));
                key != "default" && !is_size
            });
            if let Some(Value::String(text)) = map.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|one| one != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".into(), one);
                }
            }
            if let Some(Value::Array(any)) = map.get_mut("anyOf") {
                any.retain(|one| one["type"] != "null");
                if let [Value::Object(one)] = any.as_slice() {
                    let one = one.clone();
                    map.remove("anyOf");
                    one.into_iter().for_each(|(key, value)| {
                        map.entry(key).or_insert(value);
                    });
                }
            }
            map.values_mut().for_each(without_noise);
        }
        Value::Array(items) => items.iter_mut().for_each(without_noise),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::arbitrary::decks;
    use crate::deck::parse::{CARD_KEYS, DECK_KEYS, parse};
    use crate::deck::starter;
    use crate::deck::write::to_toml;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn json_of(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
            }
            other => serde_json::to_value(other).unwrap(),
        }
    }

    /// What the schema finds wrong.
    fn rejected(text: &str) -> Vec<String> {
        let validator = jsonschema::validator_for(&value()).unwrap();
        let deck = json_of(toml::Value::Table(text.parse().unwrap()));
        validator
            .iter_errors(&deck)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect()
    }

    /// Whether the reader finds an error.
    fn is_faulty(text: &str) -> bool {
        parse(Path::new("d.toml"), text).faults.iter().any(|fault| fault.severity.is_error())
    }

    fn deck_of(rest: &str) -> String {
        format!("format = 1\nid = \"d\"\ntitle = \"T\"\n{rest}")
    }

    fn card_of(keys: &str) -> String {
        deck_of(&format!("[[card]]\nid = \"a\"\n{keys}\n"))
    }

    #[test]
    fn it_has_the_keys_of_the_reader_each_with_its_meaning() {
        let schema = value();
        for (place, known) in
            [("/properties", &DECK_KEYS[..]), ("/properties/card/items/properties", &CARD_KEYS)]
        {
            let keys = schema.pointer(place).unwrap().as_object().unwrap();
            let own: BTreeSet<&str> = keys.keys().map(String::as_str).collect();
            assert_eq!(own, known.iter().copied().collect(), "{place}");
            for (key, value) in keys {
                assert!(value["description"].is_string(), "{key}: {value}");
            }
        }
    }

    #[test]
    fn good_decks_pass() {
        for (name, text) in starter::FILES.iter().filter(|(name, _)| name.ends_with(".toml")) {
            assert_eq!(rejected(text), [""; 0], "{name}");
        }
        for keys in [
            "front = 'q'\nback = ['b', 'c']\nchoices = ['d']",
            "front = 'q'\nback = 'b'\nreverse = true\ntolerance = '2 months'\nexact = 'case'",
            "cloze = '{{c1::a}}'\nnocredit = { b = '', c = 'no' }\nexact = ['case', 'tones']",
            "front = 'q'\nlist = ['a', 'b']\nexact = true\nask = 'reveal'",
            "front = 'q'\npairs = [['a', 'b'], ['c', 'd']]\nwas = ['o/a', 'o/b.2', 'o/c.r']",
            "statement = 's'\nanswer = false\nquote = 'q'\ncorrected = 2026-11-20",
            "front = 'q'\norder = ['a', 'b']\ncorrected = '2026-11-20'\ntags = ['t']",
            "front = 'q'\nback = '5'\ntolerance = 0.5\nallow = ['anything']",
            "front = 'q'\nback = '5'\ntolerance = '2.5 %'\nquote = ['q', 'r']",
        ] {
            let text = card_of(keys);
            assert_eq!((rejected(&text), is_faulty(&text)), (vec![], false), "{keys}");
        }
        let head = "short = 'S'\nlanguage = 'de'\nask = 'type'\nexact = false\nwas = 'o'\n\
            [source]\ntitle = 'T'\nyear = 1950\n[exam]\ndate = 2026-12-15\nweights = { a = 2, b = 0.5 }\n\
            [[card]]\nid = 'a'\nfront = 'q'\nback = 'b'\ntags = ['a', 'b']\n";
        assert_eq!((rejected(&deck_of(head)), is_faulty(&deck_of(head))), (vec![], false));
    }

    #[test]
    fn what_the_reader_finds_wrong_the_schema_does_too() {
        let basic = |more: &str| card_of(&format!("front = 'q'\nback = 'b'\n{more}"));
        let texts = [
            "id = 'd'\ntitle = 'T'\n".to_owned(),
            deck_of("").replace("format = 1", "format = 2"),
            deck_of("").replace("\"d\"", "\"D e\""),
            deck_of("titel = 'x'\n"),
            deck_of("ask = 'say'\n"),
            deck_of("[source]\nyear = '1950'\n"),
            deck_of("[source]\nsha256 = 'abc'\n"),
            deck_of("[exam]\ndate = 'soon'\n"),
            deck_of("[exam]\nweights = { a = -1 }\n"),
            deck_of("[[card]]\nfront = 'q'\nback = 'b'\n"),
            card_of("front = 'q'"),
            card_of("back = 'b'"),
            card_of("front = ' '\nback = 'b'"),
            card_of("front = 'q'\nback = []"),
            card_of("front = 'q'\nback = 7"),
            card_of("front = 'q'\nback = 'b'\ncloze = '{{c1::x}}'"),
            card_of("cloze = '{{c1::x}}'\nchoices = ['a']"),
            card_of("front = 'q'\norder = ['a']"),
            card_of("front = 'q'\nlist = ['a', 'a']"),
            card_of("front = 'q'\npairs = [['a', 'b'], ['c']]"),
            card_of("front = 'q'\npairs = [['a', 'b'], ['c', 'd']]\naccept = ['x']"),
            card_of("statement = 's'"),
            card_of("statement = 's'\nanswer = 'true'"),
            basic("frnt = 'x'"),
            basic("reverse = 'yes'"),
            basic("tolerance = -1"),
            basic("tolerance = 'much'"),
            basic("exact = 'letters'"),
            basic("ask = 'say'"),
            basic("was = ['old']"),
            basic("corrected = 'yesterday'"),
            basic("corrected = 2026-11-20T10:00:00"),
            basic("choices = ['c', 'c']"),
            basic("tags = 'one'"),
            basic("nocredit = 'x'"),
            basic("note = 1"),
        ];
        for text in texts {
            assert!(is_faulty(&text), "{text}");
            assert!(!rejected(&text).is_empty(), "{text}");
        }
    }

    /// Each case of the reader's own table that is TOML.
    #[test]
    fn the_schema_is_never_stricter_than_the_reader() {
        let cases = include_str!("parse/tests/faults.txt").split("\n\n").skip(1);
        let cases = cases.map(|case| {
            let lines = case.lines().filter(|line| !line.contains(" → "));
            lines.map(|line| format!("{line}\n")).collect::<String>()
        });
        let mut tried = 0;
        for body in cases {
            let own = if body.contains("back =") || body.contains("front =") {
                ""
            } else {
                "front = \"q\"\nback = \"b\"\n"
            };
            for text in [deck_of(&body), card_of(&body), card_of(&format!("{own}{body}"))] {
                if text.parse::<toml::Table>().is_err() {
                    continue;
                }
                tried += 1;
                assert!(
                    rejected(&text).is_empty() || is_faulty(&text),
                    "{text}\n{:?}",
                    rejected(&text)
                );
            }
        }
        assert!(tried > 100, "{tried}");
    }

    proptest! {
        #[test]
        fn what_is_written_passes(deck in decks()) {
            let text = to_toml(&deck);
            prop_assert_eq!(rejected(&text), Vec::<String>::new(), "{}", text);
            prop_assert!(text.starts_with(LINE));
        }
    }
}
