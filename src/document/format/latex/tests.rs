use crate::document::testing::{body, facts, is_sound, read, titles};
use crate::document::{Document, Format};
use proptest::prelude::*;

fn parse(text: &str) -> Document {
    read(text, Format::Latex)
}

#[test]
fn headings_lists_notes_and_tables_are_read() {
    let document = parse(
        "\\documentclass{article}\n\\usepackage{x}\n\\title{The \\emph{Hanse}}\n\\author{A. Writer \\and B. Author}\n\\date{May 3, 2021}\n\\begin{document}\n\\maketitle\n\\section{L\\\"ubeck}\n\nIt was \\textbf{rebuilt} in \\emph{1159}~by Henry\\footnote{Some say \\emph{1158}.} --- the ``Lion'' \\cite[p.~3]{x}. % look it up\nHis price: 5\\,\\% of $x$.\n\n\\begin{itemize}\n\\item salt\n\\begin{enumerate}\\item from L\\\"uneburg\\end{enumerate}\n\\item herring\n\\end{itemize}\n\\begin{description}\n\\item[Kogge] A ship with \\foo{one} mast.\n\\end{description}\n\\begin{quote}Navigare necesse est.\\end{quote}\n\\begin{table}[h]\n\\begin{tabular}{ll}\n\\hline\nCity & Year \\\\ \\hline\nRiga & 1201 \\\\\n\\end{tabular}\n\\caption{Some towns}\n\\end{table}\n\\begin{verbatim}\nint year = 1370;\n\\end{verbatim}\n\\subsection*{Gar\\c{c}on, \\'Emile}\n\\end{document}\nnot read\n",
    );
    assert_eq!(facts(&document), (Some("The Hanse"), Some("A. Writer, B. Author"), Some(2021)));
    assert_eq!(titles(&document), ["Lübeck", "Garçon, Émile"]);
    insta::assert_snapshot!(document.outline(), @r"
    [left out as metadata: 12 words]

    # Lübeck

    It was **rebuilt** in *1159* by Henry — the “Lion”. His price: 5 % of x.

    [left out as hidden: 3 words]

    - salt
      1. from Lüneburg
    - herring

    Kogge

    : A ship with one mast.

    > Navigare necesse est.

    | City | Year |
    | --- | --- |
    | Riga | 1201 |

    [Some towns]

        int year = 1370;

    ## Garçon, Émile

    [left out as notes: 3 words]

    [left out as hidden: 3 words]
    ");
}

#[test]
fn commands_of_the_text_are_read_as_what_they_stand_for() {
    let define = r"\newcommand{\hanse}{Hanseatic League}\newcommand*\who[2][merchant]{the #1 \textbf{#2}}
\def\pair#1#2{#1 and #2}\newcommand{\seen}[1]{\footnote{See #1.}}\newcommand{\sq}[1]{$#1^2$}
\newcommand{\twice}[1]{\pair#1#1}\def\again{\again\again}\newcommand{\both}[1]{\pair{#1}{\sq{#1}}}";
    for (text, expected) in [
        (
            r"The \hanse{} met; the \hanse\ grew.",
            "The Hanseatic League met; the Hanseatic League grew.",
        ),
        (r"He met \who{Castorp}.", "He met the merchant **Castorp**."),
        (r"He met \who[mayor]{Castorp}.", "He met the mayor **Castorp**."),
        (r"\pair{Riga}{Reval} or \pair ab.", "Riga and Reval or a and b."),
        (r"\pair \hanse\hanse, \twice{so}.", "Hanseatic League and Hanseatic League, so and so."),
        (r"So \sq{x} or \both{y}.", "So x² or y and y²."),
        (r"It\again{} ends.", "It ends."),
        (r"Old\seen{Riga}.", "Old."),
        (r"\newcommand\late[1]{[#1]}So \late{it} is.", "So [it] is."),
        (r"Item \#1 is #1.", "Item #1 is #1."),
        (r"A \foreign{word} stays.", "A word stays."),
    ] {
        let document =
            parse(&format!("{define}\n\\begin{{document}}\n{text}\n\\end{{document}}\n"));
        assert_eq!(body(&document), expected, "{text}");
    }
}

#[test]
fn a_command_that_grows_is_read_within_bounds() {
    let chain: String = (0..20)
        .map(|at| format!("\\def\\q{}{{\\q{}\\q{}}}", letter(at), letter(at + 1), letter(at + 1)))
        .collect();
    let text = format!("{chain}\\def\\q{}{{salt }}\\qa{{}} and more.", letter(20));
    let document = parse(&text);
    assert!(document.text.len() < 2 << 20);
    assert!(document.text.contains("and more."));
}

#[test]
fn empty_arguments_of_arguments_are_filled_in_within_bounds() {
    let chain: String = (0..20)
        .map(|at| format!("\\def\\q{}#1{{\\q{}{{#1#1#1#1}}}}", letter(at), letter(at + 1)))
        .collect();
    let text = format!("{chain}\\def\\q{}#1{{$#1$}}\\qa{{}} and more.", letter(20));
    assert_eq!(body(&parse(&text)), "\u{FFFC} and more.");
}

#[test]
fn what_is_never_closed_is_passed_over_at_once() {
    for piece in [r"\begin{align}", r"\(", r"\verb=a=", r"\begin{verbatim}\end{verbatim}"] {
        let document = parse(&format!("Salt. {} is white.", piece.repeat(100_000)));
        assert!(document.text.starts_with("Salt."), "{piece}");
        assert!(document.text.ends_with("is white."), "{piece}");
    }
}

#[test]
fn code_that_defines_commands_defines_none() {
    for code in [
        "\\begin{verbatim}\n\\newcommand{\\hanse}{code}\n\\end{verbatim}",
        "\\verb|\\newcommand{\\hanse}{code}|",
    ] {
        let text = format!(
            "\\newcommand{{\\hanse}}{{League}}\n\\begin{{document}}\nThe \\hanse.\n\n{code}\n\\end{{document}}\n"
        );
        assert!(body(&parse(&text)).starts_with("The League."), "{code}");
    }
}

#[test]
fn what_stands_before_the_document_has_no_notes() {
    let document = parse(
        "\\newcommand{\\a}[2]{b}\n\\begin{document}\nSalt is white.\\footnote{So it is.}\n\\end{document}\n",
    );
    assert_eq!(document.inventory().notes, 1);
}

fn letter(at: u8) -> char {
    (b'a' + at).into()
}

#[test]
fn other_files_are_named_and_an_open_table_keeps_its_remarks() {
    let document = parse(
        "Salt.\n\\input{chapters/two}\n\\include{three}\n\\begin{tabular}{lll}\n\\multicolumn{2}{c}{Both} & Last \\\\ \\hline\na & b & c \\\\ % a remark\nd & e & f\n",
    );
    assert_eq!(document.included, ["chapters/two", "three"]);
    insta::assert_snapshot!(document.outline(), @r"
    Salt.

    [left out as hidden: 2 words]

    | Both |  | Last |
    | --- | --- | --- |
    | a | b | c |
    | d | e | f |

    [left out as hidden: 2 words]
    ");
    insta::assert_snapshot!(document.inventory().line(), @"read 9 words, 1 table; left out: 2 files that it takes in (‘chapters/two’, …), 4 words of hidden");
}

#[test]
fn spans_lead_back_to_the_file() {
    let text = "The \\emph{siege of L\\\"ubeck} ended\nin 1234.\n";
    let document = parse(text);
    let at = document.text.find("siege of Lübeck").unwrap();
    let span = document.source_span(at..at + "siege of Lübeck".len());
    assert_eq!(&text[span], "siege of L\\\"ubeck");
}

proptest! {
    #[test]
    fn no_text_panics(text in r#"([\\{}$%&~\n\[\]aä1'`"-]|\\item|\\begin\{(itemize|tabular|verbatim|quote)\}|\\end\{(itemize|tabular|verbatim|quote)\}|\\footnote\{|\\def\\c#1\{|\\newcommand\{\\c\}\[1\]\{|#1|\\\\|\\c|\\verb|\\emph\{){0,200}"#) {
        prop_assert!(is_sound(text, Format::Latex));
    }
}
