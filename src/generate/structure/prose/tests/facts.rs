//! What is a fact of each kind, asked for or not.

use super::*;

/// The facts of one topic in each text: parts with ` | ` between them, `~` behind what is only
/// likely.
#[track_caller]
fn told(topic: Topic, table: &str) {
    crate::generate::tests::check(table, |text| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let part = |span: &Range<usize>| document.slice(span.clone()).to_owned();
        let found = found_in(&document);
        let shown = found.iter().filter_map(|structure| match structure {
            Structure::Telling(telling) if telling.topic == topic => {
                let parts: Vec<String> = telling.parts.iter().map(|(_, span)| part(span)).collect();
                Some(format!("{}{}", parts.join(" | "), mark(telling.certainty)))
            }
            _ => None,
        });
        or_none(shown.collect())
    });
}

#[test]
fn what_follows_from_what_is_a_cause() {
    check(
        r"
        The tax was hated, so the king repealed it. => The tax was hated -> the king repealed it ~
        The king was old and therefore feared a war. => The king was old -> feared a war ~
        Prices rose so fast that many families starved. => Prices rose so fast -> many families starved
        The guard closed the gate so that nobody could flee. => so that nobody could flee -> The guard closed the gate ~
        The harvest of 1846 failed. As a result, the towns of the coast starved. => The harvest of 1846 failed -> the towns of the coast starved ~
        The harvest of 1846 failed. This led to a famine in the towns. => The harvest of 1846 failed -> a famine in the towns ~
        ",
    );
}

#[test]
fn nouns_and_prepositions_say_what_the_cause_is() {
    check(
        r"
        The main cause of the revolt of 1381 was a tax on salt. => What was the main cause of the revolt of 1381? a tax on salt
        Debt was one of the causes of the war. => Debt -> the war
        The reason why the revolt failed was a lack of money. => a lack of money -> the revolt failed
        The famine was due to a disease of the potato. => due to a disease of the potato -> The famine
        Thanks to the railway, farmers could sell grain in the city. => Thanks to the railway -> farmers could sell grain in the city
        The plague, which led to a famine, came from the east. => The plague -> a famine
        The town built a wall, for the river was low. => for the river was low -> The town built a wall ~
        Sulla did not march on Rome because the senate feared Marius. => Why did Sulla not march on Rome? because the senate feared Marius
        A crisis caused by the tariff of 1828 divided the union. => the tariff of 1828 -> A crisis ~
        ",
    );
}

#[test]
fn roads_wishes_and_what_did_not_happen_have_no_cause() {
    check(
        r"
        The road led to the port of the town. => none
        He hoped that the tax would lead to peace. => none
        The farmers would have starved because of the tax, had the rain not come. => none
        The king fled to the coast, but nobody knew why. => none
        The envoys said nothing as the king came in. => none
        So long as the king lived, the peace held. => none
        Not because of the tax did the farmers flee. => none
        The cause of the war is clear. => none
        ",
    );
}

#[test]
fn deeds_are_facts_whoever_is_named() {
    told(
        Topic::Deed,
        r"
        Napoleon sold Louisiana to the United States in 1803. => Napoleon | sold Louisiana to the United States in 1803
        Andrew Jackson vetoed the bill. He also removed the deposits in 1833. => Andrew Jackson | vetoed the bill; Andrew Jackson | removed the deposits in 1833 ~
        The colonists boycotted British goods in 1765. => The colonists | boycotted British goods in 1765 ~
        Congress had repealed the embargo in 1809. => Congress | had repealed the embargo in 1809
        Lisbon was rebuilt by the Marquis of Pombal after the earthquake of 1755. => the Marquis of Pombal | Lisbon was rebuilt
        Marie Curie won a second Nobel Prize in 1911, and she founded an institute in Paris. => Marie Curie | won a second Nobel Prize in 1911; Marie Curie | founded an institute in Paris ~
        ",
    );
}

#[test]
fn wishes_states_and_what_only_happened_are_no_deeds() {
    told(
        Topic::Deed,
        r"
        The First World War ended in 1918. => none
        Napoleon hoped to sell Louisiana. => none
        Napoleon said that France needed money. => none
        Napoleon would have sold Louisiana in 1802. => none
        Napoleon was a general of the republic. => none
        Some people left the town in 1803. => none
        ",
    );
}

#[test]
fn numbers_are_facts_with_what_they_count() {
    told(
        Topic::Number,
        r"
        The plague killed a third of the farmers of Ireland. => a third | of the farmers of Ireland | The plague killed a third of the farmers of Ireland
        Some 40 percent of the voters stayed at home in 1922. => Some 40 percent | of the voters | Some 40 percent of the voters stayed at home in 1922
        The company spent $600 million on advertisements in 1999. => $600 million | on advertisements | The company spent $600 million on advertisements in 1999
        A bulb of that kind sold for 10,000 guilders in 1637. => 10,000 | guilders | A bulb of that kind sold for 10,000 guilders in 1637
        The population of Leipzig exceeded one million in 1930. => one million | The population of Leipzig | The population of Leipzig exceeded one million in 1930
        An army of 1,500 men came to Leipzig. => 1,500 | men | An army of 1,500 men came to Leipzig
        The house has three towers. => three | towers | The house has three towers ~
        ",
    );
}

