//! The words that attribute, and where what they attribute stands.

use crate::generate::lexicon::REPORT_VERBS;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// An attributing phrase in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) form: Form,
    /// The words that attribute.
    pub(super) span: Range<usize>,
    /// All that is not content: from the holder or preposition to the verb or comma.
    pub(super) frame: Range<usize>,
    /// Whether the content stands before the frame.
    pub(super) before: bool,
}

/// How the phrase names its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The subject before the verb.
    Subject,
    /// The name behind `according to`, or before `'s view`.
    Inside,
    /// Nobody: `it has been argued`.
    Nobody,
    /// The holder of the statement before: `…, stating that`.
    Participle,
}

impl Cue {
    pub(super) fn shifted(mut self, by: usize) -> Self {
        for span in [&mut self.span, &mut self.frame] {
            span.start += by;
            span.end += by;
        }
        self
    }
}

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    let mut forms: Vec<String> = REPORT_VERBS.iter().flat_map(|(verb, _)| finite(verb)).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    Regex::new(&format!(r"\b(?P<verb>{})\b(?P<that> that\b)?", forms.join("|"))).expect("a pattern")
});
/// `was convinced that`, `is aware that`.
static STATE_OF_MIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<cue>(?:is|are|was|were|remains|remained|became) (?:also |deeply |increasingly )?(?:concerned|convinced|aware|certain|confident|afraid|worried|persuaded|skeptical|sceptical|adamant|hopeful) that)\b").expect("a pattern")
});
/// `told the envoy that`.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    let told = REPORT_VERBS.iter().filter(|(_, class)| *class == "told");
    let forms: Vec<String> = told.flat_map(|(verb, _)| finite(verb)).collect();
    Regex::new(&format!(r"\b(?P<cue>(?:{})) [^,.;]{{2,50}}? that\b", forms.join("|")))
        .expect("a pattern")
});
/// `To most historians, …`.
static TO_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<cue>To|For) [^,.;]{2,50}?(?:scholars|historians|observers|critics|writers|revisionists|realists|contemporaries|\p{Lu}[\w’'-]+),").expect("a pattern")
});
/// `as Livy puts it, …`; `in Livy's words, …`.
static PUTS_IT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<cue>[Aa]s) [^,.;]{2,50} (?:puts|put|has put) it,").expect("a pattern")
});
static PARTICIPLE: LazyLock<Regex> = LazyLock::new(|| {
    let forms: Vec<String> = REPORT_VERBS.iter().map(|(verb, _)| ing(verb)).collect();
    Regex::new(&format!(r", (?:also |even |only |while |and )?(?P<verb>(?:{})(?: for (?:instance|example))? that)\b", forms.join("|")))
        .expect("a pattern")
});
static ACCORDING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?P<cue>[Aa]ccording to) [^,.;]{2,80},").expect("a pattern"));
static ACCORDING_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r", (?P<cue>according to) [^,;]{2,80}[.]?$").expect("a pattern"));
static VIEW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:In|On|For) [^,.;]{2,60}(?:['’]s?|his|her|their|this) (?:own |main )?(?P<cue>view|reading|opinion|account|judgement|judgment|eyes|interpretation|analysis),").expect("a pattern")
});
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"['’]s? (?:own |main |central )?(?P<cue>(?:assertion|claim|argument|view|belief|contention|thesis|conclusion|suggestion|statement|conviction|idea|charge) that)\b").expect("a pattern")
});
static PASSIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<cue>[Ii]t (?:has (?:also |often )?been|is (?:often |sometimes )?|was) (?:argued|suggested|claimed|said|believed|thought|held|alleged|proposed|asserted) that)\b").expect("a pattern")
});

/// All cues of a sentence, by place.
pub(super) fn cues(sentence: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    add(&mut cues, sentence, &PASSIVE, Form::Nobody, false);
    add(&mut cues, sentence, &VIEW, Form::Inside, false);
    add(&mut cues, sentence, &ACCORDING_END, Form::Inside, true);
    add(&mut cues, sentence, &ACCORDING, Form::Inside, false);
    add(&mut cues, sentence, &NOUN, Form::Inside, false);
    add(&mut cues, sentence, &PUTS_IT, Form::Inside, false);
    add(&mut cues, sentence, &TO_GROUP, Form::Inside, false);
    add(&mut cues, sentence, &STATE_OF_MIND, Form::Subject, false);
    add(&mut cues, sentence, &TOLD, Form::Subject, false);
    participles(&mut cues, sentence);
    verbs(&mut cues, sentence);
    cues.sort_by_key(|cue| cue.span.start);
    cues
}

fn add(cues: &mut Vec<Cue>, sentence: &str, pattern: &Regex, form: Form, before: bool) {
    for captures in pattern.captures_iter(sentence) {
        let frame = captures.get(0).expect("group 0 is the match").range();
        let span = captures.name("cue").expect("the pattern has a cue").range();
        push(cues, Cue { form, span, frame, before });
    }
}

