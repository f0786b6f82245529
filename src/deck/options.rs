//! Options of a choice that are about its other options (`All of the above`, `Both A and
//! B`), and questions that mean nothing without them. The words are data, of every
//! language at once: `data/deck/options.txt`.

use regex::{Regex, RegexSet};
use std::collections::HashSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/deck/options.txt");
/// Longest option or question that is looked at, in bytes.
const LONGEST: usize = 1000;

/// The rows below the head `[name]`, without remarks and blank lines.
fn rows(name: &str) -> impl Iterator<Item = &'static str> {
    let head = format!("[{name}]");
    let lines = TABLE.lines().map(str::trim).skip_while(move |line| *line != head).skip(1);
    let own = lines.take_while(|line| !(line.starts_with('[') && line.ends_with(']')));
    own.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether an option is about the other ones, and stands behind them: all or none of them,
/// or some that it names by their letters. The choice has `count` options.
pub fn is_about_others(option: &str, count: usize) -> bool {
    is_about_all(option) || names_letters(option, count)
}

/// Whether an option is about all other ones: `All of the above`, `Keine davon`.
pub fn is_about_all(option: &str) -> bool {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        let rows = rows("others").map(|row| format!("(?:{row})")).collect::<Vec<_>>();
        Regex::new(&format!("^(?:{})$", rows.join("|"))).expect("the table is a constant")
    });
    option.len() <= LONGEST && OTHERS.is_match(&plain(option))
}

/// Whether an option names others by their letters: `Both A and B`, `(a) & (c)`, `Only D`, or
/// by their numbers, which may be plain amounts without such a word: `Both 1 and 2`.
/// The choice has `count` options, and so many letters.
pub fn names_letters(option: &str, count: usize) -> bool {
    static JOINING: LazyLock<HashSet<&str>> = LazyLock::new(|| words("joining"));
    static BESIDE: LazyLock<HashSet<&str>> = LazyLock::new(|| words("beside"));
    if option.len() > LONGEST {
        return false;
    }
    let option = plain(option);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+');
    let words: Vec<&str> = option
        .split(is_mark)
        .map(|word| word.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | '"')))
        .filter(|word| !word.is_empty())
        .collect();
    let is_letter = |word: &str| match word.as_bytes() {
        [letter @ b'a'..=b'z'] => usize::from(letter - b'a') < count,
        _ => false,
    };
    let is_number = |word: &str| matches!(word.as_bytes(), [digit @ b'1'..=b'9'] if usize::from(digit - b'0') <= count);
    let are_numbers = words.iter().any(|word| BESIDE.contains(word));
    let is_letter = |word: &str| is_letter(word) || are_numbers && is_number(word);
    let (letters, others): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_letter(word));
    let (beside, joining): (Vec<&str>, Vec<&str>) =
        others.iter().partition(|word| BESIDE.contains(*word));
    let is_said = match letters.len() {
        0 => false,
        1 => joining.is_empty() && !beside.is_empty(),
        _ => !others.is_empty(),
    };
    is_said && joining.iter().all(|word| JOINING.contains(word))
}

fn words(name: &str) -> HashSet<&'static str> {
    rows(name).flat_map(str::split_whitespace).collect()
}

/// Whether a question speaks of the options below it: `Which of these …?`.
pub fn asks_among(question: &str) -> bool {
    static ASKED: LazyLock<RegexSet> =
        LazyLock::new(|| RegexSet::new(rows("asked")).expect("the table is a constant"));
    question.len() <= LONGEST && ASKED.is_match(&question.to_lowercase())
}

/// In small letters, with one space between words, and without marks at the end.
fn plain(option: &str) -> String {
    let words: Vec<&str> = option.split_whitespace().collect();
    let text = words.join(" ").to_lowercase().replace(['’', 'ʼ'], "'");
    text.trim_matches(|c: char| matches!(c, '.' | '!' | '。' | '*' | '_')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_about_all_others_are_known_in_many_languages() {
        for option in [
            "All of the above",
            "all of the above.",
            "None of the above is correct",
            "**None of these**",
            "Both of the above",
            "All the answers are right",
            "None of the other options",
            "Neither",
            "None apply",
            "Alle genannten",
            "Keine der oben genannten Antworten",
            "Keine Antwort ist richtig",
            "Nichts davon",
            "Toutes les réponses ci-dessus",
            "Aucune de ces réponses",
            "Tout ce qui précède",
            "Todas las anteriores",
            "Ninguna de las anteriores",
            "Todas as alternativas anteriores",
            "Nenhuma das alternativas",
            "Tutte le precedenti",
            "Nessuna delle risposte è corretta",
            "Alle bovenstaande antwoorden",
            "Inget av ovanstående",
            "Wszystkie powyższe",
            "Žádná z uvedených možností",
            "Все вышеперечисленное",
            "Ничего из перечисленного",
            "Hiçbiri",
            "Yukarıdakilerin hepsi",
            "كل ما سبق",
            "כל התשובות נכונות",
            "उपरोक्त सभी",
            "Tất cả các đáp án trên",
            "以上都是",
            "以上皆非",
            "上記のすべて",
            "いずれでもない",
            "위의 모두",
        ] {
            assert!(is_about_all(option), "{option}");
        }
        for option in [
            "All of Gaul",
            "All of them were killed",
            "None",
            "Rhine",
            "The above-ground tests",
            "Some of the people",
            "Both consuls",
            "Alle Könige",
            "Aucun roi",
            "Todas las ciudades",
            "Все реки",
            "上海",
            "Above the river",
            "nothing of the kind",
        ] {
            assert!(!is_about_all(option), "{option}");
        }
    }

    #[test]
    fn letters_of_options_are_told_from_other_letters() {
        for option in [
            "Both A and B",
            "A and C",
            "a & b",
            "Neither (a) nor (b)",
            "A, B and D",
            "Only C",
            "A und B",
            "A et B",
            "A y B",
            "A, B are correct",
            "Options A and B",
            "Both 1 and 2",
            "1 and 3 only",
        ] {
            assert!(names_letters(option, 4), "{option}");
        }
        for option in [
            "Vitamin A and B",
            "A",
            "A, B",
            "A and K",
            "A and E",
            "and",
            "I and II",
            "B minor",
            "1 and 2",
            "Only 7",
        ] {
            assert!(!names_letters(option, 4), "{option}");
        }
    }

    #[test]
    fn questions_that_need_their_options_are_known() {
        for question in [
            "Which of these men led the North?",
            "Which of the following is a mammal?",
            "Which statement is true?",
            "Welche der folgenden Städte liegt am Rhein?",
            "Lequel des suivants est un fleuve ?",
            "¿Cuál de los siguientes es un río?",
            "Qual das seguintes cidades …?",
            "Какое из следующих утверждений верно?",
            "下列哪一项正确？",
            "次のうち正しいものはどれか",
            "다음 중 옳은 것은?",
        ] {
            assert!(asks_among(question), "{question}");
        }
        for question in [
            "Who founded Rome?",
            "What followed the landing?",
            "Which river flows through Paris?",
            "Wer folgte Augustus?",
            "¿Quién siguió a Augusto?",
            "What did the king say below the walls?",
        ] {
            assert!(!asks_among(question), "{question}");
        }
    }
}
