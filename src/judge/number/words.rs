//! Number words of languages, as the fold writes them.

/// Zero to nineteen, then the tens from twenty; `-` where a language has no
/// such word or it is an article too.
const CARDINALS: [(&str, &str, &str); 4] = [
    (
        "en",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
         fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (
        "de",
        "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn \
         funfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    ),
    (
        "fr",
        "zero - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze \
         seize - - -",
        "vingt trente quarante cinquante soixante septante huitante nonante",
    ),
    (
        "es",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince \
         dieciseis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    ),
];

/// First to twelfth, with all forms of one number joined by `|`.
const ORDINALS: [(&str, &str); 4] = [
    ("en", "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
    ("de", "erst zweit dritt viert funft sechst siebt|siebent acht neunt zehnt elft zwolft"),
    (
        "fr",
        "premier|premiere deuxieme|second|seconde troisieme quatrieme cinquieme sixieme septieme \
         huitieme neuvieme dixieme onzieme douzieme",
    ),
    (
        "es",
        "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta \
         quinto|quinta sexto|sexta septimo|septima octavo|octava noveno|novena decimo|decima \
         undecimo|undecima duodecimo|duodecima",
    ),
];

const SCALES: [(&str, &str, u64); 17] = [
    ("en", "hundred", 100),
    ("en", "thousand", 1_000),
    ("en", "million", 1_000_000),
    ("en", "billion", 1_000_000_000),
    ("de", "hundert", 100),
    ("de", "tausend", 1_000),
    ("de", "million", 1_000_000),
    ("de", "millionen", 1_000_000),
    ("fr", "cent", 100),
    ("fr", "cents", 100),
    ("fr", "mille", 1_000),
    ("fr", "million", 1_000_000),
    ("fr", "millions", 1_000_000),
    ("es", "cien", 100),
    ("es", "mil", 1_000),
    ("es", "millon", 1_000_000),
    ("es", "millones", 1_000_000),
];

/// A number below a hundred in one word.
pub(super) fn cardinal(word: &str, language: &str) -> Option<u64> {
    let word = match language {
        "de" => word.replace("fuenf", "funf").replace("zwoelf", "zwolf"),
        "fr" => word.replace("vingts", "vingt"),
        _ => word.to_owned(),
    };
    let (_, small, tens) = *CARDINALS.iter().find(|(tag, ..)| *tag == language)?;
    let place = |list: &str, word: &str| list.split_whitespace().position(|known| known == word);
    let simple = place(small, &word).or_else(|| place(tens, &word).map(|at| (at + 2) * 10));
    let number = simple.filter(|_| word != "-").or_else(|| match language {
        // einundzwanzig, veintiuno
        "de" => word.split_once("und").and_then(|(ones, ten)| {
            let ones = if ones == "ein" { 1 } else { place(small, ones)? };
            Some((place(tens, ten)? + 2) * 10 + ones)
        }),
        "es" => place(small, word.strip_prefix("veinti")?).map(|ones| 20 + ones),
        _ => None,
    });
    number.map(|number| number as u64)
}

/// The number of an ordinal in one word, below a hundred.
pub(super) fn ordinal(word: &str, language: &str) -> Option<u64> {
    let (_, list) = ORDINALS.iter().find(|(tag, _)| *tag == language)?;
    let stems: Vec<&str> = match language {
        "de" => ["e", "er", "es", "en", "em"].iter().filter_map(|e| word.strip_suffix(e)).collect(),
        _ => vec![word],
    };
    let of = |stem: &&str| {
        list.split_whitespace().position(|known| known.split('|').any(|k| k == *stem))
    };
    stems.iter().find_map(of).map(|at| at as u64 + 1).or_else(|| regular_ordinal(word, language))
}

/// `thirteenth`, `twentieth`, `zwanzigste`, `dix-neuvième` is two words.
fn regular_ordinal(word: &str, language: &str) -> Option<u64> {
    let cardinal = |stem: &str| cardinal(stem, language);
    match language {
        "en" => {
            let tens = word.strip_suffix("ieth").and_then(|stem| cardinal(&format!("{stem}y")));
            tens.or_else(|| word.strip_suffix("th").and_then(cardinal))
        }
        "de" => ["ste", "ster", "stes", "sten", "te", "ter", "tes", "ten"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending).and_then(cardinal)),
        "fr" => word
            .strip_suffix("ieme")
            .and_then(|stem| cardinal(stem).or_else(|| cardinal(&format!("{stem}e")))),
        _ => None,
    }
}

/// Hundred, thousand, million.
pub(super) fn scale(word: &str, language: &str) -> Option<u64> {
    let mut known = SCALES.iter().filter(|(tag, ..)| *tag == language);
    known.find(|(_, name, _)| *name == word).map(|(.., value)| *value)
}

/// The word that may stand inside a number: `one hundred and five`.
pub(super) fn connects(word: &str, language: &str) -> bool {
    matches!((language, word), ("en", "and") | ("fr", "et") | ("es", "y") | ("de", "und"))
}

/// What follows the digits of an ordinal.
pub(super) fn endings(language: &str) -> &'static [&'static str] {
    match language {
        "fr" => &["e", "er", "ere", "re", "eme", "nd", "nde"],
        "es" | "it" | "pt" => &["o", "a", "er", "os", "as"],
        "nl" => &["e", "ste", "de"],
        "en" => &["st", "nd", "rd", "th"],
        _ => &[],
    }
}
