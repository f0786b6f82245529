//! Lists, graded item by item, and texts that are lists.

use super::answer::{Answer, Context, Match};
use super::table::{cells, rows};
use super::{Options, Order, Why, words};
use std::sync::LazyLock;

/// More items, given or right, are left out.
const MAX_ITEMS: usize = 100;

/// What judging a list gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListVerdict {
    /// One for each given text, in their order; at most 100.
    pub given: Vec<ItemVerdict>,
    /// Indices of the items that nobody named, ascending.
    pub missing: Vec<usize>,
}

impl ListVerdict {
    /// Whether the given texts name items in the order of these.
    fn is_in_order(&self) -> bool {
        let item = |given: &ItemVerdict| match given {
            ItemVerdict::Right { item } | ItemVerdict::Close { item, .. } => Some(*item),
            ItemVerdict::Repeated { .. } | ItemVerdict::Wrong { .. } => None,
        };
        self.given.iter().filter_map(item).is_sorted()
    }
}

/// What judging one of the given texts gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemVerdict {
    /// It is an item.
    Right {
        /// Which one.
        item: usize,
    },
    /// It is nearly an item.
    Close {
        /// Which one.
        item: usize,
        /// Why only nearly.
        why: Why,
    },
    /// It names an item that another given text names.
    Repeated {
        /// Which one.
        item: usize,
    },
    /// It is no item.
    Wrong {
        /// What the author says to it, where it earns no credit.
        remark: Option<String>,
    },
}

/// The items that texts name, parted by every separator that no item holds: commas
/// and semicolons of any script, slashes, line ends, `and`.
pub fn split_items(given: &[String], items: &[String], language: &str) -> Vec<String> {
    let language = words::primary(language);
    let is_held = |mark: &str| items.iter().any(|item| item.contains(mark));
    let marks: Vec<&str> = SEPARATORS.into_iter().filter(|mark| !is_held(mark)).collect();
    let joins = |word: &str| {
        // `Vitamin E`
        let is_letter = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let word = word.to_lowercase();
        let holds = |item: &String| item.split_whitespace().any(|own| own.to_lowercase() == word);
        !is_letter && is_joint(&word, &language) && !items.iter().any(holds)
    };
    let parts = |text: &String| -> Vec<String> {
        if items.iter().any(|item| item == text.trim()) {
            return vec![text.clone()];
        }
        let marked = marks.iter().fold(text.clone(), |text, mark| apart(&text, mark));
        marked.split('\n').flat_map(|part| without_joints(part, joins)).collect()
    };
    let parted: Vec<String> = given.iter().flat_map(parts).take(MAX_ITEMS).collect();
    if parted.is_empty() { given.to_vec() } else { parted }
}

/// Words between items, with their language.
static JOINTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let joints = rows(include_str!("../../data/judge/joints.txt")).flat_map(|row| {
        let mut cells = cells(row);
        let language = cells.next().unwrap_or_default();
        cells.flat_map(str::split_whitespace).map(move |word| (language, word))
    });
    joints.collect()
});

fn joints(language: &str) -> impl Iterator<Item = &'static str> + '_ {
    JOINTS.iter().filter(move |(tag, _)| ["*", language].contains(tag)).map(|(_, word)| *word)
}

fn is_joint(word: &str, language: &str) -> bool {
    joints(language).any(|joint| joint == word)
}

const SEPARATORS: [&str; 13] =
    [";", ",", "；", "，", "、", "،", "؛", ";", "/", "|", "\t", "\r", "\u{2028}"];

/// With line ends for a separator, unless it stands in a number.
fn apart(text: &str, mark: &str) -> String {
    let parts: Vec<&str> = text.split(mark).collect();
    let mut joined = String::from(parts.first().copied().unwrap_or_default());
    for part in &parts[1..] {
        let in_number = joined.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit());
        joined.push_str(if in_number { mark } else { "\n" });
        joined.push_str(part);
    }
    joined
}

