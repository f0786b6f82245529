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
fn a_season_that_tells_more_of_a_noun_is_no_date() {
    check(
        r"
        It fell in 1945. They took shelter in winter storms. => 1945 = 1945
        It fell in 1945. They froze in the winter quarters. => 1945 = 1945
        It fell in 1945. He planned it during summer holidays. => 1945 = 1945
        It fell in 1945. In spring rains they drowned. => 1945 = 1945
        It fell in 1945. In winter they slept. => 1945 = 1945; winter = 1945-24
        It fell in 1945. In the spring, and in the summer, they left. => 1945 = 1945; spring = 1945-21; summer = 1945-22
        It fell in 1945. By autumn Anna had left. => 1945 = 1945; autumn = 1945-23
        It fell in 1945. That winter nearly killed him. => 1945 = 1945; That winter = 1945-24
        It fell in 1945. In winter ended what had begun. => 1945 = 1945; winter = 1945-24
        It fell in the winter quarter of 1945, in winter 1946. => 1945 = 1945; winter 1946 = 1946-24
        ",
    );
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
        In Paris, May 1801, they met. In Lyon, June 1802, they parted. In Rome, July 1803, all was over. => May 1801 = 1801-05; June 1802 = 1802-06; July 1803 = 1803-07
        At Vienna, Austria, 1815, they met. At Paris, France, 1816, they parted. At Aix, France, 1818, it ended. => 1815 = 1815; 1816 = 1816; 1818 = 1818
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
fn a_year_may_name_the_events_behind_it() {
    check(
        r"
        It stood there before the 2014 protests. => 2014 = 2014
        They compared the 1961 and 1971 censuses. => 1961 = 1961; 1971 = 1971
        He had won the 1932 elections. => 1932 = 1932
        The town forgot its 1919 riots. => 1919 = 1919
        He taught there from 1928 onwards. => 1928 = 1928
        Crops fell by a tenth of 2000 levels. => 2000 = 2000
        There were 1500 protests that day. => none
        They counted more than 1200 attacks. => none
        A survey of 1709 schoolchildren was read. => none
        It goes on a 2000 year old path. => none
        They feared the 1500 men. => none
        Some 1200 laws and 1300 acts were read. => none
    ",
    );
}

#[test]
fn a_month_may_lie_in_the_year_just_told() {
    check(
        r"
        It fell in 1981 after she had died in March the same year. => 1981 = 1981; March the same year = 1981-03
        It fell in 1981. In March that year it rained. => 1981 = 1981; March that year = 1981-03
        It fell in 1981. In March the following year it rained. => 1981 = 1981; March the following year = 1982-03
        It fell in 1981. In March the previous year it rained. => 1981 = 1981; March the previous year = 1980-03
        It fell in 1981. On 3 March that year it rained. => 1981 = 1981; 3 March that year = 1981-03-03
        In March the same year was told of. => none
        In March that house fell. => none
        It fell in 1981. In March the year began. => 1981 = 1981; March = 1981-03
        It fell in 1981. In March the same house fell. => 1981 = 1981; March = 1981-03
        They march the same yearly route. => none
    ",
    );
}

#[test]
fn a_few_hours_make_no_other_day() {
    check(
        r"
        It fell on 3 May 1808. Thirty hours later he fled. => 3 May 1808 = 1808-05-03; Thirty hours later = 1808-05-04
        It fell on 3 May 1808. Twenty hours later he fled. => 3 May 1808 = 1808-05-03; Twenty hours later = 1808-05-04
        It fell on 3 May 1808. Fifty hours later he fled. => 3 May 1808 = 1808-05-03; Fifty hours later = 1808-05-05
        It fell on 3 May 1808. Forty hours earlier he fled. => 3 May 1808 = 1808-05-03; Forty hours earlier = 1808-05-02
        It fell on 3 May 1808. 24 hours later he fled. => 3 May 1808 = 1808-05-03; 24 hours later = 1808-05-04
        It fell on 3 May 1808. An hour later he fled. => 3 May 1808 = 1808-05-03
        It fell on 3 May 1808. Five hours earlier he had slept. => 3 May 1808 = 1808-05-03
        It fell on 3 May 1808. Two hours before, he had slept. => 3 May 1808 = 1808-05-03
        It fell on 3 May 1808. Ten hours later he fled. => 3 May 1808 = 1808-05-03
        It fell on 3 May 1808. 3 hours later he fled. => 3 May 1808 = 1808-05-03
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
fn days_and_months_are_written_in_many_ways() {
    check(
        r"
        It shut on Oct 10, 1945 and opened on 5 Feb 1946. => Oct 10, 1945 = 1945-10-10; 5 Feb 1946 = 1946-02-05
        It was sold in Sept 1950. => Sept 1950 = 1950-09
        It was signed on the 3rd day of March, 1862. => 3rd day of March, 1862 = 1862-03-03
        It opened on 11.09.1989 and shut on 24/9/1991. => 11.09.1989 = 1989-09-11; 24/9/1991 = 1991-09-24
        It shut on 9/24/1991. => 9/24/1991 = 1991-09-24
        On May 4 and 5, 1865, they met. On June 7 and 8 they left. => May 4 and 5, 1865 = 1865-05-04/1865-05-05; June 7 and 8 = 1865-06-07/1865-06-08
        In the spring and early summer of 1916 they came back. => spring = 1916-21; early summer of 1916 = 1916-22
        From the 15th to the 19th century the port grew. => the 15th = 14XX; the 19th century = 18XX
        He was born c.1640 at sea. => 1640 = 1640
        It fell in 1968. In the ’60s they sang, in the ’70s they danced. => 1968 = 1968; the ’60s = 196X; the ’70s = 197X
        They built it in the 1960s and 70s. => the 1960s = 196X; 70s = 197X
        The spring and the summer were cold. => none
        Jan met 10 men, and Mar and Dec 3rds were sold. => none
        It opened on 11/9/1989. => none
        See 1.2.19890 and 40.13.1989 and 10.1.1.1989. => none
        It fell on May 4, 1865. On May 5 and 6 ships they sailed. => May 4, 1865 = 1865-05-04; May 5 = 1865-05-05
        It was in the 60s all week. => none
    ",
    );
}

#[test]
fn last_and_next_stand_behind_a_month_too() {
    check(
        r"
        It is September 1859. Our edict of the 12th of October last, says so. => September 1859 = 1859-09; the 12th of October last = 1858-10-12
        It is September 1859. They shall meet on the 1st day of Feb. next. => September 1859 = 1859-09; the 1st day of Feb. next = 1860-02-01
        It is September 1859. They shall meet in November next. => September 1859 = 1859-09; November next = 1859-11
        It is September 1859. In March last they met. => September 1859 = 1859-09; March = 1859-03
        The preceding May was wet. => none
        It is September 1859. The preceding May was wet. => September 1859 = 1859-09; The preceding May = 1859-05
        It is September 1859. On May 5 last rites were given. => September 1859 = 1859-09; May 5 = 1859-05-05
    ",
    );
    report(
        r"
        The bridge fell in March last year. => March last year = 2016-03
        It will rise in the spring of next year. => the spring of next year = 2018-21
        It fell on 3 May this year. => 3 May this year = 2017-05-03
        Last week it rained. He told them in August. => Last week = 2017-07-10/2017-07-16; August = 2016-08
        Last week it rained. He will be told in August. => Last week = 2017-07-10/2017-07-16; August = 2017-08
        Last week it rained. He told them by August. => Last week = 2017-07-10/2017-07-16; August = 2017-08
        Last week it rained. It was sold in June. => Last week = 2017-07-10/2017-07-16; June = 2017-06
    ",
    );
}

#[test]
fn what_is_counted_may_be_much_or_lie_between() {
    check(
        r"
        It fell in 1726. 170 years later it rose. => 1726 = 1726; 170 years later = 1896
        It fell in 1726. Two hundred years later it rose. => 1726 = 1726; Two hundred years later = 1926
        It fell in 1738. It was 170 years later, in 1896, that it rose. => 1738 = 1738; 170 years later = 1896; 1896 = 1896
        It fell in 1655. Over the next five years he served. => 1655 = 1655; the next five years = 1655/1660
        It fell on 3 May 1655. The following two weeks were dry. => 3 May 1655 = 1655-05-03; The following two weeks = 1655-05-03/1655-05-17
        They won in 2009. He was praised that same season. => 2009 = 2009; that same season = 2009
        It fell in 1655. The next few years were dry. => 1655 = 1655
        It fell in 1655. The next five men fled. => 1655 = 1655
        It fell in 1655. The year after Anna came was dry. => 1655 = 1655
        The next five years were dry. => none
        The season was dry. => none
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
        It fell in 1945. In the sixties prices rose. => 1945 = 1945; the sixties = 196X
        It fell in 2021. In the sixties it was built. => 2021 = 2021; the sixties = 196X
        It fell in 1902. In the nineties he had been a boy. => 1902 = 1902; the nineties = 189X
    ",
    );
}

#[test]
fn a_range_may_go_over_the_turn_of_a_year() {
    check(
        r"
        It snowed from December to February 1951. => December to February 1951 = 1950-12/1951-02
        It snowed from December 1950 to February. => December 1950 to February = 1950-12/1951-02
        They met 28 December 1991 – 3 January 1992. => 28 December 1991 – 3 January 1992 = 1991-12-28/1992-01-03
        They met 28 December – 3 January 1992. => 28 December – 3 January 1992 = 1991-12-28/1992-01-03
        From November 1950 they fought. From December to February it was cold. => November 1950 = 1950-11; December to February = 1950-12/1951-02
        From May to July 1951 it was warm. => May to July 1951 = 1951-05/1951-07
        It lay there from October to March 44 BCE. Sulla died in 78 BCE. => October to March 44 BCE = -0044-10/-0043-03; 78 BCE = -0077
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
    report(
        r"
        The bridge was shut on Tuesday. => Tuesday = 2017-07-18
        The bridge will open on Tuesday. => Tuesday = 2017-07-25
        It rained last Friday and yesterday. => last Friday = 2017-07-14; yesterday = 2017-07-20
        They met last week and will vote next week. => last week = 2017-07-10/2017-07-16; next week = 2017-07-24/2017-07-30
        The fair took place last weekend. => last weekend = 2017-07-15/2017-07-16
        This year fewer came than last year. => This year = 2017; last year = 2016
        Two years ago it was three months younger. => Two years ago = 2015
        It opened last spring and was sold in May. => last spring = 2017-21; May = 2017-05
        Nothing was lost in the sixties. => the sixties = 196X
        Last week it rained. The court ruled today. => Last week = 2017-07-10/2017-07-16; today = 2017-07-21
        Last week it rained. The court will rule today. => Last week = 2017-07-10/2017-07-16; today = 2017-07-21
        Last week it rained. Today many people live there. => Last week = 2017-07-10/2017-07-16
        Last week it rained. She said, “We lost today.” => Last week = 2017-07-10/2017-07-16
        The court ruled today. => none
        On Tuesday, the court will meet. => Tuesday = 2017-07-25
        On Tuesday the two are to meet. => Tuesday = 2017-07-25
        On Tuesday the court met those who will act. => Tuesday = 2017-07-18
        On Tuesday it fell. The next day it rained. => Tuesday = 2017-07-18; The next day = 2017-07-19
        The fair is open over the weekend. => the weekend = 2017-07-22/2017-07-23
        The theme of this years fair was told 24 hours ago. => this years = 2017; 24 hours ago = 2017-07-20
        [Two] years ago it was young. => [Two] years ago = 2015
        Last week it rained. The next day was dry. => Last week = 2017-07-10/2017-07-16
        Two hours ago it rained. => none
        The weekend was dry. => none
    ",
    );
}

#[test]
fn names_of_days_that_are_no_dates_stay_silent() {
    report(
        r"
        They recalled Bloody Sunday. => none
        Black Friday was a day of losses. => none
        Good Friday is a feast. => none
        On Friday it rained. => Friday = 2017-07-21
        Reported from Oslo On Friday it rained. => Friday = 2017-07-21
        Then Tuesday came. => Tuesday = 2017-07-18
        He wrote for the Sunday Times. => none
        Every Monday they meet. => none
        On Sunday mornings they sang. => none
        He was in his sixties. => none
        The last year was hard. => none
    ",
    );
    check(
        r"
        The bridge was shut on Tuesday. => none
        Last week it rained. => none
        It opened two years ago. => none
    ",
    );
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
fn what_is_mentioned_in_passing_does_not_move_the_story() {
    check(
        r"
        On 7 December 1941 they came. The fleet of 1905, which had been built in 1899, was lost. In January the city fell. => 7 December 1941 = 1941-12-07; 1905 = 1905; 1899 = 1899; January = 1942-01
        In March 1965 they landed. He had said so two decades earlier. In May they fought. => March 1965 = 1965-03; two decades earlier = 1945; May = 1965-05
        In May 1792 it began. A book (1801) told of it. In June it was over. => May 1792 = 1792-05; 1801 = 1801; June = 1792-06
        On 2 May 1941 it ended. The war in the east was stalled by 1940. In August of that year they rose. => 2 May 1941 = 1941-05-02; 1940 = 1940; August of that year = 1940-08
        It stopped in April 1950. At the meeting in December he was cool. => April 1950 = 1950-04; December = 1949-12
        In May 1792 he was held until 3 June 1793. On 5 August he fled. => May 1792 = 1792-05; 3 June 1793 = 1793-06-03; 5 August = 1793-08-05
        In May 1792 he began what lasted until 1799. In August he fled. => May 1792 = 1792-05; 1799 = 1799; August = 1792-08
        In 1820 they fought those who ruled since 1799. In August they fled. => 1820 = 1820; 1799 = 1799; August = 1820-08
        They sent 3,500 in March 1965. There were 200,000 by December. => March 1965 = 1965-03; December = 1965-12
    ",
    );
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
fn parts_of_what_was_spoken_of_are_its_own() {
    check(
        r"
        He came in May 1774. By the end of the month he was gone. => May 1774 = 1774-05; the end of the month = 1774-05
        He came in May 1774. Later in the year he left. => May 1774 = 1774-05; Later in the year = 1774
        He came on 3 May 1774. That night he left. => 3 May 1774 = 1774-05-03; That night = 1774-05-03
        He came on 3 May 1774. The next morning he left. => 3 May 1774 = 1774-05-03; The next morning = 1774-05-04
        It began in 1798. In Year VIII he rose. => 1798 = 1798; Year VIII = 1799-09/1800-09
        The truce was kept on Christmas Day 1914. => Christmas Day 1914 = 1914-12-25
        That night nobody came. => none
        In Year VIII he rose. => none
        At the end of the month they pay. => none
        It began in 1798. The year I left was bad, the year X came was worse. => 1798 = 1798
        It began in 1798. An X marks it. => 1798 = 1798
        It began in 1798. It was Year I of the republic. => 1798 = 1798; Year I = 1792-09/1793-09
    ",
    );
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
fn days_and_months_in_a_row_are_ranges() {
    check(
        r"
        It fell in 1848. From 15 to 22 February they fought. => 1848 = 1848; 15 to 22 February = 1848-02-15/1848-02-22
        It fell in 1848. On 20–21 June they fought. => 1848 = 1848; 20–21 June = 1848-06-20/1848-06-21
        It fell in 1848. February to April was quiet. => 1848 = 1848; February to April = 1848-02/1848-04
        It was taken (May-August 1950) from the sea. => May-August 1950 = 1950-05/1950-08
        By 1920 women voted. => 1920 = 1920
        It was named 1965's best book. => 1965 = 1965
    ",
    );
}

#[test]
fn numbers_of_forms_calls_and_books_are_no_years() {
    check(
        r"
        They buy power for 24/7 use, and 24/7 use is dear. => none
        Call (877) 472-6716 or 888-262-7848 at once. => none
        Write to 1800 F Street in the city. => none
        It is told in 31 U.S.C. 1353 and in 5 CFR 1304. => none
        Of these 64 (5%) of 1324 checked values were wrong. => none
        It is in Risk Analysis 32, 2043–2054, and on 122(5):1371–1447. => none
        The deadline is 1 October of each year. => none
        It rose between 1999 and 2004 (King et al., 2006). => 1999 and 2004 = 1999/2004
    ",
    );
    let entries = "Cook, E., Velis, C., 2021. A book.\n\nBell, Clara. 1984. A book.\n\n\
        Howel, D., Prince, H., 2002. On 1848.\n\nWorld Book Society, 2016. A book.\n\n\
        In 1917 workers struck.";
    assert_eq!(values(entries), [("1917".to_owned(), "1917".to_owned())]);
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