fn push(cues: &mut Vec<Cue>, cue: Cue) {
    let free = |other: &Cue| other.frame.end <= cue.span.start || cue.span.end <= other.frame.start;
    if cues.iter().all(free) {
        cues.push(cue);
    }
}

fn participles(cues: &mut Vec<Cue>, sentence: &str) {
    for captures in PARTICIPLE.captures_iter(sentence) {
        let span = captures.name("verb").expect("the pattern has a verb").range();
        push(cues, Cue { form: Form::Participle, frame: span.clone(), span, before: false });
    }
}

fn verbs(cues: &mut Vec<Cue>, sentence: &str) {
    for captures in VERB.captures_iter(sentence) {
        let verb = captures.name("verb").expect("the pattern has a verb");
        let that = captures.name("that").is_some();
        let whole = captures.get(0).expect("group 0 is the match").range();
        let class = class_of(verb.as_str());
        let after = &sentence[whole.end..];
        let parenthetical = after.starts_with(',') && sentence[..verb.start()].contains(',');
        let clause = after.starts_with(' ')
            && ![" by ", " to ", " on ", " for ", " in ", " off "]
                .iter()
                .any(|p| after.starts_with(p));
        let fits = that
            || parenthetical && class != "object"
            || clause && class == "object"
            || clause && class == "free" && (begins_clause(after) || begins_noun(after));
        if fits {
            push(
                cues,
                Cue { form: Form::Subject, frame: whole.clone(), span: whole, before: false },
            );
        }
    }
}

/// What is noted or suggested may be named: `stresses the importance of`.
fn begins_noun(after: &str) -> bool {
    static NOUN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^ (?:the|a|an) (?:\p{Ll}+ ){0,2}(?:importance|role|need|extent|lengths?|significance|danger|risk|influence|weakness|strength|failure|success|impact|limits|complexity|belligerents|parties|two sides|need)\b").expect("a pattern")
    });
    NOUN.is_match(after)
}

/// A clause follows: a noun phrase with a verb, not a bare object.
fn begins_clause(after: &str) -> bool {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^ (?:the |a |an |this |these |it |they |he |she |there |his |their |both |some |no |neither |either |such |nobody |nothing |not |only |[A-Z])[^.;]*?\b(?:was|were|is|are|had|has|have|did|would|could|should|might|may|will|can|came|went|made|[a-z]{3,}ed)\b").expect("a pattern")
    });
    CLAUSE.is_match(after)
}

/// Whether a word is a report verb in the present or past.
pub(super) fn is_finite_form(word: &str) -> bool {
    static FORMS: LazyLock<std::collections::HashSet<String>> = LazyLock::new(|| {
        REPORT_VERBS.iter().flat_map(|(verb, _)| finite(verb).into_iter().skip(1)).collect()
    });
    FORMS.contains(word)
        || REPORT_VERBS.iter().any(|(verb, class)| *verb == word && *class == "free")
}

fn class_of(form: &str) -> &'static str {
    let found = REPORT_VERBS.iter().find(|(verb, _)| finite(verb).iter().any(|one| one == form));
    found.map_or("that", |(_, class)| class)
}

/// Present and past: argue, argues, argued.
fn finite(verb: &str) -> Vec<String> {
    let (head, tail) = verb
        .split_once(' ')
        .map_or((verb, String::new()), |(head, tail)| (head, format!(" {tail}")));
    let past = match head {
        "say" => "said".to_owned(),
        "think" => "thought".to_owned(),
        "hold" => "held".to_owned(),
        "feel" => "felt".to_owned(),
        "find" => "found".to_owned(),
        "see" => "saw".to_owned(),
        "show" => "showed".to_owned(),
        "teach" => "taught".to_owned(),
        "write" => "wrote".to_owned(),
        "admit" => "admitted".to_owned(),
        "infer" => "inferred".to_owned(),
        _ if head.ends_with('y') && head != "portray" => format!("{}ied", &head[..head.len() - 1]),
        _ if head.ends_with('e') => format!("{head}d"),
        _ => format!("{head}ed"),
    };
    let third = match head {
        "portray" | "say" => format!("{head}s"),
        _ if head.ends_with('y') => format!("{}ies", &head[..head.len() - 1]),
        _ if head.ends_with("ss") || head.ends_with("ch") => format!("{head}es"),
        _ => format!("{head}s"),
    };
    vec![format!("{head}{tail}"), format!("{third}{tail}"), format!("{past}{tail}")]
}

fn ing(verb: &str) -> String {
    let (head, tail) = verb
        .split_once(' ')
        .map_or((verb, String::new()), |(head, tail)| (head, format!(" {tail}")));
    let stem = match head {
        "see" => "see",
        "admit" => "admitt",
        "infer" => "inferr",
        _ => head.strip_suffix('e').unwrap_or(head),
    };
    format!("{stem}ing{tail}")
}
