use crate::document::testing::{facts, is_sound, paragraphs, read, refusal};
use crate::document::{BlockKind, Document, Format, MarkKind, ParagraphKind, Role};
use proptest::prelude::*;

fn parse(text: &str) -> Document {
    read(text, Format::Html)
}

/// The texts of leaves, each behind its kind and those of the blocks around it.
fn leaves(document: &Document, role: Role) -> Vec<String> {
    let leaves = document.blocks.iter().enumerate();
    let leaves = leaves.filter(|(_, block)| block.kind.is_leaf() && block.role == role);
    leaves
        .map(|(at, block)| {
            let mut path: Vec<&str> =
                document.ancestors(at).map(|holder| document.blocks[holder].kind.into()).collect();
            path.reverse();
            path.push(block.kind.into());
            let path = path.join("/").replace("/paragraph", "").replace("paragraph", "p");
            format!("{path}: {}", document.content(at))
        })
        .collect()
}

fn body(text: &str) -> Vec<String> {
    leaves(&parse(text), Role::Body)
}

const PROSE: &str = "Rome was a city of many hills, and it grew for many centuries before anyone wrote its history down.";

#[test]
fn blocks_of_a_page_keep_their_kind_and_its_menus_their_role() {
    use ParagraphKind::{Heading, Prose, Quote};
    let document = parse(
        "<!DOCTYPE html><html><head><title>Of Rome | Some Site</title><style>p { color: red }</style>\
         <meta name=author content='A. Writer'><meta name=citation_date content='12/1999'></head>\
         <body><nav><ul><li>Home</ul></nav><h1>Of Rome</h1>\
         <p>Rome had <b>kings</b>.&nbsp;They\n fell.<p>Then came consuls.<br>Two of them.\
         <script>if (a < b) { \"</p>\" }</script>\
         <blockquote><p>I came, I saw.</blockquote><ul><li>Sulla marched.<ol><li>At once.</ol><li><p>Caesar crossed.</ul>\
         <figure><img alt='A map of the seven hills'><figcaption>The hills.</figcaption></figure>\
         <dl><dt>Forum<dd>A market.</dl><aside>A box.</aside><pre><code>let a = 1;\nlet b = 2;</code></pre>\
         <p hidden>Of old.</p><div style='display: none'><p>Of late.</p></div>\
         <noscript>Turn scripts on.</noscript><p><img alt=Star></p>\
         <h2>Notes</h2><p>1 Livy, p. 3.</p></body></html>",
    );
    assert_eq!(
        paragraphs(&document)[..5],
        [
            (Heading, "Of Rome"),
            (Prose, "Rome had kings. They fell."),
            (Prose, "Then came consuls. Two of them."),
            (Quote, "I came, I saw."),
            (Prose, "Sulla marched."),
        ]
    );
    assert_eq!(
        leaves(&document, Role::Body)[4..],
        [
            "list/item: Sulla marched.",
            "list/item/list/item: At once.",
            "list/item: Caesar crossed.",
            "caption: A map of the seven hills",
            "caption: The hills.",
            "term: Forum",
            "definition: A market.",
            "aside: A box.",
            "code: let a = 1;\nlet b = 2;",
        ]
    );
    assert_eq!(leaves(&document, Role::Navigation), ["list/item: Home"]);
    assert_eq!(
        leaves(&document, Role::Hidden),
        ["p: Of old.", "p: Of late.", "p: Turn scripts on.", "caption: Star"]
    );
    assert_eq!(leaves(&document, Role::Notes), ["heading: Notes", "p: 1 Livy, p. 3."]);
    assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer"), Some(1999)));
}

#[test]
fn marks_tell_emphasis_terms_links_and_formulas() {
    let document = parse(
        "<p>The <dfn>forum</dfn> was <em>always <b>full</b></em> of <a href='/m'>markets</a>, \
         <span style='font-weight: bold'>E</span> = <mjx-container class=CtxtMenu_Attached_0><math><msup><mi>x</mi><mn>2</mn></msup></math></mjx-container> \
         or <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> or <img class=tex alt='{\\displaystyle a+b}'>.",
    );
    let marks: Vec<(MarkKind, &str)> =
        document.marks.iter().map(|mark| (mark.kind, document.slice(mark.span.clone()))).collect();
    assert_eq!(
        marks,
        [
            (MarkKind::Defined, "forum"),
            (MarkKind::Emphasis, "always full"),
            (MarkKind::Strong, "full"),
            (MarkKind::Link, "markets"),
            (MarkKind::Strong, "E"),
            (MarkKind::Formula, "x²"),
            (MarkKind::Formula, "a/b"),
            (MarkKind::Formula, "a+b"),
        ]
    );
    assert_eq!(document.marks[3].target.as_deref(), Some("/m"));
}

