//! What is put on a page beside its content: the values of a form's fields, and
//! texts that people typed on it.

use crate::file::File;
use crate::object::{Dict, Object, Packed};
use crate::piece::{Matrix, Piece, Turn};
use crate::{Error, decoded};

/// Flags of annotations that nobody sees, and of fields that show no letters.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
const PASSWORD: u32 = 1 << 13;
/// How far a field may look above itself for what it is.
const MAX_PARENTS: usize = 8;
/// The size of a value's letters, where none is said, and its share of the field.
const MAX_SIZE: f64 = 12.0;
const SHARE: f64 = 0.7;

/// What an annotation shows.
pub(crate) enum Shown {
    /// Content of its own, and where it stands on the page.
    Form(Dict, Packed, Matrix),
    /// The value of a field that nobody has drawn.
    Value(Vec<Piece>),
}

/// What an annotation of a page shows; none where it shows no text.
pub(crate) fn shown(file: &File<'_>, annotation: &Object) -> Result<Option<Shown>, Error> {
    let annotation = file.resolve(annotation)?;
    let Some(dict) = annotation.dict() else { return Ok(None) };
    let [left, low, right, high] = match rectangle(file, dict, "Rect")? {
        Some(place) if flags(file, dict, "F")? & UNSEEN == 0 => place,
        _ => return Ok(None),
    };
    let field = Field::of(file, dict)?;
    if field.flags & PASSWORD != 0 {
        return Ok(None);
    }
    let Some(Object::Stream(form, packed)) = appearance(file, dict)? else {
        return Ok(field.value.map(|text| Shown::Value(pieces(&text, [left, low, high]))));
    };
    let matrix = Matrix::of(&file.numbers(&form, "Matrix")?).unwrap_or_default();
    let Some(own) = rectangle(file, &form, "BBox")? else { return Ok(None) };
    let [x, y, far_x, far_y] = matrix.around(own);
    // A side of no length says nothing of the scale.
    let scale = |length: f64, own: f64| if own.abs() < 1e-6 { 1.0 } else { length / own };
    let (across, up) = (scale(right - left, far_x - x), scale(high - low, far_y - y));
    let place = Matrix([across, 0.0, 0.0, up, left - x * across, low - y * up]);
    Ok(Some(Shown::Form(form, packed, place)))
}

/// The content that draws it: the one of its state, where it has several.
fn appearance(file: &File<'_>, dict: &Dict) -> Result<Option<Object>, Error> {
    let drawn = file.get(dict, "AP")?;
    let Some(drawn) = drawn.dict() else { return Ok(None) };
    match (file.get(drawn, "N")?, dict.get("AS").and_then(Object::name)) {
        (Object::Dict(states), Some(state)) => Ok(Some(file.get(&states, state)?)),
        (drawn, _) => Ok(Some(drawn)),
    }
}

/// What is typed or chosen in a field.
#[derive(Default)]
struct Field {
    /// All flags of it and of the fields above it.
    flags: u32,
    value: Option<String>,
}

impl Field {
    /// A field says of itself what it is, or those above it do.
    fn of(file: &File<'_>, dict: &Dict) -> Result<Self, Error> {
        let mut field = Self::default();
        if dict.get("Subtype").and_then(Object::name) != Some("Widget") {
            return Ok(field);
        }
        let mut dict = dict.clone();
        for _ in 0..MAX_PARENTS {
            field.flags |= flags(file, &dict, "Ff")?;
            if field.value.is_none() {
                field.value = value(file, &dict)?;
            }
            match file.get(&dict, "Parent")? {
                Object::Dict(above) => dict = above,
                _ => return Ok(field),
            }
        }
        // What is too far above may say that nobody should read it.
        Ok(Self { value: None, ..field })
    }
}

/// One text, or those that are chosen from a list.
fn value(file: &File<'_>, dict: &Dict) -> Result<Option<String>, Error> {
    let parts = match file.get(dict, "V")? {
        Object::Array(parts) => parts,
        part => vec![part],
    };
    let mut value: Option<String> = None;
    for part in &parts {
        let Object::Text(text) = file.resolve(part)? else { continue };
        let value = value.get_or_insert_default();
        value.push_str(if value.is_empty() { "" } else { "\n" });
        value.push_str(&decoded(&text));
        if value.len() > file.limits.text {
            return Err(Error::TooLong(value.len()));
        }
    }
    Ok(value)
}

/// A value's lines, from the top of its field down.
fn pieces(value: &str, [left, low, high]: [f64; 3]) -> Vec<Piece> {
    let lines: Vec<&str> =
        value.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
    let height = (high - low) / lines.len().max(1) as f64;
    let size = (height * SHARE).clamp(1.0, MAX_SIZE);
    let line = |(at, text): (usize, &&str)| {
        let right = left + text.chars().count() as f64 * size / 2.0;
        Piece {
            text: (*text).to_owned(),
            left,
            right,
            next: right,
            base: high - (at + 1) as f64 * height.min(size / SHARE) + size / 4.0,
            size,
            is_bold: false,
            is_italic: false,
            turn: Turn::Level,
            is_artifact: false,
        }
    };
    lines.iter().enumerate().map(line).collect()
}

fn flags(file: &File<'_>, dict: &Dict, key: &str) -> Result<u32, Error> {
    Ok(file.get(dict, key)?.number().unwrap_or(0.0) as i64 as u32)
}

/// Four numbers in their order: left, low, right, high.
fn rectangle(file: &File<'_>, dict: &Dict, key: &str) -> Result<Option<[f64; 4]>, Error> {
    let corners: Option<[f64; 4]> = file.numbers(dict, key)?.try_into().ok();
    let sane = corners.filter(|corners| corners.iter().all(|n| n.is_finite() && n.abs() < 1e6));
    Ok(sane.map(|[a, b, c, d]| [a.min(c), b.min(d), a.max(c), b.max(d)]))
}
