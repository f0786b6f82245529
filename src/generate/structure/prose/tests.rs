mod facts;

use super::*;
use crate::document::Format;
use crate::generate::tests::or_none;
use proptest::prelude::*;
use std::ops::Range;

fn found_in(document: &Document) -> Vec<Structure> {
    let mut found = Vec::new();
    let annotations = Annotations::new(document);
    let (actors, mentions) = crate::generate::actors::find(document);
    read(document, &annotations, (&actors, &mentions), &mut found);
    found
}

/// What each text says: `term = meaning`, `question answer`, `cause -> effect` where nothing is
/// asked; `~` behind what is only likely.
#[track_caller]
fn check(table: &str) {
    crate::generate::tests::check(table, |text| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let part = |span: &Range<usize>| document.slice(span.clone()).to_owned();
        let shown = found_in(&document);
        let old = shown
            .iter()
            .filter(|one| matches!(one, Structure::Definition { .. } | Structure::Cause { .. }));
        let shown = old.map(|structure| match structure {
            Structure::Definition { term, meaning, more, certainty, .. } => {
                let more =
                    more.as_ref().map_or_else(String::new, |more| format!(" {}", part(more)));
                format!("{} = {}{more}{}", part(term), part(meaning), mark(*certainty))
            }
            Structure::Cause { cause, effect, of_cause, of_effect, certainty } => {
                let asked = [(of_cause, cause), (of_effect, effect)].into_iter();
                let asked = asked.filter_map(|(asked, half)| {
                    Some(format!("{} {}", asked.as_ref()?, part(half)))
                });
                match asked.collect::<Vec<String>>() {
                    none if none.is_empty() => {
                        format!("{} -> {}{}", part(cause), part(effect), mark(*certainty))
                    }
                    asked => asked.join("; "),
                }
            }
            _ => panic!("expected what prose says"),
        });
        or_none(shown.collect())
    });
}

fn mark(certainty: Certainty) -> &'static str {
    if certainty == Certainty::Likely { " ~" } else { "" }
}

#[test]
fn what_stands_behind_a_colon_defines() {
    check(
        r"
        He looked in vain for the engram: the group of neurons that hold a memory. => the engram = the group of neurons that hold a memory
        Sleep helps consolidation: the process of moving what is new into long memory. => consolidation = the process of moving what is new into long memory
        Lind set up the equal power hypothesis: if a part is lost, another part takes over. => the equal power hypothesis = if a part is lost, another part takes over
        He had one goal: the crown of his brother. => none
        The envoys named their price: the towns of the coast and the river. => none
        He feared three things: the king, the bishop and the rain. => none
        ",
    );
}

#[test]
fn a_noun_with_what_tells_it_from_its_kind_defines_the_subject() {
    check(
        r"
        Chemiosmosis is the process in which a proton gradient drives ATP synthase. => Chemiosmosis = the process in which a proton gradient drives ATP synthase
        A tariff is a tax on imported goods. => A tariff = a tax on imported goods
        The Hanseatic League was an alliance of trading towns in northern Europe. => The Hanseatic League = an alliance of trading towns in northern Europe
        Enzymes are proteins that speed up chemical reactions. => Enzymes = proteins that speed up chemical reactions
        Osmosis is the flow of water through a membrane, and it needs no energy. => Osmosis = the flow of water through a membrane
        In most villages, society refers to a group of people who share a well. => society = a group of people who share a well
        Lumenism is the opposite of umbrism, and refers to the belief that light alone is real. => Lumenism = the belief that light alone is real
        The interquartile range is a number that indicates the spread of the data. => The interquartile range = a number that indicates the spread of the data
    ",
    );
}

