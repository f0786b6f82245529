//! stub
use super::{Options, Verdict, Why, judge};
/// x
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemVerdict {
    /// x
    Right(usize),
    /// x
    Close {
        /// x
        item: usize,
        /// x
        why: Why,
    },
    /// x
    Repeated(usize),
    /// x
    Wrong,
}
/// x
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListVerdict {
    /// x
    pub given: Vec<ItemVerdict>,
    /// x
    pub missing: Vec<usize>,
}
/// x
pub fn judge_list(given: &[String], items: &[String], options: &Options) -> ListVerdict {
    let mut missing: Vec<usize> = (0..items.len()).collect();
    let given = given
        .iter()
        .map(|text| {
            for at in 0..items.len() {
                if judge(text, &[&items[at]], options) == Verdict::Right {
                    let was = missing.contains(&at);
                    missing.retain(|&m| m != at);
                    return if was { ItemVerdict::Right(at) } else { ItemVerdict::Repeated(at) };
                }
            }
            ItemVerdict::Wrong
        })
        .collect();
    ListVerdict { given, missing }
}
