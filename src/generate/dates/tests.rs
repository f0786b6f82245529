use super::*;
use crate::document::Format;
use crate::generate::tests::{or_none, read};
use proptest::prelude::*;

fn values(text: &str) -> Vec<(String, String)> {
    let document = read(text);
    let found = find(&document).into_iter();
    found.map(|date| (document.slice(date.span).to_owned(), date.value.to_string())).collect()
}

/// All dates of each text: `surface = value`, `;` between them; `none` without.
#[track_caller]
fn check(table: &str) {
    crate::generate::tests::check(table, |text| {
        let found = values(text).into_iter().map(|(date, value)| format!("{date} = {value}"));
        or_none(found.collect())
    });
}

#[test]
fn dates_are_found_in_sentences() {
    check(include_str!("cases.txt"));
}

#[test]
fn a_date_says_how_its_value_is_known() {
    let table = r"
        It fell in May 1945. => Written
        It fell in the 1840s, in the ninth century BCE. => Written; Written
        It fell in 1945. In June it rose. => Written; Near
        It fell in 1945. It lay there. Nobody came. Rain fell. In June it rose. => Written; Far
        It fell from May to June 1945. A year later it rose. => Written; Near
    ";
    crate::generate::tests::check(table, |text| {
        or_none(find(&read(text)).into_iter().map(|date| format!("{:?}", date.evidence)).collect())
    });
    let report = "Tuesday, 3 May 2011\n\nOn Monday it fell. Two years ago it stood.";
    let known: Vec<Dating> = find(&read(report)).into_iter().map(|date| date.evidence).collect();
    assert_eq!(known, [Dating::Own, Dating::Own]);
}

#[test]
fn short_years_count_where_the_document_speaks_of_them() {
    let before = "Caesar fell in 44 BCE. Sulla had died in 78 BCE. ";
    let last = |text: &str| {
        let found = values(&format!("{before}{text}"));
        found.into_iter().skip(2).map(|(_, value)| value).collect()
    };
    let table = r"
        In 88 the war began. => -0087
        He fell on the Ides of March 44 BCE. => -0043-03-15
        Late 82 saw the lists. => -0081
        They met on 28 and 29 September 61 BCE. => -0060-09-28/-0060-09-29
        It lasted from 91 to 87 BCE. => -0090/-0086
        In the 50s BCE gangs ruled. => -0058/-0049
        In March 58 he left. => -0057-03
        A jury of 501 heard it. => none
        In 12 provinces the grain failed. => none
        They counted 300 of them. => none
        Some 400 men fell. => none
        Chapter 88 is lost. => none
    ";
    crate::generate::tests::check(table, |text| or_none(last(text)));
}

/// What a report of Friday, 21 July 2017 says.
#[track_caller]
fn report(table: &str) {
    crate::generate::tests::check(table, |text| {
        let found = values(&format!("Friday, July 21, 2017\n\n{text}"));
        let found = found.into_iter().filter(|(date, _)| date != "July 21, 2017");
        or_none(found.map(|(date, value)| format!("{date} = {value}")).collect())
    });
}

#[test]
fn a_report_counts_from_its_own_day() {
    report(include_str!("report.txt"));
}

#[test]
fn the_documents_own_date_is_told_in_front_or_on_top() {
    for text in [
        "---\ndate: 2017-07-21\n---\n\nIt fell on Tuesday.\n",
        "---\ndate: 21 July 2017\n---\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\nFriday, July 21, 2017 The wall fell on Tuesday.\n",
        "# The Bridge\n\nPublished: July 21, 2017\n\nIt fell on Tuesday.\n",
        "---\ndate: 2017-07-21 10:15:00 +0200\n---\n\nIt fell on Tuesday.\n",
        "---\ndate: 2017-07-21T10:15:00Z\n---\n\nIt fell on Tuesday.\n",
        "---\ndate: 2017/07/21\n---\n\nIt fell on Tuesday.\n",
        "---\ndate: Fri, 21 July 2017 10:15:00 GMT\n---\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\nPublished: Friday, July 21, 2017 at 10:15\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\n21 July 2017 | by Anna Holm\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\nBy Anna Holm, July 21, 2017\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\nAnna Holm · July 21, 2017 · 4 min read\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\n2017-07-21 10:15\n\nIt fell on Tuesday.\n",
        "# The Bridge\n\nAnna Holm\nPublished: July 21, 2017 | Updated May 3, 2018\n\nIt fell on Tuesday.\n",
        "LONDON, July 21, 2017 – The wall fell on Tuesday.\n",
    ] {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let last = find(&document).pop().unwrap();
        assert_eq!(last.value.to_string(), "2017-07-18", "{text}");
    }
}

#[test]
fn a_day_that_a_document_opens_with_is_not_always_its_own() {
    for text in [
        "On July 21, 2017 the bridge was shut.\n\nIt fell on Tuesday.\n",
        "The bridge of July 21, 2017 stood for a year.\n\nIt fell on Tuesday.\n",
        "July 21, 2017 was a day of rain.\n\nIt fell on Tuesday.\n",
    ] {
        assert_eq!(values(text), [("July 21, 2017".to_owned(), "2017-07-21".to_owned())], "{text}");
    }
}

#[test]
fn years_of_a_bibliography_are_none() {
    let entries = "Cook, E., Velis, C., 2021. A book.\n\nBell, Clara. 1984. A book.\n\n\
        Howel, D., Prince, H., 2002. On 1848.\n\nWorld Book Society, 2016. A book.\n\n\
        In 1917 workers struck.";
    assert_eq!(values(entries), [("1917".to_owned(), "1917".to_owned())]);
}

#[test]
fn a_section_headed_by_a_year_is_of_that_year() {
    let dates = |text: &str| or_none(values(text).into_iter().map(|(_, value)| value).collect());
    let told = "On 26 December 2011 he came. He began the 2012 season there. On 6 July he won.";
    let row = |level: &str| {
        format!("# Games\n\n{level} 2012\n\n{told}\n\n{level} 2013\n\nIn March he won.\n")
    };
    assert_eq!(dates(&row("##")), "2011-12-26; 2012; 2012-07-06; 2013-03");
    // A section by itself may be about more than the year that it begins with.
    let one = "# Floods\n\n## 2012 floods\n\nIn May 2013 it was rebuilt. In June it opened.\n";
    assert_eq!(dates(one), "2013-05; 2013-06");
    let turn = "## 2012\n\nIn December it began. In January 2013 it went on. On 3 February it ended.\n\n## 2013\n\nIn May he won.\n";
    assert_eq!(dates(turn), "2012-12; 2013-01; 2013-02-03; 2013-05");
}

#[test]
fn parts_of_a_year_are_told() {
    let document = read("By mid-1794 it was over, early in 1795 forgotten.");
    let found: Vec<_> = find(&document).iter().map(|date| date.value.in_english()).collect();
    assert_eq!(found, ["mid-1794", "early 1795"]);
}

proptest! {
    #[test]
    fn spans_are_text_of_the_document(text in "(\\PC|[0-9]{1,4}|[ ,–-]|May|June|century|BC|the next year|the ){1,60}") {
        let Ok(document) = Document::parse(text.as_bytes(), Format::Text) else { return Ok(()) };
        for date in find(&document) {
            prop_assert!(document.text.get(date.span).is_some_and(|text| !text.is_empty()));
        }
    }
}
