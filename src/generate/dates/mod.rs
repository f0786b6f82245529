//! Finds dates: one grammar, longest match first; what lacks its year takes it from what stands before.

mod grammar;
mod no_date;
mod resolve;

use super::fact::DateFact;
use super::lexicon::listed;
use crate::calendar::Span;
use crate::document::{Document, ParagraphKind};

/// All dates of the document's prose, in order.
pub fn find(document: &Document) -> Vec<DateFact> {
    let citations = no_date::citations(document);
    let mut written = Vec::new();
    for paragraph in document.paragraphs.iter().filter(|one| one.kind != ParagraphKind::Heading) {
        for sentence in &document.sentences[paragraph.sentences.clone()] {
            let text = document.slice(sentence.span.clone());
            let start = sentence.span.start;
            let found = grammar::expressions(text).into_iter();
            let found = found.map(|(span, one)| (start + span.start..start + span.end, one));
            written.extend(
                found.filter(|(span, _)| {
                    !no_date::is_none(document, &sentence.span, span, &citations)
                }),
            );
        }
    }
    let mut context = resolve::Context::default();
    context.prepare(written.iter().map(|(_, expression)| expression));
    let resolved = written.into_iter().filter_map(|(span, expression)| {
        let (value, resolved) = context.resolve(&expression)?;
        Some(DateFact { span, value, resolved, event: None, in_layout: false })
    });
    resolved.collect()
}

/// The value of a text that is a date and nothing else.
pub(super) fn value_of(text: &str) -> Option<Span> {
    let text = text.trim().trim_end_matches(['.', ':', ',']);
    let bare = listed!("about a date").iter().find_map(|about| text.strip_prefix(about));
    let text = bare.unwrap_or(text).trim_start();
    let found = grammar::expressions(text);
    let [(span, expression)] = found.as_slice() else { return None };
    let mut context = resolve::Context::default();
    context.prepare(std::iter::once(expression));
    let (value, resolved) = context.resolve(expression)?;
    (*span == (0..text.len()) && !resolved).then_some(value)
}

#[cfg(test)]
mod tests {
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
    fn years_are_counted_in_words() {
        check(
            r"
            It fell in 1945. Twenty-three years later it rose. => 1945 = 1945; Twenty-three years later = 1968
            It fell in 1945. Thirty years later it rose. => 1945 = 1945; Thirty years later = 1975
            ",
        );
    }

    #[test]
    fn numbers_of_other_things_are_no_years() {
        check(
            r"
            The trustee acts under § 1302(b)(1) and Rule 2004. => none
            It stands in Form 1099 and on pages 1870–1879. => none
            Around 1000 rebels fled to the hills. => none
            The loss was great (1150 vs. 2060 deaths). => none
            There were 1500+ packages in the hall. => none
            The data lie between 1440 nm and 1640 nm. => none
            Testing helps (Smith & Jones, 2006; see Dahl et al., 2011, p. 3). => none
            In 1789 the people stormed the hall. => 1789 = 1789
            In 1917 workers struck. => 1917 = 1917
            Around 1000 the walls were built. => 1000 = 1000
            The revolutions of 1848 failed. => 1848 = 1848
            The Spirit of the Laws (1748) was read. => 1748 = 1748
            British rule ended at midnight of 14-15 August 1947. => 14-15 August 1947 = 1947-08-14/1947-08-15
            ",
        );
    }

    #[test]
    fn days_months_and_years() {
        check(
            r"
            The fleet sailed on May 19, 1588. => May 19, 1588 = 1588-05-19
            The king died on 30 January 1649 in London. => 30 January 1649 = 1649-01-30
            The 14th of July, 1789, was a Tuesday. => 14th of July, 1789 = 1789-07-14
            It was signed in October, 1648, at Münster. => October, 1648 = 1648-10
            By Feb. 1917 bread had run out. => Feb. 1917 = 1917-02
            The census of 1841 counted heads. => 1841 = 1841
            On 1848-03-18 the barricades rose. => 1848-03-18 = 1848-03-18
        ",
        );
    }

