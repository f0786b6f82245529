//! Words of dates by language, written as usual and folded when first used.

use super::Season;
use crate::base::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// January to December; the forms of one month are parted by spaces.
const MONTHS: [(&str, &str); 16] = [
    (
        "en",
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,\
         september sept sep,october oct,november nov,december dec",
    ),
    (
        "fr",
        "janvier janv jan,février févr fév,mars,avril avr,mai,juin,juillet juil,août,\
         septembre sept,octobre oct,novembre nov,décembre déc",
    ),
    (
        "de",
        "januar jänner jan jän,februar feber feb,märz mär,april apr,mai,juni jun,juli jul,\
         august aug,september sept sep,oktober okt,november nov,dezember dez",
    ),
    (
        "es",
        "enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,\
         septiembre setiembre sept sep,octubre oct,noviembre nov,diciembre dic",
    ),
    (
        "it",
        "gennaio gen,febbraio febb feb,marzo mar,aprile apr,maggio mag magg,giugno giu,luglio lug,\
         agosto ago,settembre sett set,ottobre ott,novembre nov,dicembre dic",
    ),
    (
        "pt",
        "janeiro jan,fevereiro fev,março mar,abril abr,maio mai,junho jun,julho jul,agosto ago,\
         setembro set,outubro out,novembro nov,dezembro dez",
    ),
    (
        "nl",
        "januari jan,februari feb,maart mrt,april apr,mei,juni jun,juli jul,augustus aug,\
         september sept sep,oktober okt,november nov,december dec",
    ),
    (
        "pl",
        "styczeń stycznia styczniu sty,luty lutego lutym lut,marzec marca marcu mar,\
         kwiecień kwietnia kwietniu kwi,maj maja maju,czerwiec czerwca czerwcu cze,\
         lipiec lipca lipcu lip,sierpień sierpnia sierpniu sie,wrzesień września wrześniu wrz,\
         październik października październiku paź,listopad listopada listopadzie lis,\
         grudzień grudnia grudniu gru",
    ),
    (
        "ru",
        "январь января январе янв,февраль февраля феврале февр фев,март марта марте мар,\
         апрель апреля апреле апр,май мая мае,июнь июня июне июн,июль июля июле июл,\
         август августа августе авг,сентябрь сентября сентябре сент сен,\
         октябрь октября октябре окт,ноябрь ноября ноябре нояб ноя,декабрь декабря декабре дек",
    ),
    (
        "uk",
        "січень січня січні,лютий лютого лютому,березень березня березні,квітень квітня квітні,\
         травень травня травні,червень червня червні,липень липня липні,серпень серпня серпні,\
         вересень вересня вересні,жовтень жовтня жовтні,листопад листопада листопаді,\
         грудень грудня грудні",
    ),
    (
        "sv",
        "januari jan,februari feb,mars,april apr,maj,juni jun,juli jul,augusti aug,\
         september sept sep,oktober okt,november nov,december dec",
    ),
    (
        "da",
        "januar jan,februar feb,marts mar,april apr,maj,juni jun,juli jul,august aug,\
         september sept sep,oktober okt,november nov,december dec",
    ),
    (
        "no",
        "januar jan,februar feb,mars,april apr,mai,juni jun,juli jul,august aug,\
         september sept sep,oktober okt,november nov,desember des",
    ),
    ("tr", "ocak,şubat,mart,nisan,mayıs,haziran,temmuz,ağustos,eylül,ekim,kasım,aralık"),
    (
        "cs",
        "leden ledna lednu,únor února únoru,březen března březnu,duben dubna dubnu,\
         květen května květnu,červen června červnu,červenec července červenci,srpen srpna srpnu,\
         září,říjen října říjnu,listopad listopadu,prosinec prosince prosinci",
    ),
    (
        "el",
        "ιανουάριος ιανουαρίου,φεβρουάριος φεβρουαρίου,μάρτιος μαρτίου,απρίλιος απριλίου,\
         μάιος μαΐου,ιούνιος ιουνίου,ιούλιος ιουλίου,αύγουστος αυγούστου,\
         σεπτέμβριος σεπτεμβρίου,οκτώβριος οκτωβρίου,νοέμβριος νοεμβρίου,δεκέμβριος δεκεμβρίου",
    ),
];

