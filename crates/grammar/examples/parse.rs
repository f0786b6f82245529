//! Prints the parse of each line of the input, a sentence a line, in CoNLL-U.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::io::{self, BufRead};

use byheart_grammar::{Model, Word, tokens};

fn main() -> io::Result<()> {
    let mut parser = Model::shared().parser();
    for line in io::stdin().lock().lines() {
        let text = line?;
        let spans = tokens(&text);
        let forms: Vec<&str> = spans.iter().map(|span| &text[span.clone()]).collect();
        println!("# text = {text}");
        for (place, (form, word)) in forms.iter().zip(parser.parse(&forms)).enumerate() {
            let Word { upos, xpos, head, relation } = word;
            let head = head.map_or(0, |head| head + 1);
            let touches = spans.get(place + 1).is_some_and(|next| next.start == spans[place].end);
            let space = if touches { "SpaceAfter=No" } else { "_" };
            println!("{}\t{form}\t_\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{space}", place + 1);
        }
        println!();
    }
    Ok(())
}
