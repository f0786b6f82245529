//! What answers earn, in words, for the questions that a paper asks, be it on a
//! screen or in print. Pure.

use crate::quiz::question::Form;

/// The rules of marking, as far as `forms` meet them.
pub fn rules(forms: &[&Form]) -> String {
    format!("Each question is worth one mark. {}", partial(forms)).trim_end().to_owned()
}

/// How parts of a mark are given; empty where `forms` have none.
pub fn partial(forms: &[&Form]) -> String {
    let meet = |is: fn(&Form) -> bool| forms.iter().any(|form| is(form));
    let several = meet(|form| matches!(form, Form::Choose { right, .. } if right.len() > 1));
    let list = meet(|form| matches!(form, Form::List));
    let arranged = meet(|form| matches!(form, Form::Order { .. } | Form::Match { .. }));
    let typed = meet(|form| matches!(form, Form::Type));
    let rules = [
        (
            several || list || arranged,
            "Where an answer has parts, each right part earns its share.",
        ),
        (
            several && list,
            "Among several right options, and in a list, a wrong one takes a share away.",
        ),
        (several && !list, "Among several right options a wrong one takes a share away."),
        (list && !several, "In a list, an item that does not belong takes a share away."),
        (typed, "A nearly right typed answer earns half."),
    ];
    let met = rules.into_iter().filter(|(is_met, _)| *is_met);
    met.map(|(_, rule)| rule).collect::<Vec<_>>().join(" ")
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
    fn only_what_a_paper_asks_is_explained() {
        let parts = " Where an answer has parts, each right part earns its share.";
        let several = " Among several right options a wrong one takes a share away.";
        let both = " Among several right options, and in a list, a wrong one takes a share away.";
        let list = " In a list, an item that does not belong takes a share away.";
        let close = " A nearly right typed answer earns half.";
        let (one, two) = (choice(&[1]), choice(&[0, 2]));
        let rows: [(&[&Form], &[&str]); 6] = [
            (&[&one], &[]),
            (&[&one, &Form::Type], &[close]),
            (&[&order()], &[parts]),
            (&[&order(), &two], &[parts, several]),
            (&[&two, &Form::List], &[parts, both]),
            (&[&Form::List], &[parts, list]),
        ];
        for (forms, told) in rows {
            let told = format!("Each question is worth one mark.{}", told.concat());
            assert_eq!(rules(forms), told);
        }
    }
}