    #[test]
    fn numbers_that_are_no_years_stay_silent() {
        check(
            r"
            Some 1500 men crossed the river. => none
            The fort lay 1200 feet above the sea. => none
            He owed $1900 to the bank. => none
            Model NR-1776 was built of oak. => none
            They may march on; august persons often do. => none
            About 1,848 ships were counted. => none
        ",
        );
    }

    #[test]
    fn ranges_decades_centuries_and_seasons() {
        check(
            r"
            The war of 1914-1918 ended empires. => 1914-1918 = 1914/1918
            In 1804–05 they wintered there. => 1804–05 = 1804/1805
            From 1861 to 1865 the states fought. => 1861 to 1865 = 1861/1865
            Between 1618 and 1648 Germany burned. => 1618 and 1648 = 1618/1648
            In March-April, 1871 the city rose. => March-April, 1871 = 1871-03/1871-04
            The 1840s were hungry. => The 1840s = 184X
            Through the nineteenth century and the 20th century. => the nineteenth century = 18XX; the 20th century = 19XX
            In spring, 1848 thrones shook. => spring, 1848 = 1848-21
            Prices fell in the winter of 1780. => winter of 1780 = 1780-24
            In the late 1760s machines came. => the late 1760s = 176X
        ",
        );
    }

    #[test]
    fn years_before_the_common_era_are_astronomical() {
        check(
            r"
            Caesar fell in 44 BC. => 44 BC = -0043
            From 500–323 BCE the cities flourished. => 500–323 BCE = -0499/-0322
            The flight took place in 622 CE. => 622 CE = 0622
            In AD 476 the last emperor went. => AD 476 = 0476
            In the fifth century BCE plays were new. => the fifth century BCE = -04XX
        ",
        );
    }

    #[test]
    fn dates_without_year_take_it_from_before() {
        check(
            r"
            War came in 1870. On September 2 the emperor surrendered. => 1870 = 1870; September 2 = 1870-09-02
            In July 1830 Paris rose; in August the king fled. => July 1830 = 1830-07; August = 1830-08
            He came in January, 1919, and she in June of that year. => January, 1919 = 1919-01; June of that year = 1919-06
            It began in 1755. The next year war was declared. => 1755 = 1755; The next year = 1756
            They met on 3 May 1808. The same day shots fell. => 3 May 1808 = 1808-05-03; The same day = 1808-05-03
            They met on 3 May 1808. Two days later he fled. => 3 May 1808 = 1808-05-03; Two days later = 1808-05-05
            In May the rains came. => none
        ",
        );
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
            Late 82 saw the lists. => -0081
            He fell on the Ides of March 44 BCE. => -0043-03-15
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
        check(
            r"
            In 88 the war began. => none
            By 300 they had gone home. => none
        ",
        );
    }

    #[test]
    fn dates_are_counted_from_what_was_spoken_of() {
        check(
            r"
            He came in May 1774, and bread riots followed the following spring. => May 1774 = 1774-05; the following spring = 1775-21
            It was shut on 11 July 1789. Three weeks later it stood empty. => 11 July 1789 = 1789-07-11; Three weeks later = 1789-08-01
            They met in August 1787 and parted a month later. => August 1787 = 1787-08; a month later = 1787-09
            It began in 1789 and ended on November 11 of the next year. => 1789 = 1789; November 11 of the next year = 1790-11-11
            The king came on 23 June 1789 and yielded on the 27th. => 23 June 1789 = 1789-06-23; the 27th = 1789-06-27
            The envoy wrote on November 18 [29], 1775. => November 18 [29], 1775 = 1775-11-18
            Two days later he fled. => none
            The next year was worse. => none
            On the 27th floor it was cold. => none
            He was two years older. => none
            That winter nobody came. => none
        ",
        );
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
}