#[test]
fn praise_persons_relations_and_what_was_named_before_define_nothing() {
    check(
        r"
        It is a tax on imported goods. => none
        This tariff is a tax on imported goods. => none
        The result was a treaty between the two crowns. => none
        Claudius was an effective emperor of the Romans. => none
        The first reason is a tax on imported goods. => none
        The bank was an institution that made the rich richer. => none
        A tariff is not a tax on imported goods. => none
        The harvest of 1788 was a disaster for the farmers of France. => none
        Malta is an important part of the plan. => none
        Persuasion is the resource of the feeble; the strong take. => none
        Merchants were a minority of the towns. => none
        The archive is a crucial window on the trade. => none
        Ranks mean the marks are put in a row. => none
        The origin of the name is the flood of the river Test. => none
        Weaving, an activity that has been common in the valley for centuries, also brings money. => none
        The canons met in the chapel, the eldest of the house being termed provost. => none
        The Joint Pact of Trade, also known as the Grain Deal, ended the quarrel. => none
    ",
    );
}

#[test]
fn things_that_are_called_something_define_its_name() {
    check(
        r"
        Jackson issued an executive order known as the Specie Circular, which required that land be bought with gold. => the Specie Circular = an executive order which required that land be bought with gold
        The peasants paid a tax on land called the taille. => the taille = a tax on land
        Violent storms driven by hot water are called hurricanes. => hurricanes = Violent storms driven by hot water
        A caseous granuloma is called a tubercle. => a tubercle = A caseous granuloma
        The process of making the first copies is called priming, and is needed for all that follows. => priming = The process of making the first copies
        The folds of the inner membrane are called cristae. => cristae = The folds of the inner membrane
        Water crosses the membrane by a form of transport called osmosis. => osmosis = a form of transport
        The reader follows lines by rapid movements of the eye called saccades. => saccades = rapid movements of the eye
    ",
    );
}

#[test]
fn names_that_say_nothing_of_a_kind_define_nothing() {
    check(
        r"
        The king called the estates to Paris. => none
        A financial crisis called the Panic of 1837 followed. => the Panic of 1837 = A financial crisis ~
        The son of the duke, called the Bold, fell at Nancy. => none
        The senate called for a force of ten thousand volunteers. => none
        Two groups of nobles called Guelphs and Ghibellines fought in the towns. => none
        These areas of interest are called geofences. => none
        Nobody owns the lagoon, or the fish that swim under its bridges. => none
    ",
    );
}

#[test]
fn other_names_and_marked_terms_define() {
    check(
        r"
        The theory of nullification, or the voiding of unwelcome federal laws, pleased the planters. => The theory of nullification = the voiding of unwelcome federal laws
        Travellers often show ethnocentrism, or judging another culture by the norms of one’s own. => ethnocentrism = judging another culture by the norms of one’s own
        The plant needs *rubisco*, an enzyme that fixes carbon dioxide, in every leaf. => rubisco = an enzyme that fixes carbon dioxide
        The Senate named him Princeps Senatus, or “leader of the Senate,” in that year. => Princeps Senatus = leader of the Senate
        They formed the First Triumvirate (“rule by three men”). => First Triumvirate = rule by three men
        The phrase “crossing the Rubicon” continues to mean “passing the point of no return.” => crossing the Rubicon = passing the point of no return
        The term osmosis refers to the flow of water through a membrane. => osmosis = the flow of water through a membrane
    ",
    );
}

#[test]
fn rows_persons_and_what_was_named_before_are_no_appositions() {
    check(
        r"
        The king sold land, the rights of towns, and offices. => none
        The army followed Antony, a general of great fame. => none
        The crowd cheered the duke, a man of the north. => none
        His plan, a copy of an older one, failed. => none
        In the Decameron, a group of nobles told tales in a villa. => none
        In spring, the army of the king crossed the river. => none
        The envoys brought gold, a gift from the khan, or silver. => none
    ",
    );
}

#[test]
fn laws_are_asked_for_what_they_did() {
    check(
        r"
        Congress passed the Force Bill of 1833, which gave the government the right to use troops. => the Force Bill of 1833 = gave the government the right to use troops
        The crowns signed the Treaty of Utrecht, which ended the war of succession. => the Treaty of Utrecht = ended the war of succession
        Congress passed the Embargo Act, which stopped all trade with Europe. => the Embargo Act = stopped all trade with Europe
        The king revoked the Edict of Nantes, which allowed Protestants to worship. => the Edict of Nantes = allowed Protestants to worship
        Lincoln issued the Emancipation Proclamation, which freed the slaves of the rebel states. => the Emancipation Proclamation = freed the slaves of the rebel states
    ",
    );
}