/// Words that add nothing to a date.
const FILLERS: [(&str, &str); 10] = [
    ("en", "the of in on at year ad ce about around circa ca c"),
    ("fr", "le la les l en an de du d vers env environ"),
    ("de", "der den dem die am im um des jahr jahre jahren ca etwa"),
    ("es", "a el la los de del en año hacia"),
    ("it", "il lo la l nel nell del dell di anno circa"),
    ("pt", "o a os de do da em no na ano cerca"),
    ("nl", "de het op in van jaar omstreeks circa ca"),
    ("pl", "w we r roku rok dnia około ok"),
    ("ru", "в во г год года году годы годов около ок"),
    ("sv", "den i år året omkring"),
];

/// Words for parts of a year.
const SEASONS: [(&str, &str, Season); 44] = [
    ("en", "early", Season::Early),
    ("en", "beginning", Season::Early),
    ("en", "start", Season::Early),
    ("en", "mid", Season::Mid),
    ("en", "middle", Season::Mid),
    ("en", "late", Season::Late),
    ("en", "end", Season::Late),
    ("en", "spring", Season::Spring),
    ("en", "summer", Season::Summer),
    ("en", "autumn", Season::Autumn),
    ("en", "fall", Season::Autumn),
    ("en", "winter", Season::Winter),
    ("fr", "début", Season::Early),
    ("fr", "milieu", Season::Mid),
    ("fr", "fin", Season::Late),
    ("fr", "printemps", Season::Spring),
    ("fr", "été", Season::Summer),
    ("fr", "automne", Season::Autumn),
    ("fr", "hiver", Season::Winter),
    ("de", "anfang", Season::Early),
    ("de", "mitte", Season::Mid),
    ("de", "ende", Season::Late),
    ("de", "frühling", Season::Spring),
    ("de", "frühjahr", Season::Spring),
    ("de", "sommer", Season::Summer),
    ("de", "herbst", Season::Autumn),
    ("de", "winter", Season::Winter),
    ("es", "principios", Season::Early),
    ("es", "mediados", Season::Mid),
    ("es", "finales", Season::Late),
    ("es", "primavera", Season::Spring),
    ("es", "verano", Season::Summer),
    ("es", "otoño", Season::Autumn),
    ("es", "invierno", Season::Winter),
    ("it", "inizio", Season::Early),
    ("it", "fine", Season::Late),
    ("it", "primavera", Season::Spring),
    ("it", "estate", Season::Summer),
    ("it", "autunno", Season::Autumn),
    ("it", "inverno", Season::Winter),
    ("nl", "begin", Season::Early),
    ("nl", "eind", Season::Late),
    ("nl", "zomer", Season::Summer),
    ("nl", "herfst", Season::Autumn),
];

const CENTURIES: [(&str, &str); 10] = [
    ("en", "century"),
    ("fr", "siècle s"),
    ("de", "jahrhundert jh jhd jahrhunderts"),
    ("es", "siglo s"),
    ("it", "secolo sec"),
    ("pt", "século séc"),
    ("nl", "eeuw"),
    ("pl", "wiek wieku"),
    ("ru", "век века веке"),
    ("sv", "århundradet"),
];

/// Words beside the number of a decade.
const DECADES: [(&str, &str); 7] = [
    ("en", "decade"),
    ("fr", "années décennie"),
    ("es", "años década"),
    ("it", "anni"),
    ("pt", "anos década"),
    ("nl", "jaren"),
    ("pl", "lata latach"),
];

