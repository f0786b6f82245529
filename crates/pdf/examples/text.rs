//! Prints the text of a PDF: `text [--all|--lines] FILE [PASSWORD]`. With `--all`
//! what was left out follows behind a form feed; with `--lines` each line stands
//! with its place, and why it was left out.

#![expect(clippy::print_stdout, reason = "an example to look with")]

use byheart_pdf::{BlockKind, Document, Limits, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, arguments): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [path, rest @ ..] = &arguments[..] else { return Err("expected a file".into()) };
    let password = rest.first().map_or("", String::as_str);
    let document = read(&std::fs::read(path)?, password, Limits::default())?;
    if options.iter().any(|option| option == "--lines") {
        print_lines(&document);
        return Ok(());
    }
    print_blocks(&document);
    if options.iter().any(|option| option == "--all") {
        println!("\x0c");
        let lines = document.pages.iter().flat_map(|page| &page.lines);
        lines.filter(|line| line.left_out.is_some()).for_each(|line| println!("{}", line.text));
    }
    Ok(())
}

fn print_lines(document: &Document) {
    for page in &document.pages {
        println!("page {}", page.number);
        for line in &page.lines {
            let reason = line.left_out.map(|reason| format!("{reason:?}")).unwrap_or_default();
            let (left, right, base, size) = (line.left, line.right, line.base, line.size);
            println!("{reason:12}{left:6.1}{right:7.1}{base:7.1}{size:6.1} {}", line.text);
        }
    }
}

fn print_blocks(document: &Document) {
    for block in &document.blocks {
        match block.kind {
            BlockKind::Heading { level } => print!("{} ", "#".repeat(level.into())),
            BlockKind::Item => print!("- "),
            _ => {}
        }
        println!("{}\n", block.text);
    }
}