#[test]
fn a_number_behind_a_sentence_that_leads_to_a_note_is_its_mark() {
    for (text, expected) in [
        ("<p>Rome fell in 476. <a href='#fn1'>1</a> It is old.", "Rome fell in 476. It is old."),
        ("<p>Rome<li><a href='#p85'>85</a></li>", "Rome\n85"),
        ("<p>Rome fell. <a href='n.html#_ftn12'>12</a>", "Rome fell."),
        ("<p>Rome fell, as page <a href='#p12'>12</a> says.", "Rome fell, as page 12 says."),
        ("<p>It is so. <a href='#p12'>12</a> men say it.", "It is so. 12 men say it."),
        ("<p>Rome fell, see note <a href='#fn3'>3</a>.", "Rome fell, see note 3."),
    ] {
        assert_eq!(parse(text).text, expected, "{text}");
    }
}

#[test]
fn note_marks_go_and_other_raised_text_stays() {
    let document = parse(
        "<p>The siege ended in 146.<sup><a href='#n1'>1</a></sup> In 1950<sup class=reference><a href='#n2'>[2]</a></sup> \
         the 38<sup>th</sup> parallel<a href='#fn3'>3</a> was 10<sup>2</sup> miles off.\
         <a epub:type=noteref href='notes.html#n'>note</a> It fell.<sup>4</sup> H<sub>2</sub>O.<sup>*</sup> \
         See page <a href='#p12'>12</a>.</p>",
    );
    assert_eq!(
        document.text,
        "The siege ended in 146. In 1950 the 38th parallel was 10² miles off. It fell. H2O. See page 12."
    );
    let labels = document.marks.iter().filter(|mark| mark.kind == MarkKind::Note);
    let labels: Vec<&str> = labels.filter_map(|mark| mark.target.as_deref()).collect();
    assert_eq!(labels, ["1", "2", "3", "note", "⁴", "*"]);
}

#[test]
fn tables_of_facts_are_tables_and_tables_that_only_place_are_none() {
    let cell = "table/row/cell: ";
    for (page, leaves) in [
        (
            "<table><caption>Kings</caption><tr><th>Year<th>Event<tr><td>509<td><ul><li>Brutus</ul><tr><td><td>Last</table>",
            vec![
                "table/caption: Kings".to_owned(),
                format!("{cell}Year"),
                format!("{cell}Event"),
                format!("{cell}509"),
                "table/row/cell/list/item: Brutus".to_owned(),
                format!("{cell}Last"),
            ],
        ),
        (
            "<table><tr><td>509<td>Brutus<tr><td>44<td>Caesar</table>",
            vec![
                format!("{cell}509"),
                format!("{cell}Brutus"),
                format!("{cell}44"),
                format!("{cell}Caesar"),
            ],
        ),
        (
            "<table role=presentation><tr><td>Left<td>Right<tr><td>a<td>b</table>",
            vec!["p: Left".to_owned(), "p: Right".to_owned(), "p: a".to_owned(), "p: b".to_owned()],
        ),
        (
            "<table><tr><td>Menu<td><h2>Rome</h2>It fell.<br><br>At last.<tr><td>a<td>b</table>",
            vec![
                "p: Menu".to_owned(),
                "heading: Rome".to_owned(),
                "p: It fell.".to_owned(),
                "p: At last.".to_owned(),
                "p: a".to_owned(),
                "p: b".to_owned(),
            ],
        ),
        (
            "<table><tr><td><table><tr><th>a<th>b<tr><td>1<td>2</table></table>",
            vec![format!("{cell}a"), format!("{cell}b"), format!("{cell}1"), format!("{cell}2")],
        ),
    ] {
        assert_eq!(body(page), leaves, "{page}");
    }
    let document = parse("<table><tr><th>Year<th>Event<tr><th>509<td>Brutus</table>");
    let heads = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Row { is_head } => Some(is_head),
        _ => None,
    });
    assert_eq!(heads.collect::<Vec<_>>(), [true, false]);
    let long = format!("<table><tr><td>Links<td>{}<tr><td>a<td>b</table>", PROSE.repeat(6));
    assert_eq!(body(&long)[0], "p: Links");
}

#[test]
fn lines_that_somebody_left_as_they_were_are_prose_and_programs_are_code() {
    assert_eq!(
        body(
            "<pre>\nThe Fall\n\nThe siege ended on 4 May 1805. The\nking fled on 6 May 1805.\n\nHe never came back to the city again.\n</pre>"
        ),
        [
            "heading: The Fall",
            "p: The siege ended on 4 May 1805. The king fled on 6 May 1805.",
            "p: He never came back to the city again.",
        ]
    );
    assert_eq!(
        body("<pre>for (i = 0; i < 3; i++)\n  go();</pre>")[0],
        "code: for (i = 0; i < 3; i++)\n  go();"
    );
}

