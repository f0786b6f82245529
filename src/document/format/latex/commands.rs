//! What commands and environments of LaTeX mean to a reader, as tables.

use crate::document::tree::MarkKind;

/// What becomes of a command and its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Mark(MarkKind),
    /// Its argument stands between two equal signs.
    Verb,
    Note,
    Citation,
    /// Its arguments are for the machine.
    Dropped,
    /// It names a command: `\def`.
    Definition,
    /// It takes in another file.
    Input,
    /// An address, then the text that leads there.
    Link,
    Url,
    Caption,
    Quoted,
    /// A cell over several columns.
    Columns,
    /// Of its two arguments the first is for readers.
    First,
    /// Only its second argument is text.
    Second,
    RowEnd,
    Paragraph,
    Blank,
    Item,
    Reference,
    Begin,
    End,
    Unknown,
}

/// What an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Environment {
    List {
        is_ordered: bool,
    },
    Description,
    Quote,
    Code,
    Formula,
    Table,
    References,
    Hidden,
    /// Its text is read as if it stood alone.
    Passed {
        has_arguments: bool,
    },
}

/// Headings, the highest first.
pub(super) const HEADINGS: [&str; 7] =
    ["part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph"];

/// Lines between the rows of a table.
pub(super) const RULES: [&str; 14] = [
    "\\hline",
    "\\toprule",
    "\\midrule",
    "\\bottomrule",
    "\\cline",
    "\\cmidrule",
    "\\addlinespace",
    "\\noalign",
    "\\endfirsthead",
    "\\endhead",
    "\\endfoot",
    "\\endlastfoot",
    "\\tabularnewline",
    "\\label",
];

/// Signs that stand for others, the longest first.
pub(super) const SIGNS: [(&str, &str); 9] = [
    ("---", "—"),
    ("--", "–"),
    ("``", "“"),
    ("''", "”"),
    ("`", "‘"),
    ("~", " "),
    ("{", ""),
    ("}", ""),
    ("\"`", "„"),
];

pub(super) fn command(name: &str) -> Command {
    match name {
        "textbf" | "bfseries" | "strong" => Command::Mark(MarkKind::Strong),
        "emph" | "textit" | "textsl" => Command::Mark(MarkKind::Emphasis),
        "texttt" | "code" => Command::Mark(MarkKind::Code),
        "underline" | "ul" | "uline" | "hl" => Command::Mark(MarkKind::Highlight),
        "verb" | "lstinline" => Command::Verb,
        "footnote" | "footnotetext" | "endnote" | "thanks" | "sidenote" | "marginpar" => {
            Command::Note
        }
        "def" | "gdef" | "edef" | "let" => Command::Definition,
        "input" | "include" | "subfile" | "subfileinclude" | "lstinputlisting" => Command::Input,
        "href" => Command::Link,
        "url" | "nolinkurl" | "path" => Command::Url,
        "caption" | "subcaption" => Command::Caption,
        "enquote" => Command::Quoted,
        "multicolumn" | "multirow" => Command::Columns,
        "textcolor" | "colorbox" | "parbox" | "raisebox" | "resizebox" | "scalebox"
        | "foreignlanguage" | "captionof" | "fontsize" => Command::Second,
        "texorpdfstring" => Command::First,
        "tabularnewline" => Command::RowEnd,
        "par" | "bigskip" | "medskip" | "smallskip" | "newpage" | "clearpage" => Command::Paragraph,
        "newline" | "linebreak" | "quad" | "qquad" | "space" | "hfill" => Command::Blank,
        "item" => Command::Item,
        "bibitem" => Command::Reference,
        "begin" => Command::Begin,
        "end" => Command::End,
        _ if is_citation(name) => Command::Citation,
        _ if DROPPED.contains(&name) => Command::Dropped,
        _ => Command::Unknown,
    }
}

fn is_citation(name: &str) -> bool {
    ["cite", "parencite", "textcite", "autocite", "footcite", "smartcite", "fullcite", "supercite"]
        .iter()
        .any(|start| name.to_ascii_lowercase().starts_with(start))
}