#[test]
fn other_relative_clauses_say_nothing_of_a_law() {
    check(
        r"
        Congress passed a bill, which gave the government the right to use troops. => none
        The fleet left Malta, which gave the enemy the right to land. => none
        Congress passed the Force Bill, which was a threat. => none
        Congress passed the Force Bill, which he had signed in March. => none
        Congress passed the Force Bill, for which the planters hated Jackson. => none
    ",
    );
}

#[test]
fn alternatives_titles_and_plain_quotations_define_nothing() {
    check(
        r"
        The towns sent an envoy, or a letter came from the king. => none
        The farmers paid in coin, or by the sale of grain, in spring. => none
        The crowd read *Common Sense*, and the king did not. => none
        The king, a man of the north, fell at Nancy. => none
        The crowd shouted “bread” or “peace” in the streets. => none
        Benton said that the bank was a “monster.” => none
    ",
    );
}

#[test]
fn reasons_are_asked_for() {
    check(
        r"
        Sulla marched on Rome because the senate feared Marius. => Why did Sulla march on Rome? because the senate feared Marius
        Because the harvest failed, the farmers left the land. => Why did the farmers leave the land? Because the harvest failed
        Resentment was linked to slavery, because the tariff showed federal power. => Why was resentment linked to slavery? because the tariff showed federal power
        The fleet left Malta in autumn due to a lack of water. => Why did the fleet leave Malta in autumn? due to a lack of water
        The slave trade occurred because of the demand of the colonies, and many died. => Why did the slave trade occur? because of the demand of the colonies
        Sulla was unable to crush the party completely since some unhappy groups still opposed the senate. => Why was Sulla unable to crush the party completely? since some unhappy groups still opposed the senate
    ",
    );
}

#[test]
fn times_doubts_and_denials_of_a_reason_are_not() {
    check(
        r"
        Prices have grown since the king left Paris. => none
        The king fled, perhaps because the army had gone. => because the army had gone -> The king fled ~
        Rome fell not because the barbarians were strong but by its own fault. => none
        The rent is due to the landlord in May. => none
        Sulla did not march on Rome because the senate feared Marius but for gain. => because the senate feared Marius but for gain -> Sulla did not march on Rome ~
        Taxes rose in 1788, and since then the farmers starved. => none
        The islands, indeed, were spared because the sea was wide. => because the sea was wide -> The islands, indeed, were spared
        The book also mocks the clergy because the friars were rich. => because the friars were rich -> The book also mocks the clergy
        The only rich men were the merchants because the port was open. => because the port was open -> The only rich men were the merchants
        Nobody knows why Rome fell because of that. => none
    ",
    );
}

#[test]
fn what_was_done_for_something_is_asked_for() {
    check(
        r"
        The Romans built roads in order to move their legions. => in order to move their legions -> The Romans built roads
        The Romans built roads in order to move legions. => Why did the Romans build roads? in order to move legions
        To end the siege, the Ottomans burned the gates of Vienna. => To end the siege -> the Ottomans burned the gates of Vienna ~
        To weaken Venice, the Ottomans burned the ships of Crete. => Why did the Ottomans burn the ships of Crete? To weaken Venice
        To be honest, the king was poor. => none
    ",
    );
}

#[test]
fn causes_and_effects_are_asked_for_each_other() {
    check(
        r"
        The tariff of 1828 led to a crisis of the union. => What led to a crisis of the union? The tariff of 1828; What did the tariff of 1828 lead to? a crisis of the union
        A flood of the river caused hunger in the towns. => What caused hunger in the towns? A flood of the river; What did a flood of the river cause? hunger in the towns
        The death of the khan resulted in a war among his heirs. => What did the death of the khan result in? a war among his heirs
        The Panic of 1837 was caused by a fall of cotton prices. => What caused the Panic of 1837? a fall of cotton prices
        Bad harvests and high rents led some families to leave the hills of Wales. => What led some families to leave the hills of Wales? Bad harvests and high rents
        The odd shape of the stones gave rise to many tales about their age. => What did the odd shape of the stones give rise to? many tales about their age
        The loss of the port has led to studies of similar losses. => What has the loss of the port led to? studies of similar losses
        The famine in Ireland resulted from a disease of the potato. => What did the famine in Ireland result from? a disease of the potato
    ",
    );
}

