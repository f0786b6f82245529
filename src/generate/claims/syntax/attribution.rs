//! What is attributed, to which noun, by which words.

use super::Spoken;
use crate::generate::lexicon::{REPORT_NOUNS, listed};
use crate::generate::report::{self, Class};
use crate::generate::verbs::is_denial;
use crate::language::{Relation, SUBJECTS, Upos, Xpos};
use std::ops::Range;

/// Something is attributed; places are of the clean view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    /// The noun that names the holder, as an index of the tree.
    pub(super) holder: usize,
    /// The words that attribute.
    pub(super) cue: Range<usize>,
    /// What is attributed.
    pub(super) content: Range<usize>,
    /// The words inside it that attribute.
    pub(super) aside: Option<Range<usize>>,
    /// Whether the verb stands in the present.
    pub(super) present: bool,
    /// Whether the opposite is held.
    pub(super) denies: bool,
    /// What the words that attribute tell of the holder.
    pub(super) source: Source,
}

/// Who may be the source of something, as the words that attribute it have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Whatever it is: `the notice said`, `according to the notice`.
    Any,
    /// A name, people or what people write: `the villagers believe`.
    Named,
    /// People or what they write: grammar alone tells that something is said.
    Human,
}

/// All of a sentence, outer before inner ones.
pub(super) fn attributions(tree: &Spoken<'_>) -> Vec<Attribution> {
    let found =
        |at: usize| verb(tree, at).or_else(|| noun(tree, at)).or_else(|| preposition(tree, at));
    let mut found: Vec<(usize, Attribution)> =
        (0..tree.len()).filter_map(|at| Some((depth(tree, at), found(at)?))).collect();
    found.sort_by_key(|(depth, _)| *depth);
    found.into_iter().map(|(_, attribution)| attribution).collect()
}

fn depth(tree: &Spoken<'_>, at: usize) -> usize {
    std::iter::successors(Some(at), |&one| tree.head(one)).count()
}

/// `Livy said that …`; `…, Livy said, …`; `it is argued by Livy that …`; `Livy was sure that …`.
fn verb(tree: &Spoken<'_>, at: usize) -> Option<Attribution> {
    let token = &tree.tokens[at];
    let mind =
        tree.child(at, Relation::Cop).is_some() && listed!("states of mind").contains(&token.lemma);
    if !(token.upos == Upos::Verb || mind) || is_unreal(tree, at) {
        return None;
    }
    let particle = tree.child(at, Relation::Compound).filter(|&one| one == at + 1);
    let known = particle
        .and_then(|one| report::clausal(&format!("{} {}", token.lemma, tree.lemma(one))))
        .or_else(|| report::clausal(&token.lemma));
    let by_grammar = known.is_none() && !mind;
    if by_grammar && listed!("no reports").contains(&token.lemma) {
        return None;
    }
    let passive = tree.child(at, Relation::AuxPass).is_some();
    let holder = if passive { agent(tree, at)? } else { subject(tree, at)? };
    let last = particle.unwrap_or(at);
    let thinks = known.is_some_and(|verb| verb.class == Class::Clause) || token.xpos == Xpos::Vbg;
    let source = match by_grammar {
        true => Source::Human,
        false if !passive && listed!("verbs of speech").contains(&token.lemma) => Source::Any,
        false => Source::Named,
    };
    let speech = || speech(tree, at, holder).filter(|_| !passive && !by_grammar && !mind);
    let ((content, aside, that), source) = speech()
        .or_else(|| said(tree, at, by_grammar || mind || thinks))
        .map(|said| (said, source))
        .or_else(|| of_object(tree, at, last, holder).filter(|_| !passive))?;
    let first = if mind { tree.child(at, Relation::Cop)? } else { at };
    let end = that.filter(|that| *that > last && that - last <= 3).unwrap_or(last);
    let tense = tree.child(at, [Relation::Cop, Relation::Aux]).unwrap_or(at);
    Some(Attribution {
        holder,
        cue: tree.place(first.min(end)..end + 1),
        content,
        aside,
        present: matches!(tree.xpos(tense), Xpos::Vbz | Xpos::Vbp),
        denies: known.is_some_and(|verb| verb.denies),
        source,
    })
}

