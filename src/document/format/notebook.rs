//! Jupyter notebooks: Markdown cells as Markdown, the others as they stand.

use super::{Format, markdown};
use crate::document::builder::Builder;
use crate::document::error::{ReadError, damaged};
use crate::document::tree::BlockKind;
use serde::Deserialize;
use std::collections::HashMap;

pattern!(
    /// What colours the output of a program on a terminal.
    COLOURS,
    "\u{1B}\\[[0-9;?]*[A-Za-z]"
);

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    cells: Vec<Cell>,
    /// Where cells stood before the fourth version of the format.
    #[serde(default)]
    worksheets: Vec<Worksheet>,
}

#[derive(Deserialize)]
struct Worksheet {
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    cell_type: String,
    #[serde(default, alias = "input")]
    source: Lines,
    #[serde(default)]
    level: Option<u8>,
    #[serde(default)]
    outputs: Vec<Output>,
}

#[derive(Deserialize)]
struct Output {
    #[serde(default)]
    text: Lines,
    #[serde(default)]
    data: HashMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Many(Vec<String>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::One(String::new())
    }
}

impl Lines {
    fn text(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(lines) => lines.concat(),
        }
    }
}

/// Reads a notebook; its places in the file are not kept, as they are escaped there.
pub(in crate::document) fn read(builder: &mut Builder, source: &str) -> Result<(), ReadError> {
    let notebook: Notebook = serde_json::from_str(source.trim_start_matches('\u{FEFF}'))
        .map_err(|fault| damaged(Format::Notebook, fault.to_string()))?;
    let old = notebook.worksheets.iter().flat_map(|sheet| &sheet.cells);
    for cell in notebook.cells.iter().chain(old) {
        let text = cell.source.text();
        match (cell.cell_type.as_str(), cell.level) {
            ("heading", level) => {
                let level = level.unwrap_or(1).clamp(1, 7);
                builder.leaf(BlockKind::Heading { level }, &text)?;
            }
            ("markdown", _) => markdown::read_part(builder, &text)?,
            ("code", _) => {
                builder.leaf(BlockKind::Code, &text)?;
                for output in &cell.outputs {
                    builder.leaf(BlockKind::Code, &output.shown())?;
                }
            }
            _ => builder.leaf(BlockKind::Paragraph, &text)?,
        }
    }
    builder.forget_sources();
    Ok(())
}

impl Output {
    fn shown(&self) -> String {
        let plain = self.data.get("text/plain").and_then(|text| Lines::deserialize(text).ok());
        let text = plain.as_ref().unwrap_or(&self.text).text();
        COLOURS.replace_all(&text, "").into_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{is_sound, read, refusal, titles};
    use crate::document::{BlockKind, Format};
    use proptest::prelude::*;

    #[test]
    fn cells_are_read_by_their_kind() {
        let document = read(
            r##"{"cells": [
                {"cell_type": "markdown", "metadata": {}, "source": ["# Tides\n", "\n", "The moon *pulls*."]},
                {"cell_type": "code", "source": "print(12)", "outputs": [{"output_type": "stream", "text": ["\u001b[1m12\u001b[0m\n"]}]},
                {"cell_type": "raw", "source": "As it *stands*."}
            ], "nbformat": 4}"##,
            Format::Notebook,
        );
        assert_eq!(titles(&document), ["Tides"]);
        let leaves = document.blocks.iter().filter(|block| block.kind.is_leaf());
        let leaves: Vec<_> =
            leaves.map(|block| (block.kind, document.slice(block.span.clone()))).collect();
        assert_eq!(
            leaves,
            [
                (BlockKind::Heading { level: 1 }, "Tides"),
                (BlockKind::Paragraph, "The moon pulls."),
                (BlockKind::Code, "print(12)"),
                (BlockKind::Code, "12"),
                (BlockKind::Paragraph, "As it *stands*."),
            ]
        );
    }

    #[test]
    fn what_is_no_notebook_is_refused() {
        let message = refusal("{\"cells\": 3}", Format::Notebook);
        assert_eq!(
            message,
            "expected a Jupyter notebook, found a damaged one: invalid type: integer `3`, expected a sequence at line 1 column 11"
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r#"[\[\]{}":,a1 ]{0,60}"#) {
            let cell = format!("{{\"cells\":[{{\"cell_type\":\"markdown\",\"source\":{text:?}}}]}}");
            prop_assert!(is_sound(text, Format::Notebook));
            prop_assert!(is_sound(cell, Format::Notebook));
        }
    }
}