#[test]
fn roads_pronouns_and_what_was_named_before_are_no_causes() {
    check(
        r"
        This led to a crisis of the union. => none
        He led the army to Rome. => none
        The accident resulted in a lawsuit against the owner. => The accident -> a lawsuit against the owner
        The duke caused him to leave. => none
        The reform might have led to a crisis of the union. => none
        The letter was prompted by that. => none
    ",
    );
}

#[test]
fn what_stands_beside_a_common_noun_defines_it() {
    check(
        r"
        Many died of cholera, a disease of the gut that spreads through water. => cholera = a disease of the gut that spreads through water
        An atom holds an electron, a light particle with a negative charge. => an electron = a light particle with a negative charge
        Plants make glucose, a sugar that stores energy. => glucose = a sugar that stores energy
        The merchants paid a toll, a fee for the use of a road. => none
        The clerk uses a ledger, a book of accounts. => a ledger = a book of accounts
        They sought a writ of mandamus, i.e. a command from a court to an official. => a writ of mandamus = a command from a court to an official
    ",
    );
}

#[test]
fn gifts_rows_and_what_was_so_once_are_not_beside() {
    check(
        r"
        The envoys brought gold, a gift from the khan. => none
        The duke sent a letter, a plea for peace. => none
        The farmers grow wheat, a crop of the north, and rye. => none
        This plan, a copy of an older one, fails. => none
        The town needs two bridges, a road to the port, and a wall. => none
        The king sells salt, the source of his wealth. => none
    ",
    );
}

#[test]
fn formulas_and_dashes_define() {
    check(
        r"
        Such forms are called isomers—molecules of one formula that have another shape. => isomers = molecules of one formula that have another shape
        The lords held courts known as leets—courts that tried small crimes. => leets = courts that tried small crimes
        Osmosis is defined as the flow of water through a membrane. => Osmosis = the flow of water through a membrane
        By tariff, we mean a tax on goods from abroad. => tariff = a tax on goods from abroad
        Inflation is when prices rise across a whole economy. => Inflation = prices rise across a whole economy
        Each crossing, known as **crossing over**, is an exchange of parts of chromosomes. => none
    ",
    );
}

#[test]
fn formulas_that_point_or_deny_define_nothing() {
    check(
        r"
        This process is defined as the flow of water through a membrane. => none
        It is defined as the flow of water through a membrane. => none
        By freedom, we mean not only the end of serfdom but a way of life. => none
        The process of choosing is called scheduling. => none
        They are called isomers—and nobody knew why. => none
        The book describes the life of the poor. => none
    ",
    );
}

#[test]
fn reasons_of_later_statements_and_dated_ones_are_asked_for() {
    check(
        r"
        In 1788, the farmers left the land because the harvest failed. => Why did the farmers leave the land in 1788? because the harvest failed
        By 1349 the harvest had failed, and the farmers left the land because the lords raised the rents. => Why did the farmers leave the land? because the lords raised the rents
        Relearning is a sensitive measure of memory because it tells how fast words come back. => Relearning = a sensitive measure of memory; Why is relearning a sensitive measure of memory? because it tells how fast words come back
        A shortage of iron arises from a poor diet. => What does a shortage of iron arise from? a poor diet
        Because the gap is very small compared to the width of a hair, very few beams are reflected. => Why are very few beams reflected? Because the gap is very small compared to the width of a hair
        A shortage of iron is caused by a poor diet. => What causes a shortage of iron? a poor diet
    ",
    );
}

