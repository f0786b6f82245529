//! An editor for one line of text, by graphemes. Pure.

use super::Editing;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A typed answer has so many characters at most: the judge reads no more, and
/// what is pasted by mistake must not fill a file.
pub const MOST_TYPED: usize = 2000;

/// The text and the place of the cursor, in bytes and on a grapheme border.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    cursor: usize,
    /// Characters that were there at first: so many more may stand there.
    held: usize,
}

impl Editor {
    /// A text that is there already, however long, with the cursor behind it.
    pub fn holding(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), held: text.chars().count() }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts text before the cursor, as far as it has room.
    pub fn insert(&mut self, text: &str) {
        let room = (MOST_TYPED + self.held).saturating_sub(self.text.chars().count());
        let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
        let text = &text[..end];
        self.text.insert_str(self.cursor, text);
        let end = self.cursor + text.len();
        // What was typed may have joined its neighbour into one grapheme.
        let borders = self.text.grapheme_indices(true).map(|(at, _)| at).chain([self.text.len()]);
        self.cursor = borders.filter(|&at| at >= end).min().unwrap_or(end);
    }

    /// Changes the text or moves the cursor, by graphemes.
    pub fn edit(&mut self, editing: Editing) {
        match editing {
            Editing::Backspace => self.remove(self.before()..self.cursor),
            Editing::Delete => self.remove(self.cursor..self.after()),
            Editing::KillLine => self.remove(0..self.cursor),
            Editing::KillWord => self.kill_word(),
            Editing::Left => self.cursor = self.before(),
            Editing::Right => self.cursor = self.after(),
            Editing::Home => self.cursor = 0,
            Editing::End => self.cursor = self.text.len(),
        }
    }

    /// Deletes the word before the cursor and the blanks behind it.
    fn kill_word(&mut self) {
        let before = self.text[..self.cursor].trim_end();
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let start = (start..=self.cursor).find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        self.remove(start..self.cursor);
    }

    /// The part that fits into `width` columns with the cursor in it, and the
    /// column of the cursor in that part.
    pub fn view(&self, width: usize) -> (String, usize) {
        let (mut start, mut column) = (self.cursor, 0);
        for (at, grapheme) in self.text[..self.cursor].grapheme_indices(true).rev() {
            if column + grapheme.width() >= width.max(2) {
                break;
            }
            (start, column) = (at, column + grapheme.width());
        }
        let (mut shown, mut used) = (String::new(), 0);
        for grapheme in self.text[start..].graphemes(true) {
            used += grapheme.width();
            if used > width {
                break;
            }
            shown.push_str(grapheme);
        }
        (shown, column)
    }

    /// The text in rows of at most `width` columns, broken between words where that is
    /// possible, and the row and column of the cursor; blanks at the end of a row may stand
    /// out.
    pub fn rows(&self, width: usize) -> (Vec<&str>, (usize, usize)) {
        let (text, width) = (self.text.as_str(), width.max(2));
        let mut rows: Vec<Range<usize>> = Vec::new();
        let (mut start, mut used, mut word) = (0, 0, 0);
        for (at, grapheme) in text.grapheme_indices(true) {
            if grapheme.ends_with('\n') {
                rows.push(start..at);
                (start, used, word) = (at + grapheme.len(), 0, at + grapheme.len());
                continue;
            }
            let is_blank = grapheme.chars().all(char::is_whitespace);
            if used + grapheme.width() > width && at > start && !is_blank {
                let cut = if word > start { word } else { at };
                rows.push(start..cut);
                (start, used) = (cut, text[cut..at].width());
            }
            used += grapheme.width();
            word = if is_blank { at + grapheme.len() } else { word };
        }
        rows.push(start..text.len());
        let row = rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0);
        let column = text[rows[row].start..self.cursor].width();
        (rows.into_iter().map(|row| &text[row]).collect(), (row, column))
    }

    fn remove(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].grapheme_indices(true).next_back();
        last.map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::default();
        text.chars().for_each(|c| editor.insert(&c.to_string()));
        editor
    }

    #[test]
    fn backspace_takes_a_whole_grapheme() {
        for (text, left) in [("한국", "한"), ("cafe\u{301}", "caf"), ("a👩‍👩‍👧", "a"), ("שלום", "שלו")]
        {
            let mut editor = typed(text);
            editor.edit(Editing::Backspace);
            assert_eq!(editor.text(), left);
        }
    }

    #[test]
    fn the_cursor_moves_and_inserts_between() {
        let mut editor = typed("한국");
        editor.edit(Editing::Left);
        editor.insert("x");
        assert_eq!(editor.text(), "한x국");
        editor.edit(Editing::Home);
        editor.edit(Editing::Delete);
        assert_eq!(editor.text(), "x국");
        editor.edit(Editing::End);
        editor.edit(Editing::KillLine);
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn no_more_is_taken_than_an_answer_may_have() {
        let mut editor = typed("한");
        editor.insert(&"한".repeat(3000));
        assert_eq!(editor.text().chars().count(), MOST_TYPED);
        editor.insert("x");
        assert!(!editor.text().contains('x'));
        editor.edit(Editing::Backspace);
        editor.insert("x");
        assert!(editor.text().ends_with('x'));
    }

    #[test]
    fn a_word_is_deleted_with_the_blanks_behind_it() {
        let mut editor = typed("June 25,  1950  ");
        editor.edit(Editing::KillWord);
        assert_eq!(editor.text(), "June 25,  ");
    }

    #[test]
    fn a_long_text_scrolls_so_that_the_cursor_is_seen() {
        assert_eq!(typed("abcdef").view(4), ("def".to_owned(), 3));
        assert_eq!(typed("한국어").view(5), ("국어".to_owned(), 4));
        let mut editor = typed("abcdef");
        editor.edit(Editing::Home);
        assert_eq!(editor.view(4), ("abcd".to_owned(), 0));
    }

    #[test]
    fn a_text_stands_in_rows_with_the_cursor_in_one() {
        let rows = |text: &str, width| {
            let editor = Editor::holding(text);
            let (rows, cursor) = editor.rows(width);
            (rows.join("|"), cursor)
        };
        assert_eq!(rows("", 5), (String::new(), (0, 0)));
        assert_eq!(rows("one two three", 8), ("one two |three".to_owned(), (1, 5)));
        assert_eq!(rows("abcdefg", 3), ("abc|def|g".to_owned(), (2, 1)));
        assert_eq!(rows("한국어", 5), ("한국|어".to_owned(), (1, 2)));
        assert_eq!(rows("a\nb", 9), ("a|b".to_owned(), (1, 1)));
        let mut editor = Editor::holding("one two");
        editor.edit(Editing::Home);
        assert_eq!(editor.rows(4), (vec!["one ", "two"], (0, 0)));
    }

    #[test]
    fn a_text_that_is_there_is_kept_whole_and_has_room_for_more() {
        let mut editor = Editor::holding(&"x".repeat(3000));
        assert_eq!(editor.text().len(), 3000);
        editor.insert(&"y".repeat(3000));
        assert_eq!(editor.text().len(), 3000 + MOST_TYPED);
    }

    const ALL: [Editing; 8] = {
        use Editing::*;
        [Backspace, Delete, Left, Right, Home, End, KillWord, KillLine]
    };

    proptest! {
        #[test]
        fn no_sequence_of_keys_makes_it_panic(
            keys in proptest::collection::vec((proptest::sample::select(&ALL[..]), "\\PC{0,3}"), 0..40),
            width in 0..20_usize,
        ) {
            let mut editor = Editor::default();
            for (editing, text) in keys {
                editor.insert(&text);
                editor.edit(editing);
                let (_, column) = editor.view(width);
                prop_assert!(column <= width.max(2));
                let (rows, (row, _)) = editor.rows(width);
                prop_assert!(row < rows.len());
                let one_line = !editor.text().contains(['\n', '\r']);
                prop_assert!(!one_line || rows.concat() == editor.text());
            }
        }
    }
}