/// Whether nobody says it, or only by the way: `did not say`, `might say`, `if he said`.
fn is_unreal(tree: &Spoken<'_>, at: usize) -> bool {
    let modal =
        |one: usize| tree.xpos(one) == Xpos::Md && !matches!(tree.lemma(one), "will" | "would");
    let hangs = |one: usize| {
        one < at
            && tree.is(one, [Relation::Mark, Relation::Advmod])
            && listed!("hanging clauses").contains(tree.lemma(one))
    };
    let denies = |one: usize| is_denial(tree.text(one));
    // What is said may hang on the verb word by word.
    let own = |one: &usize| !tree.speech.holds(tree.tokens[*one].span.start);
    let mut children = tree.children(at).filter(own);
    children.any(|one| denies(one) || modal(one) || hangs(one))
}

/// Who says it: the subject, or whom a relative clause speaks of.
fn subject(tree: &Spoken<'_>, at: usize) -> Option<usize> {
    let token = &tree.tokens[at];
    let head = token.head;
    let infinitive = token.xpos == Xpos::Vb && tree.governs(at, &["to"]);
    if infinitive {
        let head = head.filter(|_| tree.is(at, [Relation::Xcomp, Relation::Advcl]))?;
        let leads = listed!("verbs that go on").contains(tree.lemma(head));
        return (leads && !is_unreal(tree, head)).then(|| subject(tree, head))?;
    }
    let Some(found) = tree.subject_of(at) else {
        // `…, stating that …`
        let participle = token.xpos == Xpos::Vbg && tree.is(at, Relation::Advcl);
        let head = head.filter(|_| participle && tree.tie(at).is_empty())?;
        return (tree.upos(head) == Upos::Verb).then(|| tree.subject_of(head))?;
    };
    if tree.is(found, Relation::NsubjPass) && tree.child(at, Relation::Cop).is_none()
        || is_another_spoken_of(tree, found, at)
    {
        return None;
    }
    if !matches!(tree.xpos(found), Xpos::Wp | Xpos::Wdt) {
        return Some(found);
    }
    let clause = tree.head(found)?;
    tree.head(clause).filter(|_| tree.is(clause, Relation::AclRelcl))
}

/// `Livy met Dio, who hoped for peace, and said …`: it may be either's.
fn is_another_spoken_of(tree: &Spoken<'_>, subject: usize, at: usize) -> bool {
    let relative = |one: usize| {
        let clause = tree.head(one).filter(|_| tree.xpos(one) == Xpos::Wp);
        clause.is_some_and(|clause| clause < at && tree.head(clause) != Some(subject))
    };
    tree.is(at, Relation::Conj) && (subject + 1..at).any(relative)
}

/// By whom it is said: `it is argued by Livy that`.
fn agent(tree: &Spoken<'_>, at: usize) -> Option<usize> {
    let subject = tree.subject_of(at);
    let it = subject.is_none_or(|one| tree.lemma(one) == "it");
    tree.agent_of(at).filter(|_| it)
}

type Said = (Range<usize>, Option<Range<usize>>, Option<usize>);