#[test]
fn what_a_remark_or_the_present_gives_as_an_effect_is_asked_for() {
    check(
        r"
        The rains failed for three years, leading to a great famine in the south. => What led to a great famine in the south? The rains failed for three years
        The army burned the fields of Flanders, causing hunger in the towns. => What caused hunger in the towns? The army burned the fields of Flanders
        Heavy taxes on bread and salt contributed to the revolt of 1789. => What contributed to the revolt of 1789? Heavy taxes on bread and salt; What did heavy taxes on bread and salt contribute to? the revolt of 1789
        A lack of iron leads to a loss of red blood cells. => What leads to a loss of red blood cells? A lack of iron; What does a lack of iron lead to? a loss of red blood cells
        The invention of the press gave rise to a trade in books. => What gave rise to a trade in books? The invention of the press; What did the invention of the press give rise to? a trade in books
        In 1837, a fall of cotton prices led to a crisis of the banks. => What led to a crisis of the banks in 1837? a fall of cotton prices; What did a fall of cotton prices lead to in 1837? a crisis of the banks
    ",
    );
}

#[test]
fn persons_conditions_and_what_points_back_bring_nothing_about() {
    check(
        r"
        Thompson contributed to the newsletter of the movement. => none
        They taxed salt, leading to a revolt of the towns. => They taxed salt -> a revolt of the towns ~
        The king did not tax salt, leading to joy in the towns. => The king did not tax salt -> joy in the towns ~
        A switch is made when a request results in more than one ready task. => none
        This success sparked a wave of new companies. => This success -> a wave of new companies ~
        Critics say that the king taxed salt, leading to a revolt of the towns. => the king taxed salt -> a revolt of the towns ~
        The army may burn the fields, causing hunger in the towns. => The army may burn the fields -> hunger in the towns ~
    ",
    );
}

/// What can be asked of what each text tells: `question answer`.
#[track_caller]
fn tells(table: &str) {
    crate::generate::tests::check(table, |text| {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let part = |span: &Range<usize>| document.slice(span.clone()).to_owned();
        let found = found_in(&document);
        let shown = found.iter().flat_map(|structure| match structure {
            // `statements` has tests of its own.
            Structure::Telling(telling) if telling.topic != Topic::Statement => {
                let asked = telling.questions.iter();
                asked.map(|(asked, answer)| format!("{asked} {}", part(answer))).collect()
            }
            Structure::Listing { lead, items, .. } => {
                let items: Vec<String> = items.iter().map(part).collect();
                vec![format!("{}: {}", part(lead), items.join(", "))]
            }
            _ => Vec::new(),
        });
        or_none(shown.collect())
    });
}

#[test]
fn deeds_of_consequence_are_asked_for() {
    tells(
        r"
        Wat Tyler led the Peasants’ Revolt in 1381. => Who led the Peasants’ Revolt in 1381? Wat Tyler; What did Wat Tyler lead in 1381? the Peasants’ Revolt
        Eli Whitney invented the cotton gin, and the planters bought it. => Who invented the cotton gin? Eli Whitney; What did Eli Whitney invent? the cotton gin
        In 1832, Andrew Jackson vetoed the recharter of the Second Bank of the United States. => Who vetoed the recharter of the Second Bank of the United States in 1832? Andrew Jackson; What did Andrew Jackson veto in 1832? the recharter of the Second Bank of the United States
        Mehmed II, who conquered Constantinople in 1453, built a palace. => Who conquered Constantinople in 1453? Mehmed II; What did Mehmed II conquer in 1453? Constantinople
        The Treaty of Utrecht ended the War of the Spanish Succession. => What ended the War of the Spanish Succession? The Treaty of Utrecht
    ",
    );
}

#[test]
fn deeds_that_are_doubtful_common_or_of_what_was_named_before_are_not() {
    tells(
        r"
        He led the Peasants’ Revolt in 1381. => none
        Wat Tyler never led the Peasants’ Revolt. => none
        Wat Tyler may have led the Peasants’ Revolt in 1381. => none
        Wat Tyler led the crowd. => none
        If Wat Tyler led the Peasants’ Revolt, the king would have known. => none
        The king said that Wat Tyler led the Peasants’ Revolt. => none
        Wat Tyler saw the Tower of London. => none
        A farmer led the Peasants’ Revolt. => none
    ",
    );
}

