//! Printed papers.

use super::*;
use crate::deck::{Card, Content, Note};
use crate::quiz::exam::Item;
use crate::quiz::exam::paper::tests::of_all_kinds;

fn paper() -> Paper {
    of_all_kinds(3)
}

fn head() -> Head {
    Head { title: "Rome & \"us\"".to_owned(), limit: Some(Duration::from_secs(1800)), pass: 60 }
}

#[test]
fn a_page_has_a_section_for_each_version_and_each_key() {
    let page = html(&paper(), &head(), 3);
    assert_eq!(page.matches("<section class=\"paper\"").count(), 3);
    assert_eq!(page.matches("<section class=\"key\"").count(), 3);
    assert!(page.contains("Rome &amp; &quot;us&quot; – Version C</h1>"));
    assert!(page.contains("Key: Rome &amp; &quot;us&quot; – Version A"));
    // No key stands before the last paper ends.
    let last_paper = page.rfind("class=\"paper\"").unwrap();
    assert!(page.find("class=\"key\"").unwrap() > last_paper);
}

#[test]
fn texts_of_a_deck_are_never_markup() {
    let page = html(&paper(), &head(), 1);
    assert!(page.contains("Which &lt;b&gt;two&lt;/b&gt; &amp; why?"));
    assert!(page.contains("Source: § 1 &lt;i&gt;"));
    assert!(!page.contains("<i>") && !page.contains("Version"));
    let text = markdown(&paper(), &head(), 1);
    assert!(text.contains("Which \\<b\\>two\\</b\\> \\& why?") && text.contains("a\\_1"), "{text}");
}

/// A sheet as text: what is asked, and the key.
fn shown(number: u32) -> (String, String) {
    let text = markdown(&paper().version(number), &head(), 1);
    let (paper, key) = text.split_once("# Key").unwrap();
    (paper.to_owned(), key.to_owned())
}

#[test]
fn a_paper_tells_no_answer_and_its_key_tells_all() {
    let (paper, key) = shown(0);
    assert!(!paper.contains("42 km") && !paper.contains("1950") && !paper.contains("uno"));
    for right in ["42 km; also 26 miles (within 2)", "1950", "uno; due"] {
        assert!(key.contains(right), "{right} in {key}");
    }
    insta::assert_snapshot!(format!("{paper}\n{key}"), @r#"
    # Rome \& "us"

    6 questions, a mark each · 30 minutes · pass mark 60 %

    Where an answer has parts, each right part earns its share. Among several right options, and in a list, a wrong one takes a share away. A nearly right typed answer earns half.

    Name: \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_ Date: \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

    1. List *Write one on each line.*

       \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

       \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

    2. Put in order *Number the items from 1 on.*

       \_\_\_\_ two  
       \_\_\_\_ three  
       \_\_\_\_ one  

    3. Match *Write the letter that belongs to each row.*

       \_\_\_\_ x  
       \_\_\_\_ y  
       \_\_\_\_ z  

       a) 3  
       b) 2  
       c) 1  

    4. Which \<b\>two\</b\> \& why? *Mark all right options.*

       a) a\_1  
       b) d  
       c) c  
       d) b  

    5. How far?

       \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

    6. In \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_ (year) it began.

    <div style="break-before: page"></div>


    : Rome \& "us"

    6 marks · pass mark 60 % · seed 3

    1. uno; due (1 mark; 1/2 for each, as much off for each that does not belong)
    2. from top to bottom 2, 3, 1 (1 mark; 1/2 less for each item that must be moved)
    3. from top to bottom c, b, a (1 mark; 1/3 for each pair)
    4. a) a\_1; d) b (1 mark; 1/2 for each right one, 1/2 off for each wrong one) Source: § 1 \<i\>
    5. 42 km; also 26 miles (within 2) (1 mark; 1/2 for a nearly right answer) No credit: 26 km (Miles \<were\> taken for km.); 24 miles.
    6. 1950 (1 mark; 1/2 for a nearly right answer)
    "#);
}

#[test]
fn a_page_says_how_parts_earn_and_its_key_what_earns_nothing() {
    let page = html(&paper(), &head(), 1);
    let (paper, key) = page.split_once("class=\"key\"").unwrap();
    assert!(paper.contains("<p>Where an answer has parts, each right part earns its share."));
    assert!(!paper.contains("26 km"));
    assert!(
        key.contains("No credit: 26 km (Miles &lt;were&gt; taken for km.); 24 miles</div>"),
        "{key}"
    );
    assert!(key.contains("1/2 for a nearly right answer"));
}

#[test]
fn the_key_of_each_version_fits_its_paper() {
    for Item { question, format } in (0..4).flat_map(|number| paper().version(number).items) {
        let Printed { options, right, key, .. } = printed(&question, format);
        let from_top = key.trim_start_matches("from top to bottom ").split(", ");
        match question.form {
            Form::Choose { .. } => {
                for answer in key.split("; ") {
                    let (mark, text) = answer.split_once(' ').unwrap();
                    assert!(options.contains(&(mark.to_owned(), text.to_owned())));
                    assert!(["a_1", "b"].contains(&text));
                }
            }
            Form::Order { .. } => {
                for (number, (_, text)) in from_top.zip(&options) {
                    let place = ["one", "two", "three"].iter().position(|item| item == text);
                    assert_eq!(number.parse::<usize>().unwrap(), place.unwrap() + 1);
                }
            }
            Form::Match { .. } => {
                for (letter, (_, left)) in from_top.zip(&options) {
                    let beside = right.iter().find(|(mark, _)| *mark == format!("{letter})"));
                    let pair = (left.as_str(), beside.unwrap().1.as_str());
                    assert!([("x", "1"), ("y", "2"), ("z", "3")].contains(&pair));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_title_and_a_prompt_mark_nothing_up_and_steer_nothing() {
    let head = Head { title: "\u{1b}[2JRome\u{202E}".to_owned(), ..head() };
    for text in [html(&paper(), &head, 1), markdown(&paper(), &head, 1)] {
        assert!(text.contains("[2JRome") || text.contains("\\[2JRome"), "{text}");
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202E}'), "{text}");
    }
    let escaped = |prompt: &str| {
        let mut paper = paper();
        paper.items.truncate(1);
        let items = vec!["a".to_owned(), "b".to_owned()];
        let note = Note::new("l", Content::List { front: prompt.to_owned(), items });
        paper.items[0].question.card = Card::of("d/l".parse().unwrap(), note).unwrap();
        paper.items[0].question.form = Form::List;
        markdown(&paper, &head, 1)
    };
    assert!(escaped("1. Who?").contains("\n1. 1\\. Who?"));
    assert!(escaped("12) Who?").contains("\n1. 12\\) Who?"));
    assert!(escaped("1.5 km?").contains("\n1. 1\\.5 km?"));
    assert!(escaped("In 1950. Who?").contains("\n1. In 1950. Who?"));
}

#[test]
fn a_limit_is_said_to_the_second() {
    let said = |seconds| spoken(Duration::from_secs(seconds));
    assert_eq!([said(30), said(60), said(90)], ["30 seconds", "1 minute", "1 minute 30 seconds"]);
    assert_eq!(
        [said(1800), said(5400), said(3601)],
        ["30 minutes", "90 minutes", "60 minutes 1 second"]
    );
}

#[test]
fn letters_go_on_behind_z() {
    assert_eq!([letter(0), letter(25), letter(26), letter(49)], ["a", "z", "aa", "ax"]);
}
