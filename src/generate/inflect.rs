//! Forms of the verbs that the word lists hold: `argue`, `argues`, `argued`,
//! `arguing`; of a verb with a second word the first is inflected.

/// `argue` → `argues`, `point out` → `points out`.
pub(super) fn third_person(verb: &str) -> String {
    let (head, tail) = split(verb);
    let hisses = ["ss", "ch", "sh", "o"].iter().any(|ending| head.ends_with(ending));
    match y_stem(head) {
        Some(stem) => format!("{stem}ies{tail}"),
        None if hisses => format!("{head}es{tail}"),
        None => format!("{head}s{tail}"),
    }
}

/// `argue` → `argued`.
pub(super) fn past(verb: &str) -> String {
    let (head, tail) = split(verb);
    let past = match head {
        "go" => "went".to_owned(),
        "say" => "said".to_owned(),
        "think" => "thought".to_owned(),
        "hold" => "held".to_owned(),
        "feel" => "felt".to_owned(),
        "find" => "found".to_owned(),
        "tell" => "told".to_owned(),
        "teach" => "taught".to_owned(),
        "see" => "saw".to_owned(),
        "swear" => "swore".to_owned(),
        "write" => "wrote".to_owned(),
        "cast" | "read" => head.to_owned(),
        _ => regular(head),
    };
    past + tail
}

/// `argue` → `argued`, `see` → `seen`.
pub(super) fn participle(verb: &str) -> String {
    let (head, tail) = split(verb);
    let participle = match head {
        "go" => "gone",
        "see" => "seen",
        "swear" => "sworn",
        "write" => "written",
        "show" => "shown",
        _ => return past(verb),
    };
    participle.to_owned() + tail
}

/// `argue` → `arguing`.
pub(super) fn ing(verb: &str) -> String {
    let (head, tail) = split(verb);
    let stem = match head.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => stem.to_owned(),
        _ => doubled(head),
    };
    format!("{stem}ing{tail}")
}

fn split(verb: &str) -> (&str, &str) {
    verb.split_at(verb.find(' ').unwrap_or(verb.len()))
}

/// `deny` → `den`; none for `say` and what ends otherwise.
fn y_stem(head: &str) -> Option<&str> {
    head.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

fn regular(head: &str) -> String {
    match y_stem(head) {
        Some(stem) => format!("{stem}ied"),
        None if head.ends_with('e') => format!("{head}d"),
        None => format!("{}ed", doubled(head)),
    }
}

/// `admit` → `admitt`: verbs that double their last letter.
fn doubled(head: &str) -> String {
    match head {
        "admit" | "infer" | "concur" | "quip" | "submit" => {
            format!("{head}{}", &head[head.len() - 1..])
        }
        _ => head.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for (verb, forms) in [
            ("argue", ["argues", "argued", "argued", "arguing"]),
            ("deny", ["denies", "denied", "denied", "denying"]),
            ("say", ["says", "said", "said", "saying"]),
            ("see", ["sees", "saw", "seen", "seeing"]),
            ("submit", ["submits", "submitted", "submitted", "submitting"]),
            ("point out", ["points out", "pointed out", "pointed out", "pointing out"]),
            ("stress", ["stresses", "stressed", "stressed", "stressing"]),
        ] {
            assert_eq!([third_person(verb), past(verb), participle(verb), ing(verb)], forms);
        }
    }
}