#[test]
fn numbers_are_asked_for_with_what_they_count() {
    tells(
        r"
        About 17,000 people were executed in France in 1793. => How many people were executed in France in 1793? About 17,000
        Some two million people died on the voyages across the Atlantic. => How many people died on the voyages across the Atlantic? Some two million
        The Romans enslaved 150,000 people from Epirus as punishment. => How many people did the Romans enslave from Epirus as punishment? 150,000
        The city of Leipzig has 600,000 inhabitants. => How many inhabitants does the city of Leipzig have? 600,000
        Half of the farmers of Ireland emigrated in 1848. => What share of the farmers of Ireland emigrated in 1848? Half
    ",
    );
}

#[test]
fn years_small_counts_and_numbers_of_what_was_named_before_are_not() {
    tells(
        r"
        The king reigned for 30 years. => none
        About 17,000 people were executed. => none
        It has 600,000 members. => none
        The war of 1812 cost two men. => none
        The council has 101,000 members. => none
        The Dutch company spent $600 million. => none
        Erik Erikson identified eight stages of development. => none
    ",
    );
}

#[test]
fn places_ranks_and_lists_are_asked_for() {
    tells(
        r"
        The Treaty of Ghent was signed in Belgium in 1814. => Where was the Treaty of Ghent signed in 1814? in Belgium
        Gorbachev and Reagan met in Geneva in 1985. => Where did Gorbachev and Reagan meet in 1985? in Geneva
        Gertrude Ederle became the first woman to swim the English Channel. => Who became the first woman to swim the English Channel? Gertrude Ederle
        The fall of Constantinople marked the end of the Byzantine Empire. => What marked the end of the Byzantine Empire? The fall of Constantinople
        The skin is the largest organ of the human body. => What is the largest organ of the human body? The skin
        The three kinds of rock are igneous, sedimentary, and metamorphic. => three kinds of rock: igneous, sedimentary, metamorphic
        His three types of rule are custom, charm and law (Weber 1922). => three types of rule: custom, charm, law
        There are three branches of government: the legislature, the executive, and the judiciary. => three branches of government: the legislature, the executive, the judiciary
        Renewable sources of energy include wind, sunlight, and tides. => Renewable sources of energy: wind, sunlight, tides
    ",
    );
}

#[test]
fn places_ranks_and_lists_of_what_is_not_named_are_not() {
    tells(
        r"
        The treaty was signed in Belgium. => none
        Reagan met Gorbachev at the Battle of Geneva. => none
        She became the first woman to swim the English Channel. => none
        The skin is the first line of defence. => none
        This marked the end of the Byzantine Empire. => none
        The three kinds of rock are igneous and metamorphic. => none
        Its sources of energy include wind, sunlight, and tides. => none
        Explicit memory includes facts, events, and names. => none
        Sources of energy include wind and sunlight. => none
        Sources of light include lamps and candles, fires, and the sun. => none
        Sources of light include lamps, fires and the oldest, the sun. => none
        These sources of energy include wind, sunlight, and tides. => none
        Unlike the Greeks, the Romans granted citizenship to freed slaves. => none
    ",
    );
}

proptest! {
    #[test]
    fn no_sentence_makes_it_panic(
        words in "(Because |because |Since |Unlike |Wat Tyler |founded |signed |three kinds |About 17,000 |a third |the first |most |whereas |who |due to |the |A |an |is |was |called |known as |named |which |that |, |, or |of |and |led to |caused by |resulted from |tax |Force Bill |gave |not |He |rulers |\\(“|” |“|ß|Whigs |in |1833 |: |; ){1,24}(\\.|of|the|called|the The|which|because|,)?",
    ) {
        let Ok(document) = Document::parse(words.as_bytes(), Format::Markdown) else { return Ok(()) };
        for structure in &found_in(&document) {
            prop_assert!(structure.start() < document.text.len());
        }
    }
}
