//! What a `[[card]]` table asks: one kind of answer, and nothing beside it.

use super::table::{Located as Text, Table};
use crate::deck::cloze::Cloze;
use crate::deck::content::{Content, MAX_CHOICES, MAX_ITEMS};
use std::collections::HashSet;

/// Reads what is asked; none where a fault keeps it from being asked.
pub(super) fn content(table: &Table<'_, '_>) -> Option<Content> {
    let mut found = Content::KEYS.into_iter().filter(|(key, _)| table.has(key));
    match (found.next(), found.next()) {
        (None, _) => {
            let keys: Vec<&str> = Content::KEYS.iter().map(|(key, _)| *key).collect();
            let (last, others) = keys.split_last().unwrap_or((&"", &[]));
            let others = others.join("', '");
            let message = format!("expected an answer, found none of '{others}' and '{last}'");
            table.faults.error("no-answer", table.span.clone(), message, Content::REMEDY);
            None
        }
        (Some((one, _)), Some((other, _))) => {
            let help = "make two cards of it";
            let message = format!("expected one kind of answer, found '{one}' and '{other}'");
            table.faults.error("mixed-card", table.span.clone(), message, help);
            None
        }
        (Some((key, own)), None) => {
            only_own(table, key, own);
            match key {
                "back" => basic(table),
                "cloze" => cloze(table),
                "pairs" => pairs(table),
                "statement" => statement(table),
                _ => items(table, key),
            }
        }
    }
}

/// Keys that mean something only on cards of another kind.
fn only_own(table: &Table<'_, '_>, kind: &str, own: &[&str]) {
    for key in table.keys().filter(|key| !own.contains(key) && Content::keys().contains(key)) {
        let message = format!("'{key}' means nothing on a card with '{kind}'");
        table.faults.error("mixed-card", table.span_of(key), message, format!("delete '{key}'"));
    }
}

fn basic(table: &Table<'_, '_>) -> Option<Content> {
    let front = table.required_text("front", "write the question as front");
    let back = table.texts("back");
    let choices = table.array("choices").unwrap_or_default();
    let reverse = table.boolean("reverse").unwrap_or(false);
    let back = back?;
    if table.len("back") == Some(0) {
        let message = "expected an answer, found an empty array";
        table.faults.error("empty-text", table.span_of("back"), message, "write the answer");
        return None;
    }
    no_doubles(table, "in back", &back);
    no_doubles(table, "in choices", &choices);
    at_most(table, "back", MAX_CHOICES, "split the card");
    at_most(table, "choices", MAX_CHOICES, "keep the likeliest wrong options");
    wrong_only(table, &back, &choices);
    one_way(table, reverse);
    let (front, back, choices) = (front?.0, texts(back), texts(choices));
    Some(Content::Basic { front, back, choices, reverse })
}

fn wrong_only(table: &Table<'_, '_>, back: &[Text], choices: &[Text]) {
    let right: HashSet<&str> = back.iter().map(|(text, _)| text.as_str()).collect();
    for (choice, span) in choices.iter().filter(|(choice, _)| right.contains(choice.as_str())) {
        let message = format!("expected a wrong option, found the right one: {choice:?}");
        let help = "choices are the wrong options only";
        table.faults.error("right-choice", span.clone(), message, help);
    }
}

fn one_way(table: &Table<'_, '_>, reverse: bool) {
    if reverse && table.len("back").is_some_and(|answers| answers > 1) {
        let message = "expected one answer to ask the other way round, found several";
        table.faults.error("bad-reverse", table.span_of("reverse"), message, "delete reverse");
    }
}

/// Items to be put in order or to be named.
fn items(table: &Table<'_, '_>, key: &str) -> Option<Content> {
    let (front, items) = (front(table, key), table.array(key)?);
    some_not_many(table, key);
    no_doubles(table, &format!("in {key}"), &items);
    let (front, items) = (front?, texts(items));
    Some(match key {
        "order" => Content::Order { front, items },
        _ => Content::List { front, items },
    })
}

