//! What answers earn, in words, for the questions that a paper asks, be it on a
//! screen or in print. Pure.

use crate::quiz::question::Form;

/// The rules of marking, as far as `forms` meet them.
pub fn rules(forms: &[&Form]) -> String {
    let partial = partial(forms);
    let rest = if partial.is_empty() { partial } else { format!(" {partial}") };
    format!("Each question is worth one mark.{rest}")
}

/// How parts of a mark are given; empty where `forms` have none.
pub fn partial(forms: &[&Form]) -> String {
    let meet = |is: fn(&Form) -> bool| forms.iter().any(|form| is(form));
    let several = meet(|form| matches!(form, Form::Choose { right, .. } if right.len() > 1));
    let list = meet(|form| matches!(form, Form::List));
    let arranged = meet(|form| matches!(form, Form::Order { .. } | Form::Match { .. }));
    let typed = meet(|form| matches!(form, Form::Type));
    let parts = (several || list || arranged)
        .then_some("Where an answer has parts, each right part earns its share.");
    let wrong = match (several, list) {
        (true, true) => {
            Some("Among several right options, and in a list, a wrong one takes a share away.")
        }
        (true, false) => Some("Among several right options a wrong one takes a share away."),
        (false, true) => Some("In a list, an item that does not belong takes a share away."),
        (false, false) => None,
    };
    let close = typed.then_some("A nearly right typed answer earns half.");
    let rules = [parts, wrong, close];
    rules.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(right: &[usize]) -> Form {
        Form::Choose { options: ["a", "b", "c"].map(str::to_owned).to_vec(), right: right.to_vec() }
    }

    fn order() -> Form {
        Form::Order { shown: vec!["a".to_owned(), "b".to_owned()], right: vec![0, 1] }
    }

    #[test]
    fn a_wrong_part_costs_only_among_options_and_in_lists() {
        let parts = "Where an answer has parts, each right part earns its share.";
        assert_eq!(rules(&[&order()]), format!("Each question is worth one mark. {parts}"));
        assert_eq!(
            rules(&[&order(), &choice(&[0, 2])]),
            format!(
                "Each question is worth one mark. {parts} Among several right options a wrong \
                 one takes a share away."
            )
        );
        assert!(rules(&[&choice(&[0, 1]), &Form::List]).contains("options, and in a list, a"));
        assert!(rules(&[&Form::List]).ends_with("does not belong takes a share away."));
    }

    #[test]
    fn what_a_paper_does_not_ask_is_not_explained() {
        assert_eq!(rules(&[&choice(&[1])]), "Each question is worth one mark.");
        assert_eq!(
            rules(&[&choice(&[1]), &Form::Type]),
            "Each question is worth one mark. A nearly right typed answer earns half."
        );
    }
}