#[test]
fn dates_ordinals_and_numbers_of_chapters_count_nothing() {
    told(
        Topic::Number,
        r"
        The king died in 1500. => none
        The king died on 12 May 1500. => none
        See Chapter 15 of the book. => none
        The king had two sons. => none
        The third estate met in May. => none
        The king came three times. => none
        A half brother of the king fled. => none
        The first half of the century was dry. => none
        ",
    );
}

#[test]
fn quotations_have_a_speaker() {
    told(
        Topic::Quotation,
        r"
        In 1801 Thomas Jefferson declared: “We are all Republicans, we are all Federalists.” => Thomas Jefferson | We are all Republicans, we are all Federalists
        “The die is cast and the river crossed,” Thomas Jefferson said. => Thomas Jefferson | The die is cast and the river crossed
        “Why should the colonies pay for the war?” asked Samuel Adams in 1765. => Samuel Adams | Why should the colonies pay for the war?
        According to Samuel Adams, the tax was “a yoke on the neck of the poor.” => Samuel Adams | a yoke on the neck of the poor ~
        Samuel Adams called the tax “a yoke on the neck of the poor.” => Samuel Adams | a yoke on the neck of the poor ~
        As Samuel Adams put it, “the tax was a yoke on the neck of the poor.” => Samuel Adams | the tax was a yoke on the neck of the poor ~
        ",
    );
}

#[test]
fn words_in_quotation_marks_without_a_speaker_and_titles_are_not() {
    told(
        Topic::Quotation,
        r"
        The tax was a “yoke” to many. => none
        The treaty was called “a scrap of paper and nothing more.” => none
        Samuel Adams wrote “The Rights of the Colonists.” => none
        The tax, “a yoke on the neck of the poor,” was repealed. => none
        Samuel Adams paid the tax in May. => none
        Samuel Adams never said that “the tax was a yoke on the poor.” => none
        ",
    );
}

#[test]
fn things_that_differ_are_compared() {
    told(
        Topic::Comparison,
        r"
        Unlike the Inca, the Aztecs wrote books. => the Aztecs | the Inca | the Aztecs wrote books
        Farmers grow food, whereas merchants sell food. => Farmers | merchants | Farmers grow food, whereas merchants sell food
        While farmers grow food, merchants sell food. => merchants | farmers | farmers grow food, merchants sell food ~
        Iron is harder than copper. => Iron | copper | Iron is harder than copper
        Whales differ from fish in their lungs. => Whales | fish | Whales differ from fish in their lungs
        The North made goods in mills. In contrast, the South grew cotton. => the South | The North made goods in mills | the South grew cotton ~
        ",
    );
}

#[test]
fn numbers_times_and_what_is_the_same_are_not_compared() {
    told(
        Topic::Comparison,
        r"
        More than 300 people came. => none
        The wall was higher than expected. => none
        The king was no other than Charles. => none
        The king fled while the army slept. => none
        The wall was more than a border. => none
        Whales do not differ from seals. => none
        ",
    );
}

#[test]
fn what_something_is_may_be_said_in_many_ways() {
    check(
        r"
        Deflation occurs when prices fall for a year or more. => Deflation = when prices fall for a year or more
        Those who left the land were called Okies. => Okies = Those who left the land
        Product placement refers to putting a product into a film. => Product placement = putting a product into a film
        A guild, on the other hand, is a group of craftsmen who share a trade. => A guild = a group of craftsmen who share a trade ~
        ALDEHYDES, a class of compounds of carbon. => ALDEHYDES = a class of compounds of carbon ~
        The infection leads to a lasting local swelling called a granuloma. => a granuloma = a lasting local swelling ~; The infection -> a lasting local swelling called a granuloma
        ",
    );
}

#[test]
fn what_happens_once_and_what_is_called_nothing_are_no_definitions() {
    check(
        r"
        The fire occurred when a lamp fell. => none
        They were called to the court. => none
        The king, on the other hand, is a great friend of the poor. => none
        THE END. => none
        The man called his dog. => none
        ",
    );
}

#[test]
fn lists_may_leave_something_out() {
    let listed = |text: &str| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let part = |span: &Range<usize>| document.slice(span.clone()).to_owned();
        let found = found_in(&document);
        let lists = found.iter().filter_map(|structure| match structure {
            Structure::Listing { lead, items, certainty, .. } => {
                let items: Vec<String> = items.iter().map(part).collect();
                Some(format!("{}: {}{}", part(lead), items.join(", "), mark(*certainty)))
            }
            _ => None,
        });
        or_none(lists.collect())
    };
    crate::generate::tests::check(
        r"
        The farmers grew new crops, including maize, beans, and squash. => new crops: maize, beans, squash ~
        Small animals such as mice, rats and voles carry the flea. => Small animals: mice, rats, voles ~
        Parliament consisted of nobles, priests, and merchants. => Parliament: nobles, priests, merchants ~
        The three kinds of rock are igneous, sedimentary, and metamorphic. => three kinds of rock: igneous, sedimentary, metamorphic
        The farmers grew crops such as maize. => none
        The council consisted of nobles. => none
        The farmers came, including the old ones. => none
        It grew such as to fill the room. => none
        He told them this: bread, salt, and iron. => none
        ",
        listed,
    );
}