#[test]
fn the_article_is_body_and_what_a_site_puts_around_it_is_none() {
    let site = format!(
        "<title>The Hills - A Site</title><nav>Home</nav><header><a href=/>A Site</a><h1>The Hills</h1></header>\
         <div class='layout has-sidebar'><div class=post><p>{PROSE}<p>Short.<p>{PROSE}\
         <div class='share-buttons'>Tell others</div><ul><li><a href=/1>One more</a><li><a href=/2>And more</a></ul></div>\
         <div class=relatedPosts><p>{PROSE}</div></div>\
         <div id=comments><p>First! {PROSE}</div><footer>All rights</footer><div class=cookie-banner>We bake.</div>"
    );
    let document = parse(&site);
    let prose = format!("p: {PROSE}");
    assert_eq!(leaves(&document, Role::Body), ["heading: The Hills", &prose, "p: Short.", &prose]);
    assert_eq!(leaves(&document, Role::Comments), [format!("p: First! {PROSE}")]);
    let left_out = leaves(&document, Role::Navigation).join("\n");
    for part in
        ["Home", "A Site", "Tell others", "One more", "p: Rome was", "All rights", "We bake."]
    {
        assert!(left_out.contains(part), "{part} in {left_out}");
    }
}

#[test]
fn the_main_part_counts_where_most_of_the_prose_is() {
    let beside = "<div>Read this.</div><nav>Home</nav>";
    let main = format!("{beside}<main><p>{PROSE}</main>");
    assert_eq!(body(&main), [format!("p: {PROSE}")]);
    let aside = format!("<nav>Home</nav><main><p>Menu.</main><div><p>{PROSE}<p>{PROSE}</div>");
    assert_eq!(body(&aside).len(), 2);
    // Without menus nobody has put anything around the text.
    let notes = format!("<div><p>{PROSE}</div><ul><li>509: Brutus.<li>44: Caesar.</ul>");
    assert_eq!(body(&notes).len(), 3);
    // A part is not left out for its name when most of the text stands there.
    let named = format!("<div class=sidebar><p>{PROSE}</div><nav>Home</nav>");
    assert_eq!(body(&named).len(), 1);
}

#[test]
fn lines_of_encyclopedias_that_lead_elsewhere_are_no_body() {
    let document = parse(
        "<main><h1>Prussia</h1><div>From Some Pedia, the free encyclopedia</div><div>Jump to: search</div>\
         <div class=hatnote>About a state.</div><p>Main article: Its kings<p>From Berlin, the army went to Paris.\
         <div class=thumbcaption>The hall as it was painted for the fair</div></main>",
    );
    assert_eq!(
        leaves(&document, Role::Body),
        [
            "heading: Prussia",
            "p: From Berlin, the army went to Paris.",
            "caption: The hall as it was painted for the fair"
        ]
    );
    assert_eq!(leaves(&document, Role::Navigation).len(), 4);
}

#[test]
fn lists_of_references_are_known_whatever_their_heading() {
    let entry = |name: &str, year: i32| {
        format!("<p>{name}, Ann, <i>A Long Winter</i>, Some Press, London, {year}.</p>")
    };
    let entries: String = ["Moore", "Nash", "Olsen"].map(|name| entry(name, 1987)).concat();
    let document = parse(&format!(
        "<h1>Of Winters</h1><p>{PROSE}</p><h2>Bibliography of the course</h2>{entries}<h2>Chosen references</h2>{entries}"
    ));
    assert_eq!(leaves(&document, Role::References).len(), 8);
    assert_eq!(document.sentences.len(), 1);
}

#[test]
fn declared_and_evident_encodings_are_read() {
    let head = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">";
    let old = [head.as_bytes(), b"<p>Charles fled from the Caf\xE9 \x93in 1830\x94."].concat();
    let declared =
        [&b"<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xA3\xF3d\xBC</p></html>"[..]]
            .concat();
    let wide: Vec<u8> = "\u{FEFF}<p>Łódź".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, text, encoding) in [
        (old, "Charles fled from the Café “in 1830”.", Some("windows-1252")),
        (declared, "Łódź", Some("ISO-8859-2")),
        (wide, "Łódź", Some("UTF-16LE")),
        (b"\xEF\xBB\xBF<meta charset=windows-1252><p>\xC5\x81".to_vec(), "Ł", None),
    ] {
        let document = read(bytes, Format::Html);
        assert_eq!((document.text.as_str(), document.encoding), (text, encoding));
    }
}