/// What the verb at `at` governs, the words inside it that attribute, and its `that`.
fn said(tree: &Spoken<'_>, at: usize, needs_that: bool) -> Option<Said> {
    if let Some(clause) = tree.child(at, Relation::Ccomp) {
        let that = tree.children(clause).find(|&one| tree.lemma(one) == "that");
        let that = that.filter(|&one| one < clause && tree.is(one, Relation::Mark));
        // Whatever hangs so on "say" is said, however its words are read.
        let says = tree.lemma(at) == "say" && clause > at && tree.tie(clause) != "to";
        let open = that.is_none() && (needs_that || !says && !is_statement(tree, clause));
        if open || tree.governs(clause, &["whether", "if"]) {
            return None;
        }
        let mut place = tree.clause(clause);
        let verb = tree.tokens[at].span.clone();
        if clause > at && tree.subject_of(clause).is_none_or(|subject| subject > at) {
            // `After the war Livy said that …`: what stands first is not said.
            let first = that.unwrap_or(at) + 1;
            place.start = place.start.max(tree.tokens[first.min(clause)].span.start);
        }
        if place.start < verb.start && verb.start < place.end {
            let (content, aside) = around(tree, clause, at)?;
            return Some((content, aside, None));
        }
        // `says now that it rains, we stay`: both are said.
        let mut more = tree.children(at).filter(|one| tree.is(*one, Relation::Ccomp));
        let last = more.next_back().map_or(place.end, |last| tree.clause(last).end);
        let end = if place.end <= verb.start { place.end } else { place.end.max(last) };
        return Some((quoted(tree, place.start..end), None, that));
    }
    if let Some((clause, that)) = behind_noun(tree, at) {
        return Some((quoted(tree, after(tree, that, clause)), None, Some(that)));
    }
    let that = at + 1;
    if that + 1 < tree.len() && tree.lemma(that) == "that" && tree.xpos(that) == Xpos::In {
        // The clause is there, wherever a long sentence's tree has hung it.
        let mut behind = that + 1..tree.len();
        let end = behind.find(|&one| tree.text(one) == ";").unwrap_or(tree.len());
        // `published that in 1861`: a thing.
        (that + 1..end).find(|&one| tree.is(one, SUBJECTS))?;
        return Some((tree.place(that + 1..end), None, Some(that)));
    }
    if needs_that {
        return None;
    }
    let quotes = |one: &usize| {
        *one > at && {
            let before = tree.reach(*one).start;
            (before.saturating_sub(1)..before + 1).any(|mark| {
                matches!(tree.xpos(mark), Xpos::OpenQuote)
                    || matches!(tree.text(mark), ":" | "\"" | "“")
            })
        }
    };
    let mut children = tree.children(at);
    if let Some(speech) = children.find(|one| tree.is(*one, Relation::Parataxis) && quotes(one)) {
        return Some((quoted(tree, tree.clause(speech)), None, None));
    }
    // What has an object of its own says nothing of the sentence around it.
    let object = tree.child(at, [Relation::Obj, Relation::Xcomp]);
    let aside =
        tree.is(at, Relation::Parataxis) || tree.is(at, Relation::Advcl) && tree.tie(at) == "as";
    let closed = object.is_none_or(|one| tree.lemma(one) == "it");
    let head = tree.head(at).filter(|&head| aside && closed && is_statement(tree, head))?;
    let (content, aside) = around(tree, head, at)?;
    Some((content, aside, None))
}