/// The texts between words such as `and`.
fn without_joints(text: &str, joins: impl Fn(&str) -> bool) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let parts = words.split(|word| joins(word)).map(|part| part.join(" "));
    parts.filter(|part| !part.is_empty()).collect()
}

/// Judges `given` texts against the `items` of a list, in any order. Each
/// item is named once; better matches go first, so that a slip takes no item
/// from the text that names it. At most 100 texts and 100 items are compared.
pub fn judge_list(given: &[String], items: &[String], options: &Options) -> ListVerdict {
    let context = Context::new(options, items.iter().take(MAX_ITEMS).map(String::as_str));
    let read = |texts: &[String]| -> Vec<Answer> {
        texts.iter().take(MAX_ITEMS).map(|text| context.read(text)).collect()
    };
    let (found, wanted) = (read(given), read(items));
    let mut grid = Grid::new(&found, &wanted, &context);
    grid.withhold(found.iter().map(|given| context.uncredited(given, MAX_ITEMS)).collect());
    grid.verdict()
}

/// Every given text against every item.
struct Grid<'a> {
    matches: Vec<Vec<Match>>,
    /// The author's to each given text that earns no credit.
    remarks: Vec<Option<&'a str>>,
    /// The item of each given text.
    items: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<'a> Grid<'a> {
    fn new(found: &[Answer], wanted: &[Answer], context: &Context<'_>) -> Self {
        let compare =
            |given: &Answer, item: &Answer| match given.text.is_empty() && !item.text.is_empty() {
                true => Match::Wrong,
                false => given.compare_leniently(item, context),
            };
        let row = |given| wanted.iter().map(|item| compare(given, item)).collect();
        Self {
            matches: found.iter().map(row).collect(),
            remarks: vec![None; found.len()],
            items: vec![None; found.len()],
            taken: vec![false; wanted.len()],
        }
    }

    /// What earns no credit names no item, unless the item is nearer. `uncredited` is how
    /// each given text stands to what earns none, and the author's remark.
    fn withhold(&mut self, uncredited: Vec<Option<(Match, &'a str)>>) {
        for ((row, remark), found) in self.matches.iter_mut().zip(&mut self.remarks).zip(uncredited)
        {
            let Some((near, text)) = found.filter(|(near, _)| *near <= Match::Same) else {
                continue;
            };
            row.iter_mut().filter(|found| found.yields_to(near)).for_each(|found| {
                *found = Match::Wrong;
            });
            *remark = Some(text);
        }
    }

    /// Of two texts that name one item, the later is the one that repeats.
    fn prefer_the_earlier(&mut self) {
        for given in 0..self.items.len() {
            let item = self.matches[given].iter().position(|found| *found <= Match::Exact);
            let holder = item.and_then(|_| self.items.iter().position(|held| *held == item));
            if let Some(holder) = holder.filter(|holder| *holder > given)
                && self.items[given].is_none()
            {
                self.items.swap(given, holder);
            }
        }
    }

    fn pass(&mut self, fits: impl Fn(Match) -> bool) {
        for given in 0..self.matches.len() {
            let row = &self.matches[given];
            let item = (0..row.len()).find(|&item| !self.taken[item] && fits(row[item]));
            if let Some(item) = item.filter(|_| self.items[given].is_none()) {
                self.items[given] = Some(item);
                self.taken[item] = true;
            }
        }
    }

    fn verdict(mut self) -> ListVerdict {
        for rank in [Match::Identical, Match::Cased, Match::Exact, Match::Same, Match::Loose] {
            self.pass(|found| found == rank);
        }
        // What names a taken item repeats it, even where it is close to another.
        for row in &mut self.matches {
            if row.iter().any(|found| *found <= Match::Loose) {
                row.iter_mut().filter(|found| **found > Match::Loose).for_each(|found| {
                    *found = Match::Wrong;
                });
            }
        }
        self.pass(|found| found == Match::Close(Why::Slip));
        self.pass(|found| found < Match::Wrong);
        self.prefer_the_earlier();
        let given = (0..self.matches.len()).map(|given| self.of(given)).collect();
        let missing = (0..self.taken.len()).filter(|&item| !self.taken[item]).collect();
        ListVerdict { given, missing }
    }

    fn of(&self, given: usize) -> ItemVerdict {
        let row = &self.matches[given];
        match self.items[given].map(|item| (item, row[item])) {
            Some((item, Match::Close(why))) => ItemVerdict::Close { item, why },
            Some((item, _)) => ItemVerdict::Right { item },
            None => match row.iter().position(|found| *found < Match::Wrong) {
                Some(item) => ItemVerdict::Repeated { item },
                None => {
                    let remark = self.remarks[given].filter(|text| !text.trim().is_empty());
                    ItemVerdict::Wrong { remark: remark.map(str::to_owned) }
                }
            },
        }
    }
}

/// Compares two texts that are lists (`Caesar, Pompey and Crassus`); none
/// where the expected one is no list, or something given is not in it.
pub(super) fn compare(given: &Answer, expected: &Answer, context: &Context<'_>) -> Option<Match> {
    // The order of what stands in brackets counts.
    let is_ordered = expected.text.trim_start().starts_with(['(', '[', '{', '`']);
    let wanted =
        items_of(&expected.text, context).filter(|items| items.len() > 1 && !is_ordered)?;
    // `1,2` may be a number, or a list that lacks a space.
    let spaced = given.text.replace(',', ", ");
    let slashed = given.text.replace('/', ", ");
    let slashed = if expected.text.contains('/') { &given.text } else { &slashed };
    [&given.text, &spaced, slashed].into_iter().find_map(|given| {
        let found = items_of(given, context).filter(|items| !items.is_empty())?;
        let verdict = Grid::new(&found, &wanted, context).verdict();
        let fits = context.options.order == Order::Free || verdict.is_in_order();
        match_of(&verdict).filter(|_| fits)
    })
}

/// The items of a text; none where they are too many.
fn items_of(text: &str, context: &Context<'_>) -> Option<Vec<Answer>> {
    let texts = split(text, &context.language);
    let answers = texts.iter().map(|text| context.read(text));
    (texts.len() <= MAX_ITEMS).then(|| answers.collect())
}

fn match_of(verdict: &ListVerdict) -> Option<Match> {
    let mut slips = None;
    for item in &verdict.given {
        match item {
            ItemVerdict::Right { .. } => {}
            ItemVerdict::Close { why, .. } => slips = slips.or(Some(*why)),
            ItemVerdict::Repeated { .. } | ItemVerdict::Wrong { .. } => return None,
        }
    }
    Some(match (verdict.missing.len(), slips) {
        (0, None) => Match::Same,
        (0, Some(why)) => Match::Close(why),
        (missing, _) => Match::Close(Why::Incomplete { missing }),
    })
}

/// The items of a text; a comma between digits parts nothing.
fn split(text: &str, language: &str) -> Vec<String> {
    let mut text = text.replace(['\n', ';', '；', '、', '，', '،', '؛'], ", ");
    for joint in joints(language) {
        text = text.replace(&format!(" {joint} "), ", ");
    }
    let mut items = vec![String::new()];
    let chars: Vec<char> = text.chars().collect();
    for (at, &character) in chars.iter().enumerate() {
        let in_number = at > 0
            && chars[at - 1].is_ascii_digit()
            && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        match items.last_mut() {
            Some(item) if character != ',' || in_number => item.push(character),
            _ => items.push(String::new()),
        }
    }
    let items = items.iter().map(|item| item.trim().to_owned());
    items.filter(|item| item.chars().any(char::is_alphanumeric)).collect()
}