/// Decades by name, from the twenties.
const NAMED_DECADES: [(&str, &str); 4] = [
    ("en", "twenties thirties forties fifties sixties seventies eighties nineties"),
    ("de", "zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger"),
    ("it", "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
    ("nl", "twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
];

/// Phrases that count years backwards, then those that count forwards.
const ERAS: [(&str, &str); 9] = [
    ("en", "before the common era|before christ|bce|b c|bc"),
    ("de", "vor christus|v christus|v chr|vor chr|v u z"),
    ("fr", "avant jésus christ|avant notre ère|av j c|av jc|avant j c"),
    ("es", "antes de cristo|a de c|a c|ac|a n e"),
    ("it", "avanti cristo|a c|ac|a e v"),
    ("pt", "antes de cristo|a c|ac"),
    ("nl", "voor christus|v christus|v chr"),
    ("pl", "przed naszą erą|p n e|pne"),
    ("ru", "до нашей эры|до н э|до нэ"),
];
const OUR_ERA: [(&str, &str); 9] = [
    ("en", "anno domini|common era|a d|c e"),
    ("de", "nach christus|n christus|n chr|nach chr|u z"),
    ("fr", "après jésus christ|apr j c|ap j c|de notre ère"),
    ("es", "después de cristo|d de c|d c|dc"),
    ("it", "dopo cristo|d c|dc"),
    ("pt", "depois de cristo|d c|dc"),
    ("nl", "na christus|n chr"),
    ("pl", "naszej ery|n e|ne"),
    ("ru", "нашей эры|н э|нэ"),
];

/// The words between both ends of a range.
const TO: [(&str, &str); 10] = [
    ("en", "to until till through"),
    ("fr", "à au jusqu'à"),
    ("de", "bis"),
    ("es", "a al hasta"),
    ("it", "a al fino"),
    ("pt", "a ao até"),
    ("nl", "tot"),
    ("pl", "do"),
    ("ru", "по до"),
    ("sv", "till"),
];
const FROM: &str = " from between von ab entre depuis desde du de dal van vanaf od с от från ";

/// What a folded word says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Month(u8),
    Filler,
    Season(Season),
    Century,
    Decade,
    NamedDecade(i32),
}

type Lexicon = HashMap<(&'static str, String), Meaning>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::new();
    for (language, fillers) in FILLERS {
        insert(&mut lexicon, language, fillers, Meaning::Filler);
    }
    for (language, words) in DECADES {
        insert(&mut lexicon, language, words, Meaning::Decade);
    }
    for (language, words) in CENTURIES {
        insert(&mut lexicon, language, words, Meaning::Century);
    }
    for (language, word, season) in SEASONS {
        insert(&mut lexicon, language, word, Meaning::Season(season));
    }
    for (language, decades) in NAMED_DECADES {
        for (word, decade) in decades.split(' ').zip((20..).step_by(10)) {
            insert(&mut lexicon, language, word, Meaning::NamedDecade(decade));
        }
    }
    for (language, months) in MONTHS {
        for (forms, month) in months.split(',').zip(1..) {
            insert(&mut lexicon, language, forms, Meaning::Month(month));
        }
    }
    lexicon
});

fn insert(lexicon: &mut Lexicon, language: &'static str, words: &str, meaning: Meaning) {
    for word in words.split_whitespace() {
        lexicon.insert((language, fold(word)), meaning);
    }
}

/// What `word` means in `language` or, failing that, in English.
pub(super) fn meaning(word: &str, language: &str) -> Option<Meaning> {
    let of = |tag: &'static str| LEXICON.get(&(tag, word.to_owned())).copied();
    let own = MONTHS.iter().map(|(tag, _)| *tag).find(|tag| *tag == language);
    own.and_then(of).or_else(|| of("en"))
}

/// All words of `language` that say something, but for fillers.
pub(super) fn spellings(language: &str) -> Vec<(String, Meaning)> {
    let own = LEXICON
        .iter()
        .filter(|((tag, _), meaning)| *tag == language && **meaning != Meaning::Filler);
    own.map(|((_, word), meaning)| (word.clone(), *meaning)).collect()
}

/// `folded` with the phrases of eras as the words `bc` and `ad`.
pub(super) fn with_eras(folded: &str, language: &str) -> String {
    let mut text = format!(" {} ", folded.split_whitespace().collect::<Vec<_>>().join(" "));
    for (eras, mark) in [(&ERAS, " bc "), (&OUR_ERA, " ad ")] {
        let known = eras.iter().filter(|(tag, _)| *tag == language || *tag == "en");
        for phrase in known.flat_map(|(_, phrases)| phrases.split('|')) {
            text = text.replace(&format!(" {} ", fold(phrase)), mark);
        }
    }
    text
}

/// Whether `word` stands between both ends of a range.
pub(super) fn is_to(word: &str, language: &str) -> bool {
    let known = TO.iter().filter(|(tag, _)| *tag == language || *tag == "en");
    known.flat_map(|(_, words)| words.split(' ')).any(|to| fold(to) == word)
}

/// Whether `word` may open a range.
pub(super) fn is_from(word: &str) -> bool {
    FROM.contains(&format!(" {word} "))
}