#[test]
fn a_page_saved_as_one_file_is_read() {
    let page = |encoding: &str, page: &str| {
        format!(
            "From: <Saved by some browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--b\"\r\n\r\n\
             ----b\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{page}\r\n\
             ----b\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh\r\n----b--\r\n"
        )
    };
    let quoted =
        page("quoted-printable", "<html><p class=3D\"a\">The Caf=E9 fell=\r\n in 146.</p></html>");
    for format in [Format::Html, Format::Text] {
        assert_eq!(read(&quoted, format).text, "The Café fell in 146.");
    }
    let coded = page("base64", "PHA+Um9tZSBmZWxsLjwvcD4=");
    assert_eq!(read(coded, Format::Html).text, "Rome fell.");
    let empty = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--\n";
    assert_eq!(
        refusal(empty, Format::Html),
        "expected an HTML file, found a damaged one: no page in it"
    );
}

#[test]
fn signs_are_no_markup_and_xhtml_closes_itself() {
    for (page, text) in [
        (
            "<p># 1 &gt; 2 * 3, _as_ [they](say) *here*.</p>",
            "# 1 > 2 * 3, _as_ [they](say) *here*.",
        ),
        (
            "<?xml version='1.0'?><html><head><title/><script src='a'/></head><body><p>Rome fell.</p></body></html>",
            "Rome fell.",
        ),
        ("<p>Rome <b>fell<p>in</b> 476.", "Rome fell\nin 476."),
        ("<div>Rome</div></div></p>fell<br>in<br><br>476.", "Rome\nfell in\n476."),
    ] {
        assert_eq!(parse(page).text, text);
    }
}

#[test]
fn html_in_markdown_is_read_as_pages_are() {
    let text = "# Water\n\nWater is H<sub>2</sub>O, 10<sup>2</sup> m <!-- ask -->deep, a <dfn>term</dfn><br>here.\n\n\
                <!-- to do -->\n\n<table>\n<tr><th>Year</th><th>King</th></tr>\n<tr><td>509 &amp; on</td><td>none</td></tr>\n</table>\n\n\
                <details><summary>More</summary>\n\nHe *fled*.\n\n</details>\n\n<img alt=\"A map of the hills\">\n";
    let document = read(text, Format::Markdown);
    assert_eq!(
        leaves(&document, Role::Body),
        [
            "heading: Water",
            "p: Water is H2O, 10² m deep, a term here.",
            "table/row/cell: Year",
            "table/row/cell: King",
            "table/row/cell: 509 & on",
            "table/row/cell: none",
            "p: More",
            "p: He fled.",
            "caption: A map of the hills",
        ]
    );
    assert_eq!(leaves(&document, Role::Hidden), ["p: ask", "p: to do"]);
    for word in ["10²", "King", "509 & on", "More"] {
        let at = document.text.find(word).unwrap();
        let source = &text[document.source_span(at..at + word.len())];
        let wanted = word.replace('²', "<sup>2</sup>").replace('&', "&amp;");
        assert!(
            source == wanted || source == "10<sup>2</sup>" || source.contains(&wanted),
            "{source}"
        );
    }
}

#[test]
fn a_page_of_the_wrong_name_is_still_a_page() {
    let html = b"\xEF\xBB\xBF<!doctype HTML><p>Rome fell.</p>";
    assert_eq!(read(html, Format::Text).text, "Rome fell.");
    assert_eq!(refusal(html, Format::Docx), "expected a DOCX file, found an HTML file");
    assert_eq!(read(b"<p>\n\xE9</p>", Format::Html).text, "é");
    assert_eq!(refusal("<p> </p>", Format::Html), "expected text, found none");
}

#[test]
fn a_million_nested_elements_are_read() {
    let text = format!("{}Rome fell.", "<blockquote><div><b>".repeat(1_000_000));
    assert_eq!(parse(&text).text, "Rome fell.");
}

#[test]
fn a_tag_of_a_million_attributes_is_refused() {
    for attribute in ["b=\"c\" ", "b='c'", "b ", "b=c "] {
        let text = format!("<p>Rome fell.<a {}>", attribute.repeat(1_000_000));
        assert_eq!(
            refusal(text, Format::Html),
            "expected a file that can be read in a few seconds, found one that takes longer"
        );
    }
    let text = format!("<p {}>Rome fell.", "b=\"c\" ".repeat(200));
    assert_eq!(parse(&text).text, "Rome fell.");
}

proptest! {
    #[test]
    fn spans_lie_on_borders_of_the_text(text in "(\\PC|<p>|</p>|<h2>|<li>|<ul>|<table>|<td>|<th>|</table>|<sup>|</sup>|1|<a href='#a'>|</a>|<nav>|<b>|</b>|<br>|<pre>|<!--|&amp;|<title>|<main>|</main>|\\. [A-Z]){1,60}") {
        for format in [Format::Html, Format::Markdown] {
            prop_assert!(is_sound(&text, format), "{format:?}");
        }
    }
}