/// The speech that the verb at `at` and its subject stand beside: `"…," Livy said`;
/// `Livy said: "…"`.
fn speech(tree: &Spoken<'_>, at: usize, holder: usize) -> Option<Said> {
    let start = |one: usize| tree.tokens[one].span.start;
    let whole = start(0)..tree.tokens[tree.len() - 1].span.end;
    let verb = tree.tokens[at].span.clone();
    if tree.speech.holds(verb.start) || tree.speech.holds(start(holder)) {
        return None;
    }
    let free = |mut between: Range<usize>| {
        between.all(|one| {
            let finite = matches!(tree.xpos(one), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
            let own = tree.reach(holder).contains(&one);
            tree.text(one) != ";" && (!finite || own || tree.is(one, Relation::Aux))
        })
    };
    let before = tree.speech.within(&whole).rfind(|one| one.end <= verb.start).filter(|one| {
        let first = tree.tokens.partition_point(|token| token.span.start < one.end);
        let opens = tree.document().slice(0..one.start).trim_end().ends_with(char::is_alphanumeric);
        let new_sentence = one.start <= whole.start;
        let tagged = holder >= first && (holder < at || at <= first + 1);
        (new_sentence || !opens) && tagged && free(first..at)
    });
    let behind = tree.speech.within(&whole).find(|one| one.start >= verb.end).filter(|one| {
        let first = tree.tokens.partition_point(|token| token.span.start < one.start);
        let mark = tree.document().slice(0..one.start).trim_end().ends_with([',', ':']);
        holder < first && (mark || first == at + 1) && free(at + 1..first)
    });
    match (before, behind) {
        (Some(before), Some(behind)) => {
            Some((before.start..behind.end, Some(before.end..behind.start), None))
        }
        (Some(one), None) | (None, Some(one)) => Some((one.clone(), None, None)),
        (None, None) => None,
    }
}

/// What is said of the verb's object, and who may say it: `urged the king to stay`,
/// `calls on the king to stay`, `accused him of theft`, `the poll shows him in front`.
fn of_object(tree: &Spoken<'_>, at: usize, last: usize, holder: usize) -> Option<(Said, Source)> {
    let verb = tree.lemma(at);
    let behind = |one: &usize| *one > at;
    let plain = |one: &usize| tree.is(*one, [Relation::Obj, Relation::Iobj]);
    let called = |one: usize| (one, format!("{verb} {}", tree.tie(one)));
    let is_known = |(_, name): &(usize, String)| report::with_object(name).is_some();
    let mut tied = tree.children(at).filter(behind).map(called).filter(is_known);
    let (object, name) = match tree.children(at).filter(behind).find(plain) {
        Some(object) if last > at => (object, format!("{verb} {}", tree.lemma(last))),
        Some(object) => (object, verb.to_owned()),
        None => tied.next()?,
    };
    let tied = |ties: &[&str]| {
        let near = tree.children(at).chain(tree.children(object));
        near.filter(|&one| one > object).any(|one| ties.contains(&tree.tie(one)))
    };
    let infinitive = |one: usize| {
        one > object && tree.is(one, [Relation::Xcomp, Relation::Advcl]) && tree.tie(one) == "to"
    };
    let (fits, source) = match report::with_object(&name)?.class {
        Class::Urge => (tree.children(at).any(infinitive), Source::Human),
        Class::Judge => (tied(&["of", "for", "as"]), Source::Human),
        _ => (listed!("sources").contains(tree.lemma(holder)), Source::Any),
    };
    let cut = |one: usize| {
        let joined = [Relation::Conj, Relation::Parataxis, Relation::Punct];
        tree.head(one) == Some(at) && (one < at || tree.is(one, joined))
    };
    let end = tree.subtree_without(at, cut).end;
    let case = |one: usize| tree.is(one, Relation::Case);
    let start = tree.subtree_without(object, case).start.max(last + 1);
    let content = || quoted(tree, tree.place(start..end));
    (fits && start < end).then(|| ((content(), None, None), source))
}

/// What stands behind the `that` of a clause.
fn after(tree: &Spoken<'_>, that: usize, clause: usize) -> Range<usize> {
    let end = tree.clause(clause).end;
    tree.tokens[(that + 1).min(clause)].span.start..end
}

/// The clause of `told the court that …`, `argued by Livy that …`, and its `that`:
/// the tree may hang it on the noun before it, like a relative clause.
fn behind_noun(tree: &Spoken<'_>, at: usize) -> Option<(usize, usize)> {
    let passive = tree.child(at, Relation::AuxPass).is_some();
    let told = report::clausal(tree.lemma(at)).is_some_and(|verb| verb.class == Class::Told);
    let nouns = match (passive, told) {
        (true, _) => [Relation::OblAgent, Relation::Obl],
        (_, true) => [Relation::Obj, Relation::Iobj],
        _ => return None,
    };
    let noun = tree.children(at).filter(|&one| one > at).find(|&one| tree.is(one, nouns));
    that_clause(tree, noun?)
}

/// A clause that depends on a noun and has a subject of its own beside `that`.
fn that_clause(tree: &Spoken<'_>, noun: usize) -> Option<(usize, usize)> {
    let clause = tree.child(noun, [Relation::Acl, Relation::AclRelcl, Relation::Ccomp])?;
    let that = tree.children(clause).find(|&one| tree.lemma(one) == "that")?;
    let subject = tree.subject_of(clause)?;
    (noun < that && that < subject && is_statement(tree, clause)).then_some((clause, that))
}

/// Whether the predicate at `at` has a tense, and a subject that does not stand before it as
/// in `which she says is old`.
fn is_statement(tree: &Spoken<'_>, at: usize) -> bool {
    use Relation::{Aux, AuxPass, Cop, Csubj, Expl, Nsubj, NsubjPass};
    let helps = |one: usize| tree.is(one, [Aux, AuxPass, Cop]) && tree.has_tense(one);
    let subject = tree.children(at).rfind(|&one| tree.is(one, [Nsubj, NsubjPass, Csubj, Expl]));
    subject.is_some_and(|one| !matches!(tree.xpos(one), Xpos::Wdt | Xpos::Wp))
        && (tree.has_tense(at) || tree.children(at).any(helps))
}

/// The tree of `whole` without the words that attribute, which depend on it or hold it.
fn around(
    tree: &Spoken<'_>,
    whole: usize,
    at: usize,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let is_mark = |one: usize| tree.upos(one) == Upos::Punct;
    let tokens = tree.subtree_without(at, |one| one == whole || is_mark(one));
    let opens = tokens.start == 0 || is_mark(tokens.start - 1) || is_mark(tokens.start);
    let closes = tokens.end >= tree.len() || is_mark(tokens.end) || is_mark(tokens.end - 1);
    if !opens || !closes {
        return None;
    }
    let outer = tree.subtree_without(whole, |one| one == at);
    let aside = tree.place(tokens.clone());
    if outer.end <= tokens.start || tokens.end <= outer.start {
        return Some((quoted(tree, tree.place(outer)), None));
    }
    // What hangs on the verb, not on what it says, may stand behind all of it.
    let comma = |one: usize| matches!(tree.text(one), "," | "—" | "–");
    let from = tokens.start - usize::from(tokens.start > 0 && comma(tokens.start - 1));
    let to = tokens.end + usize::from(tokens.end < tree.len() && comma(tokens.end));
    let left = (outer.start..from).any(|one| !is_mark(one));
    let right = (to..outer.end).any(|one| !is_mark(one));
    match (left, right) {
        (true, true) => {
            let aside = tree.place(from..to);
            Some((tree.place(outer), Some(aside)))
        }
        (true, false) => Some((quoted(tree, tree.place(outer.start..from)), None)),
        (false, true) => Some((quoted(tree, tree.place(to..outer.end)), None)),
        (false, false) => (aside.is_empty()).then_some((aside, None)),
    }
}

/// A place with the quotation marks that stand at its ends.
fn quoted(tree: &Spoken<'_>, place: Range<usize>) -> Range<usize> {
    let before = tree.document().slice(0..place.start).chars().next_back();
    let open = before.filter(|mark| matches!(mark, '"' | '“'));
    let start = place.start - open.map_or(0, char::len_utf8);
    let mark = match open {
        Some('“') => '”',
        _ => '"',
    };
    let inside = tree.document().slice(place.clone());
    let after = &tree.document().text[place.end..];
    let close = after.find(mark).filter(|&at| at <= 1 && open.is_some() && !inside.contains(mark));
    start..close.map_or(place.end, |at| place.end + at + mark.len_utf8())
}

/// `Livy's claim that …`, `the claim of the senators that …`.
fn noun(tree: &Spoken<'_>, at: usize) -> Option<Attribution> {
    let token = &tree.tokens[at];
    if token.upos != Upos::Noun || !REPORT_NOUNS.contains(&token.lemma) {
        return None;
    }
    let holder = owner(tree, at)?;
    let (clause, that) = that_clause(tree, at).or_else(|| that_clause(tree, holder))?;
    // `the claim that Livy made`
    let whole = [Relation::Cop, Relation::AuxPass, Relation::Obj];
    if !tree.is(that, Relation::Mark) && tree.child(clause, whole).is_none_or(|one| one == that) {
        return None;
    }
    let end = if that - at <= 3 { that } else { at };
    Some(Attribution {
        holder,
        cue: tree.place(at..end + 1),
        content: after(tree, that, clause),
        aside: None,
        present: false,
        denies: false,
        source: Source::Named,
    })
}

/// Whose it is: `Livy's`, `of the senators`.
fn owner(tree: &Spoken<'_>, noun: usize) -> Option<usize> {
    tree.child(noun, Relation::NmodPoss).or_else(|| {
        let mut children = tree.children(noun);
        children.find(|&one| tree.is(one, Relation::Nmod) && tree.tie(one) == "of")
    })
}

/// `According to Livy, …`; `in Livy's view, …`.
fn preposition(tree: &Spoken<'_>, at: usize) -> Option<Attribution> {
    let case = tree.child(at, Relation::Case)?;
    let head = tree.head(at)?;
    if !tree.is(at, [Relation::Obl, Relation::Advcl, Relation::Nmod]) {
        return None;
    }
    let according = tree.text(case).eq_ignore_ascii_case("according")
        && !listed!("no sources").contains(tree.lemma(at));
    let view = listed!("views").contains(tree.lemma(at))
        && matches!(tree.lemma(case), "in" | "to" | "from");
    let holder = match (according, view) {
        (true, _) => at,
        (_, true) => owner(tree, at)?,
        _ => return None,
    };
    let (content, aside) = around(tree, head, at)?;
    let cue = if according { case..case + 2 } else { at..at + 1 };
    Some(Attribution {
        holder,
        cue: tree.place(cue.start..cue.end.min(tree.len())),
        content,
        aside,
        present: true,
        denies: false,
        source: if according { Source::Any } else { Source::Named },
    })
}
