use super::*;
use crate::asking::Key;
use crate::asking::keymap::{self, REVIEW};
use crate::deck::Content;
use crate::deck::Note;
use crate::document::testing::passage;
use proptest::prelude::*;

fn note(id: &str) -> Note {
    let content = Content::basic(format!("Who was {id}?"), "a king");
    Note {
        tags: vec!["actors".to_owned(), "1200".to_owned()],
        source: Some("Kings ¶1".to_owned()),
        ..Note::new(id, content)
    }
}

fn entry(note: Note, doubts: &[&'static str]) -> Entry {
    Entry {
        group: 0,
        note,
        fate: Fate::Open,
        before: None,
        words: Words::Made,
        written: false,
        label: "actors · kings.md".to_owned(),
        passage: passage("Once.", "He was a king.", "Then he died."),
        doubts: doubts.to_vec(),
    }
}

/// A review of `a` and `b`, and of a draft.
fn review() -> Review {
    let entries = vec![entry(note("a"), &[]), entry(note("b"), &[]), entry(note("c"), &["long"])];
    Review::new(entries, Vec::new())
}

fn key(c: char) -> Key {
    match c {
        '⏎' => Key::Enter,
        '⎋' => Key::Esc,
        '⇥' => Key::Tab,
        '⌫' => Key::Backspace,
        '↑' => Key::Up,
        '⌧' => Key::Ctrl('u'),
        c => Key::Char(c),
    }
}

/// Presses keys, and saves what is to be saved; what else is to be done, at the last one.
fn press(review: &mut Review, keys: &str) -> Option<Act> {
    press_where(review, keys, || true)
}

/// The same where only some is saved.
fn press_where(review: &mut Review, keys: &str, mut saves: impl FnMut() -> bool) -> Option<Act> {
    let mut last = None;
    for c in keys.chars() {
        let action = keymap::actions(REVIEW, review.mode(), 0, &key(c)).next();
        review.message.clear();
        last = match action.and_then(|action| review.act(&action)) {
            Some(Act::Save(change)) if saves() => {
                review.apply(change);
                None
            }
            Some(Act::Save(_)) => {
                let typed = review.typed();
                review.refuse("no space is left");
                assert_eq!(review.typed(), typed);
                None
            }
            act => act,
        };
    }
    last
}

/// A letter a card: kept, dropped or open; small where it is as it was made.
fn fates(review: &Review) -> String {
    let fate = |entry: &Entry| match (entry.fate, &entry.words) {
        (Fate::Open, _) => '.',
        (Fate::Kept, Words::Made) => 'k',
        (Fate::Kept, Words::Edited) => 'E',
        (Fate::Kept, Words::Own { .. }) => 'O',
        (Fate::Dropped, _) => 'd',
    };
    review.entries.iter().map(fate).collect()
}

#[test]
fn keys_decide_go_and_take_back() {
    for (keys, expected, at) in [
        ("k", "k..", 1),
        (" d", "kd.", 2),
        // To the next that is open, around at the end.
        ("nnk", "..k", 0),
        ("nkpd", ".d.", 2),
        ("kdu", "k..", 1),
        ("kduu", "...", 0),
        ("kduuu", "...", 0),
        // What was dropped may be kept; a capital is no other key.
        ("dpk", "k..", 1),
        ("E⎋k", "k..", 1),
        ("pn", "...", 1),
        ("nnnn", "...", 2),
        ("⏎", "...", 0),
        // All that are left, in one step that is taken back in one.
        ("K", "...", 0),
        ("Kk", "k..", 1),
        ("KD", "...", 0),
        ("dKK", "dkk", 0),
        ("dDDu", "d..", 1),
    ] {
        let mut review = review();
        press(&mut review, keys);
        let at_end = review.place == Place::End;
        let seen = if at_end { 0 } else { review.at };
        assert_eq!((fates(&review).as_str(), seen), (expected, at), "{keys}: {:?}", review.message);
        assert_eq!(at_end, review.count(Fate::Open) == 0, "{keys}");
    }
}

#[test]
fn what_is_asked_back_tells_of_drafts() {
    let mut review = review();
    press(&mut review, "kD");
    assert_eq!(review.message, ["D again drops all that are left: 2 cards, 1 of them drafts."]);
}

#[test]
fn the_end_writes_takes_back_and_leads_back() {
    let mut review = review();
    assert_eq!(press(&mut review, "kkk"), None);
    assert_eq!((review.place, review.mode()), (Place::End, Mode::Decided));
    assert_eq!(press(&mut review, "k⏎"), Some(Act::Finish));
    press(&mut review, "p");
    assert_eq!((review.place, review.at), (Place::Card, 2));
    press(&mut review, "n");
    assert_eq!(review.place, Place::End);
    press(&mut review, "u");
    assert_eq!((fates(&review).as_str(), review.place, review.at), ("kk.", Place::Card, 2));
    assert_eq!(review.entry().before, Some(Fate::Kept));
    assert_eq!(press(&mut review, "q"), Some(Act::Leave));
}

#[test]
fn words_are_changed_in_place_and_the_card_keeps_its_id() {
    let mut review = review();
    press(&mut review, "e⌫ the Great?⇥⌧a duke⏎");
    assert_eq!((fates(&review).as_str(), review.at), ("E..", 1));
    assert_eq!(review.message, ["The card before is kept as edited."]);
    let Entry { note: edited, .. } = &review.entries[0];
    let content = Content::Basic {
        front: "Who was a the Great?".to_owned(),
        back: vec!["a duke".to_owned()],
        choices: Vec::new(),
        reverse: false,
    };
    assert_eq!(*edited, Note { content, ..note("a") });
    press(&mut review, "u");
    assert_eq!((fates(&review).as_str(), &review.entries[0].note), ("...", &note("a")));
}

#[test]
fn other_right_answers_wrong_ones_and_a_note_are_filled_in_below() {
    let mut review = review();
    press(&mut review, "e⇥⇥a ruler⇥a lord⇥⇥a monk⇥⇥See above.⏎");
    let Note { content, accept, note, .. } = &review.entries[0].note;
    assert_eq!(accept, &["a ruler", "a lord"]);
    assert_eq!(note.as_deref(), Some("See above."));
    assert!(
        matches!(content, Content::Basic { choices, .. } if choices == &["a monk"]),
        "{content:?}"
    );
    // Taking the texts away takes the keys away.
    press(&mut review, "pe⇥⇥⌧⇥⌧⇥⇥⌧⇥⇥⌧⏎");
    assert_eq!(review.entries[0].note.accept, Vec::<String>::new());
    assert_eq!(review.entries[0].note.note, None);
}

#[test]
fn all_kinds_of_cards_are_filled_in_and_come_back_as_they_were() {
    let front = "Name them.".to_owned();
    let items = vec!["one".to_owned(), "two".to_owned()];
    let cloze = crate::deck::cloze::Cloze::parse("It was {{c1::1949::year}}.").unwrap();
    let pairs = vec![("a".to_owned(), "b".to_owned()), ("c".to_owned(), "d".to_owned())];
    for content in [
        Content::Cloze(cloze),
        Content::Order { front: front.clone(), items: items.clone() },
        Content::List { front: front.clone(), items: items.clone() },
        Content::Pairs { front: front.clone(), pairs },
        Content::TrueFalse { statement: front.clone(), answer: false },
        Content::Basic { front, back: items, choices: vec!["no".to_owned()], reverse: false },
    ] {
        let before = Note { content, nocredit: vec![("x".into(), "why".into())], ..note("a") };
        let before = match before.content {
            Content::Basic { .. } | Content::Cloze(_) => before,
            _ => Note { nocredit: Vec::new(), ..before },
        };
        let mut review = Review::new(vec![entry(before.clone(), &[])], Vec::new());
        press(&mut review, "e↑More.⏎");
        let after = &review.entries[0].note;
        assert_eq!(
            *after,
            Note { note: Some("More.".to_owned()), ..before },
            "{:?}",
            review.message
        );
    }
}

#[test]
fn of_several_right_answers_one_may_go() {
    let (back, choices) = (vec!["one".into(), "two".into()], vec!["no".into()]);
    let content = Content::Basic { front: "Q".into(), back, choices, reverse: false };
    let mut review = Review::new(vec![entry(Note::new("a", content), &[])], Vec::new());
    press(&mut review, "e⇥⌧⏎");
    let Content::Basic { back, .. } = &review.entries[0].note.content else { panic!("basic") };
    assert_eq!(back, &["two"]);
}

#[test]
fn an_item_is_added_below_the_last_one() {
    let content = Content::List { front: "Q".into(), items: vec!["one".into(), "two".into()] };
    let mut review = Review::new(vec![entry(Note::new("a", content), &[])], Vec::new());
    press(&mut review, "e⇥⇥⇥three⏎");
    let Content::List { items, .. } = &review.entries[0].note.content else { panic!("a list") };
    assert_eq!(items, &["one", "two", "three"]);
}

#[test]
fn what_makes_no_card_is_told_and_stays_in_the_form() {
    let mut review = review();
    press(&mut review, "e⌧⏎");
    assert_eq!(review.message, ["Question: nothing stands here yet."]);
    press(&mut review, "Who?⏎");
    assert_eq!(fates(&review), "E..");
    let content = Content::List { front: "Q".into(), items: vec!["one".into(), "two".into()] };
    let mut review = Review::new(vec![entry(Note::new("a", content), &[])], Vec::new());
    press(&mut review, "e⇥⌧⏎");
    insta::assert_snapshot!(review.message.join("\n"), @"expected at least two items, found 1; add items.");
    assert!(review.form.is_some());
}

#[test]
fn nothing_that_was_typed_is_thrown_away_by_one_key() {
    let mut review = review();
    press(&mut review, "e⎋");
    assert!(review.form.is_none());
    press(&mut review, "e!⎋");
    assert_eq!(review.message, ["Esc again throws away what you typed, Enter saves it."]);
    press(&mut review, "!⎋");
    assert!(review.form.is_some());
    press(&mut review, "⎋");
    assert_eq!((review.form.is_none(), fates(&review).as_str()), (true, "..."));
    // What nobody changed is no decision.
    press(&mut review, "e⏎");
    assert_eq!((review.form.is_none(), fates(&review).as_str()), (true, "..."));
}

#[test]
fn an_editor_of_which_nothing_comes_takes_nothing_that_was_typed() {
    let mut review = review();
    assert_eq!(press(&mut review, "o"), Some(Act::Outside));
    review.put_away("nothing was changed");
    assert!(review.form.is_none());
    press(&mut review, "a");
    review.put_away("nothing was changed");
    assert_eq!(review.message, ["No card was added: nothing was changed."]);
    press(&mut review, "e!");
    let typed = review.typed();
    // As `o` does on the page of keys, which lies over the form.
    assert_eq!(review.act(&Action::EditCard), Some(Act::Outside));
    review.put_away("nothing was changed");
    assert_eq!((typed.is_some(), review.typed()), (true, typed));
    assert!(review.message.contains(&"What you typed is still here: nothing was changed.".into()));
    // One may leave from there, too.
    assert_eq!(review.act(&Action::Quit), Some(Act::Leave));
}

#[test]
fn a_card_of_ones_own_stands_last_with_the_passage_as_its_note() {
    let mut review = review();
    press(&mut review, "na⏎");
    assert_eq!(review.message, ["Question: nothing stands here yet."]);
    press(&mut review, "What was he?⏎A king.⏎");
    assert_eq!((fates(&review).as_str(), review.at), ("...O", 1));
    let own = &review.entries[3];
    assert!(own.note.id.starts_with("own-what-was-he-"), "{}", own.note.id);
    assert_eq!(own.note.note.as_deref(), Some("He was a king."));
    assert_eq!(
        (own.note.source.as_deref(), &*own.note.tags),
        (Some("Kings ¶1"), &["actors".to_owned()][..])
    );
    assert_eq!(own.words, Words::Own { beside: "b".to_owned() });
    // The same once more is the same card; taken back it is gone.
    press(&mut review, "aWhat was he?⏎A king.⏎");
    assert_eq!(review.entries.len(), 4);
    press(&mut review, "uu");
    assert_eq!(fates(&review), "...");
}

#[test]
fn what_is_written_stays_and_what_was_dropped_may_still_be_kept() {
    let mut review = review();
    press(&mut review, "kd");
    assert_eq!(press(&mut review, "w"), Some(Act::Write));
    review.wrote();
    for key in ["ppd", "k", "e", "o"] {
        press(&mut review, key);
        assert_eq!((fates(&review).as_str(), review.form.is_some()), ("kd.", false), "{key}");
        assert!(review.message[0].contains("written"), "{:?}", review.message);
    }
    for (key, expected) in [("nk", "kk."), ("u", "kd."), ("u", "k.."), ("u", "k..")] {
        press(&mut review, key);
        assert_eq!(fates(&review), expected);
    }
    assert!(review.message[0].contains("written"), "{:?}", review.message);
}

#[test]
fn a_decision_of_an_earlier_sitting_is_taken_back_card_by_card() {
    let mut entries = review().entries;
    (entries[0].fate, entries[1].fate) = (Fate::Dropped, Fate::Kept);
    let mut review = Review::new(entries, Vec::new());
    assert_eq!(review.message, ["Going on: 2 decided, 1 to go."]);
    assert_eq!(review.at, 2);
    press(&mut review, "u");
    assert_eq!((fates(&review).as_str(), review.at), ("d..", 1));
    press(&mut review, "u");
    press(&mut review, "u");
    assert_eq!(fates(&review), "...");
}

#[test]
fn what_cannot_be_saved_changes_nothing_and_stays_typed() {
    let mut review = review();
    press_where(&mut review, "k", || false);
    assert_eq!(fates(&review), "...");
    assert_eq!(review.message, ["Not saved: no space is left. Make room, then do it again."]);
    press_where(&mut review, "e⌫ XIV?⏎", || false);
    assert_eq!(fates(&review), "...");
    press(&mut review, "⏎");
    assert_eq!(fates(&review), "E..");
    assert!(format!("{:?}", review.entries[0].note).contains("Who was a XIV?"));
}

#[test]
fn what_came_from_an_editor_and_cannot_be_saved_stands_in_the_form() {
    let mut review = review();
    press(&mut review, "e↑");
    let text = "front = \"Who?\"\nback = \"a king\"\n";
    assert!(review.take(text).is_ok());
    review.refuse("no space is left");
    press(&mut review, "⌫⏎");
    let Note { content, tags, .. } = &review.entries[0].note;
    assert!(format!("{content:?}").contains("\"Who\""), "{content:?}");
    assert!(tags.is_empty());
    // What has no row counts as well.
    let text = format!("{text}tags = [\"new\"]\n");
    press(&mut review, "pe⌫⏎pe");
    assert!(review.take(&text.replace("Who?", "Wh")).is_ok());
    review.refuse("no space is left");
    press(&mut review, "⏎");
    assert_eq!(review.entries[0].note.tags, ["new"]);
}

#[test]
fn a_row_that_was_emptied_is_still_there_where_saving_fails() {
    let mut review = review();
    press(&mut review, "e⇥⇥a ruler⇥a lord⏎pe⇥⇥⌧");
    press_where(&mut review, "↑↑↑⏎x", || false);
    let form = review.form.as_ref().unwrap();
    assert_eq!((form.at, form.rows[2].editor.text()), (form.rows.len() - 1, ""));
    press(&mut review, "⏎");
    assert_eq!(review.entries[0].note.accept, ["a lord"]);
    assert_eq!(review.entries[0].note.note.as_deref(), Some("x"));
}

#[test]
fn what_was_being_typed_is_taken_up_again() {
    for keys in ["ne⌫ the Fat?⇥x", "naWhat?⇥x"] {
        let mut before = review();
        press(&mut before, keys);
        assert!(before.is_unsaved());
        let typed = before.typed();
        before.drafted();
        assert!(!before.is_unsaved());
        let text = toml::to_string(&typed).unwrap();
        let mut after = Review::new(review().entries, vec![toml::from_str(&text).unwrap()]);
        assert_eq!((after.typed(), after.at), (typed, 1));
        assert!(!after.is_unsaved());
        press(&mut after, "⏎");
        assert_eq!(after.decided(), 1, "{:?}", after.message);
        assert!(!after.is_unsaved());
    }
    let unknown = Typed { target: Target::Card("z".to_owned()), rows: Vec::new() };
    assert!(Review::new(review().entries, vec![unknown]).form.is_none());
}

#[test]
fn what_was_typed_in_several_reviews_is_taken_up_one_after_the_other() {
    let typed = |keys: &str| {
        let mut review = review();
        press(&mut review, keys);
        review.typed().unwrap()
    };
    let all = ["e!", "neb", "nnex"].map(typed);
    let mut after = Review::new(review().entries, all.to_vec());
    assert_eq!(after.typed().as_ref(), Some(&all[2]));
    press(&mut after, "⏎");
    assert_eq!((fates(&after).as_str(), after.typed().as_ref()), ("..E", Some(&all[1])));
    // What is thrown away is forgotten before the next is seen.
    press(&mut after, "⎋⎋");
    assert_eq!((after.typed(), after.saved()), (None, Some(&all[1])));
    assert!(after.is_unsaved());
    after.drafted();
    assert_eq!(after.typed().as_ref(), Some(&all[0]));
    press(&mut after, "⏎");
    assert_eq!((fates(&after).as_str(), after.typed(), after.saved()), ("E.E", None, None));
}

proptest! {
    #[test]
    fn no_keys_make_it_panic_and_undo_leads_back(
        keys in "([kdeanpuKDwqo ]|[⏎⎋⇥⌫↑⌧x]|e⇥{0,4}[x⌧]⇥{0,4}⏎){0,40}",
        saves in proptest::collection::vec(any::<bool>(), 1..8),
    ) {
        let mut review = review();
        let mut saves = saves.into_iter().cycle();
        press_where(&mut review, &keys, || saves.next() == Some(true));
        review.form = None;
        let done = review.undo.len();
        for _ in 0..=done {
            press(&mut review, "u");
        }
        prop_assert_eq!(fates(&review), "...");
        for (entry, id) in review.entries.iter().zip(["a", "b", "c"]) {
            prop_assert_eq!(&entry.note, &note(id));
        }
    }
}