fn pairs(table: &Table<'_, '_>) -> Option<Content> {
    let (front, pairs) = (front(table, "pairs"), table.pairs("pairs")?);
    some_not_many(table, "pairs");
    let (left, right): (Vec<Text>, Vec<Text>) = pairs.into_iter().unzip();
    no_doubles(table, "on the left of pairs", &left);
    no_doubles(table, "on the right of pairs", &right);
    let pairs = texts(left).into_iter().zip(texts(right)).collect();
    Some(Content::Pairs { front: front?, pairs })
}

fn statement(table: &Table<'_, '_>) -> Option<Content> {
    if !table.has("answer") {
        table.missing("answer", "write answer = true or answer = false");
    }
    let (statement, answer) = (table.text("statement"), table.boolean("answer"));
    Some(Content::TrueFalse { statement: statement?.0, answer: answer? })
}

fn front(table: &Table<'_, '_>, key: &str) -> Option<String> {
    let help = match key {
        "order" => "say what to do, such as front = \"Put in order\"",
        "pairs" => "say what to do, such as front = \"Who wrote what?\"",
        _ => "ask for the items, such as front = \"Name the seven hills of Rome\"",
    };
    table.required_text("front", help).map(|(text, _)| text)
}

/// Two items at least, and no more than the learner can see on a screen.
fn some_not_many(table: &Table<'_, '_>, key: &str) {
    let found = table.len(key).unwrap_or_default();
    if found < 2 {
        let items = if key == "pairs" { "pairs" } else { "items" };
        let message = format!("expected at least two {items}, found {found}");
        table.faults.error("few-items", table.span_of(key), message, format!("add {items}"));
    }
    at_most(table, key, MAX_ITEMS, "split the card");
}

fn at_most(table: &Table<'_, '_>, key: &str, most: usize, help: &str) {
    let Some(found) = table.len(key).filter(|&found| found > most) else { return };
    let message = format!("expected at most {most} in {key}, found {found}");
    table.faults.error("many-items", table.span_of(key), message, help);
}

fn cloze(table: &Table<'_, '_>) -> Option<Content> {
    let (text, span) = table.text("cloze")?;
    match Cloze::parse(text) {
        Ok(cloze) => {
            // Each number makes a card with the whole text.
            let found = cloze.gaps().len();
            if found > MAX_ITEMS {
                let message = format!("expected at most {MAX_ITEMS} gaps, found {found}");
                table.faults.error("many-items", span, message, "split the card");
            }
            Some(Content::Cloze(cloze))
        }
        Err(fault) => {
            // Exact for texts on one line without escapes, near for others.
            let quote = 1;
            let start = (span.start + quote + fault.offset()).min(span.end);
            let help = "a gap is written {{c1::hidden::hint}}";
            table.faults.error("bad-cloze", start..span.end, fault.to_string(), help);
            None
        }
    }
}

/// Reports texts that stand twice where they must differ.
pub(super) fn no_doubles<'a>(
    table: &Table<'_, '_>,
    place: &str,
    items: impl IntoIterator<Item = &'a Text>,
) {
    let mut seen = HashSet::new();
    for (text, span) in items.into_iter().filter(|(text, _)| !seen.insert(text.as_str())) {
        let message = format!("expected different texts {place}, found {text:?} twice");
        table.faults.error("double-item", span.clone(), message, "delete one or tell them apart");
    }
}

fn texts(items: Vec<Text>) -> Vec<String> {
    items.into_iter().map(|(text, _)| text).collect()
}

#[cfg(test)]
mod tests {
    use crate::deck::Content;
    use crate::deck::parse::tests::{cards, faults, parsed, remedies};

    fn numbers(count: usize) -> String {
        let numbers: Vec<String> = (0..count).map(|number| format!("\"{number}\"")).collect();
        format!("[{}]", numbers.join(", "))
    }