/// Commands whose arguments are no text.
const DROPPED: [&str; 60] = [
    "addbibresource",
    "addcontentsline",
    "addtocounter",
    "addtolength",
    "autoref",
    "bibliography",
    "bibliographystyle",
    "captionsetup",
    "color",
    "cref",
    "Cref",
    "date",
    "definecolor",
    "documentclass",
    "DeclareMathOperator",
    "DeclareRobustCommand",
    "eqref",
    "author",
    "title",
    "geometry",
    "graphicspath",
    "hspace",
    "hyperref",
    "hypersetup",
    "hyphenation",
    "includegraphics",
    "index",
    "label",
    "lstset",
    "newcolumntype",
    "newcommand",
    "newcounter",
    "newenvironment",
    "newlength",
    "newtheorem",
    "nocite",
    "nameref",
    "pageref",
    "pagenumbering",
    "pagestyle",
    "pgfplotsset",
    "PassOptionsToPackage",
    "providecommand",
    "ref",
    "refstepcounter",
    "renewcommand",
    "renewenvironment",
    "RequirePackage",
    "rule",
    "setcounter",
    "setlength",
    "setstretch",
    "special",
    "theoremstyle",
    "thispagestyle",
    "todo",
    "usepackage",
    "usetikzlibrary",
    "vref",
    "vspace",
];

pub(super) fn environment(name: &str) -> Environment {
    match name {
        "itemize" | "compactitem" | "list" | "trivlist" => Environment::List { is_ordered: false },
        "enumerate" | "compactenum" => Environment::List { is_ordered: true },
        "description" | "compactdesc" => Environment::Description,
        "quote" | "quotation" | "verse" | "displayquote" => Environment::Quote,
        "verbatim" | "Verbatim" | "lstlisting" | "minted" | "alltt" | "code" => Environment::Code,
        "equation" | "align" | "alignat" | "gather" | "eqnarray" | "multline" | "math"
        | "displaymath" | "flalign" | "dmath" => Environment::Formula,
        "tabular" | "tabularx" | "tabulary" | "longtable" | "tabu" | "supertabular" => {
            Environment::Table
        }
        "thebibliography" => Environment::References,
        "comment" | "filecontents" | "tikzpicture" | "pgfpicture" | "picture" | "axis" => {
            Environment::Hidden
        }
        "minipage" | "multicols" | "wrapfigure" | "wraptable" | "adjustbox" | "spacing"
        | "subfigure" | "subtable" | "adjustwidth" | "threeparttable" => {
            Environment::Passed { has_arguments: true }
        }
        _ => Environment::Passed { has_arguments: false },
    }
}

/// The combining mark of an accent.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "\"" => '\u{308}',
        "=" => '\u{304}',
        "." => '\u{307}',
        "u" => '\u{306}',
        "v" => '\u{30C}',
        "H" => '\u{30B}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "r" => '\u{30A}',
        "d" => '\u{323}',
        "b" => '\u{331}',
        _ => return None,
    })
}

pub(super) fn symbol(name: &str) -> Option<&'static str> {
    SYMBOLS.iter().find(|(symbol, _)| *symbol == name).map(|(_, text)| *text)
}

const SYMBOLS: [(&str, &str); 54] = [
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("aa", "å"),
    ("AA", "Å"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("dh", "ð"),
    ("th", "þ"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("S", "§"),
    ("P", "¶"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("copyright", "©"),
    ("textcopyright", "©"),
    ("texttrademark", "™"),
    ("textregistered", "®"),
    ("pounds", "£"),
    ("textsterling", "£"),
    ("euro", "€"),
    ("texteuro", "€"),
    ("EUR", "€"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquotesingle", "'"),
    ("textquotedbl", "\""),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textbackslash", "\\"),
    ("textbar", "|"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textdegree", "°"),
    ("degree", "°"),
    ("textbullet", "•"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("textunderscore", "_"),
    ("and", ", "),
];