    #[test]
    fn lists_and_pairs_are_read_in_the_order_of_the_file() {
        let parsed = parsed(
            r#"
            [[card]]
            id = "kings"
            front = "The first kings of Rome"
            list = ["Romulus", "Numa", "  Rome's Numa "]
            ask = "type"
            [[card]]
            id = "wives"
            front = "Who married whom?"
            pairs = [["Livia", "Augustus"], ["Augustus", "Scribonia"]]
            ask = "match"
            "#,
        );
        assert_eq!(parsed.faults, []);
        let own = |text: &str| text.to_owned();
        let cards = parsed.deck.unwrap().cards;
        let list = Content::List {
            front: own("The first kings of Rome"),
            items: vec![own("Romulus"), own("Numa"), own("Rome's Numa")],
        };
        let pairs = Content::Pairs {
            front: own("Who married whom?"),
            pairs: vec![(own("Livia"), own("Augustus")), (own("Augustus"), own("Scribonia"))],
        };
        assert_eq!([cards[0].content(), cards[1].content()], [&list, &pairs]);
    }

    #[test]
    fn faults_of_pairs_name_the_pair_and_the_remedy() {
        insta::assert_snapshot!(remedies(&cards([
            r#"front = "q"
pairs = [["one"], ["x", "y", "z"], "x: y", [7, " "]]"#,
            r#"front = "q"
pairs = [["a", "1"], ["b", "1"], ["a", "2"]]"#,
            r#"pairs = [["a", "1"]]"#,
            r#"front = "q"
pairs = { a = "1" }"#,
        ])), @r#"
        7:10 bad-pair: expected a left and a right side, found 1 in a pair
          write it like ["left", "right"]
        7:19 bad-pair: expected a left and a right side, found 3 in a pair
          write it like ["left", "right"]
        7:36 wrong-type: expected pairs to be an array of pairs, found string
          write it like [["left", "right"]]
        7:45 wrong-type: expected a side of pairs to be a string, found integer
          put it in quotation marks
        7:48 empty-text: expected a text for a side of pairs, found an empty one
          write it or delete the key
        11:28 double-item: expected different texts on the right of pairs, found "1" twice
          delete one or tell them apart
        11:35 double-item: expected different texts on the left of pairs, found "a" twice
          delete one or tell them apart
        12:1 missing-key: expected the key 'front', found none
          say what to do, such as front = "Who wrote what?"
        14:9 few-items: expected at least two pairs, found 1
          add pairs
        18:9 wrong-type: expected pairs to be an array of pairs, found table
          write it like [["left", "right"]]
        "#);
    }

    #[test]
    fn faults_of_lists_name_the_place_and_the_remedy() {
        insta::assert_snapshot!(remedies(&cards([
            r#"front = "q"
list = ["one"]
choices = ["x"]
reverse = true
accept = ["y"]
nocredit = ["z"]"#,
            r#"front = "q"
list = ["x", "y", "x"]
ask = "choose""#,
            r#"front = "q"
list = "x""#,
            r#"front = "q"
list = ["x", 7]
order = ["x", "y"]"#,
        ])), @r#"
        7:8 few-items: expected at least two items, found 1
          add items
        8:11 mixed-card: 'choices' means nothing on a card with 'list'
          delete 'choices'
        9:11 mixed-card: 'reverse' means nothing on a card with 'list'
          delete 'reverse'
        10:10 mixed-card: 'accept' means nothing on a card with 'list'
          delete 'accept'
        11:12 mixed-card: 'nocredit' means nothing on a card with 'list'
          delete 'nocredit'
        15:19 double-item: expected different texts in list, found "x" twice
          delete one or tell them apart
        16:7 bad-ask: expected ask = "reveal" or "type" on a list
          change 'ask' or the card
        20:8 wrong-type: expected list to be an array of strings, found string
          write it like ["one", "two"]
        21:1 mixed-card: expected one kind of answer, found 'order' and 'list'
          make two cards of it
        "#);
    }

    #[test]
    fn a_statement_is_true_or_false() {
        let card =
            |rest: &str| format!("[[card]]\nid = \"a\"\nstatement = \"Rome fell.\"\n{rest}\n");
        let parsed = parsed(&card("answer = false\nask = \"choose\""));
        assert_eq!(parsed.faults, []);
        let found = &parsed.deck.unwrap().cards[0];
        assert_eq!((&*found.prompt(), &*found.answer()), ("Rome fell.", "False"));
        assert_eq!((found.wrong(), found.short_answer()), (vec!["True"], None));
        let faulty = card("answer = \"false\"")
            + &card("").replace("\"a\"", "\"b\"")
            + &card("answer = true\nfront = \"q\"\naccept = [\"x\"]\nask = \"type\"")
                .replace("\"a\"", "\"c\"")
            + &card("back = \"x\"").replace("\"a\"", "\"d\"")
            + "[[card]]\nid = \"e\"\nfront = \"q\"\nback = \"x\"\nanswer = true\n";
        insta::assert_snapshot!(remedies(&faulty), @r#"
        7:10 wrong-type: expected answer to be true or false, found string
          write true or false without quotation marks
        8:1 missing-key: expected the key 'answer', found none
          write answer = true or answer = false
        16:9 mixed-card: 'front' means nothing on a card with 'statement'
          delete 'front'
        17:10 mixed-card: 'accept' means nothing on a card with 'statement'
          delete 'accept'
        18:7 bad-ask: expected ask = "choose" on a card with 'statement'
          change 'ask' or the card
        19:1 mixed-card: expected one kind of answer, found 'back' and 'statement'
          make two cards of it
        27:10 mixed-card: 'answer' means nothing on a card with 'back'
          delete 'answer'
        "#);
    }

    #[test]
    fn a_faulty_item_is_no_missing_item() {
        let body = "[[card]]\nid = \"a\"\nfront = \"q\"\nlist = [\"x\", 7]\n";
        assert_eq!(
            faults(body),
            ["7:14 wrong-type: expected an item of list to be a string, found integer"]
        );
    }

    #[test]
    fn what_does_not_fit_on_a_screen_is_to_be_split() {
        let card = |id: &str, key: &str, count| {
            format!("[[card]]\nid = \"{id}\"\nfront = \"q {id}\"\n{key} = {}\n", numbers(count))
        };
        let basic = |id: &str, count| card(id, "back = \"yes\"\nchoices", count);
        let pairs: Vec<String> = (0..51).map(|n| format!("[\"l{n}\", \"r{n}\"]")).collect();
        let pairs = format!("[[card]]\nid = \"p\"\nfront = \"q\"\npairs = [{}]\n", pairs.join(","));
        let fits = card("a", "order", 50) + &card("b", "list", 50) + &basic("c", 20);
        assert_eq!(remedies(&fits), "");
        let gaps = format!("[[card]]\nid = \"g\"\ncloze = \"{}\"\n", "{{x}}".repeat(51));
        let surplus =
            card("a", "order", 51) + &card("b", "list", 51) + &basic("c", 21) + &pairs + &gaps;
        insta::assert_snapshot!(remedies(&surplus), @"
        7:9 many-items: expected at most 50 in order, found 51
          split the card
        11:8 many-items: expected at most 50 in list, found 51
          split the card
        16:11 many-items: expected at most 20 in choices, found 21
          keep the likeliest wrong options
        20:9 many-items: expected at most 50 in pairs, found 51
          split the card
        23:9 many-items: expected at most 50 gaps, found 51
          split the card
        ");
    }

    #[test]
    fn every_key_of_a_faulty_card_is_checked() {
        insta::assert_snapshot!(faults(r#"
[[card]]
id = "a"
front = "q"
back = 7
choices = [7]
nocredit = 7
tags = 7
note = 7
"#).join("\n"), @"
        8:8 wrong-type: expected back to be a string, found integer
        9:12 wrong-type: expected an item of choices to be a string, found integer
        10:12 wrong-type: expected nocredit to be an array of strings or a table, found integer
        11:8 wrong-type: expected tags to be an array of strings, found integer
        12:8 wrong-type: expected note to be a string, found integer
        ");
    }
}
