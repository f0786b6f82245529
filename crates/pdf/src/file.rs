//! A PDF's objects by their numbers. They are looked for, not looked up: the
//! file is scanned for them once and the last of a number counts, so that a
//! wrong or hostile table of places does no harm.

use crate::crypt::{Crypt, Id};
use crate::filter::{TooMuch, unpack};
use crate::object::{Dict, Item, Lexer, Object, Packed, is_blank};
use crate::{Error, Limits};
use foldhash::HashMap;
use memchr::memmem;
use std::cell::Cell;
use std::ops::Range;

/// Most bytes that one stream may unpack to.
const MAX_STREAM: usize = 64 << 20;

pub(crate) struct File<'a> {
    bytes: &'a [u8],
    pub(crate) limits: Limits,
    places: HashMap<u32, Place>,
    /// Streams of objects, unpacked.
    unpacked: Vec<Vec<u8>>,
    /// The trailers' entries; those of the last count.
    pub(crate) trailer: Dict,
    crypt: Option<Crypt>,
    /// Bytes that may still be unpacked, and read.
    may_unpack: Cell<usize>,
    may_read: Cell<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    File(usize),
    Unpacked { stream: usize, at: usize },
}

impl<'a> File<'a> {
    pub(crate) fn open(bytes: &'a [u8], password: &str, limits: Limits) -> Result<Self, Error> {
        let mut file = Self {
            bytes,
            limits,
            places: HashMap::default(),
            unpacked: Vec::new(),
            trailer: Dict::new(),
            crypt: None,
            may_unpack: Cell::new(limits.unpacked),
            may_read: Cell::new(limits.work),
        };
        let streams = file.scan()?;
        file.crypt = file.crypt(password)?;
        for id in streams {
            file.add_objects_of(id)?;
        }
        Ok(file)
    }

    /// What opens the file's streams and texts, where they are encrypted.
    fn crypt(&self, password: &str) -> Result<Option<Crypt>, Error> {
        let mut entries = self.get(&self.trailer, "Encrypt")?;
        let Object::Dict(entries) = &mut entries else { return Ok(None) };
        for value in entries.values_mut() {
            *value = self.resolve(value)?;
        }
        let id = self.get(&self.trailer, "ID")?;
        let id = id.array().and_then(<[Object]>::first).map(|id| self.resolve(id)).transpose()?;
        let id = if let Some(Object::Text(id)) = id { id } else { Vec::new() };
        Crypt::new(entries, &id, password).map(Some)
    }

    /// Finds all objects; gives those that are streams of objects.
    fn scan(&mut self) -> Result<Vec<u32>, Error> {
        let mut streams = Vec::new();
        let bytes = self.bytes;
        let mut trailers = memmem::find_iter(bytes, b"trailer").peekable();
        for at in memmem::find_iter(bytes, b"obj") {
            while let Some(trailer) = trailers.next_if(|&trailer| trailer < at) {
                self.extend_trailer(trailer)?;
            }
            if let Some((id, _)) = id_before(bytes, at) {
                self.found(id, at + 3, &mut streams)?;
            }
        }
        trailers.try_for_each(|trailer| self.extend_trailer(trailer))?;
        Ok(streams)
    }

    fn extend_trailer(&mut self, at: usize) -> Result<(), Error> {
        if let (Object::Dict(dict), _) = self.at(Place::File(at + 7))? {
            self.trailer.extend(dict);
        }
        Ok(())
    }

    fn found(&mut self, id: u32, at: usize, streams: &mut Vec<u32>) -> Result<(), Error> {
        self.places.insert(id, Place::File(at));
        if self.places.len() > self.limits.objects {
            return Err(Error::TooComplex);
        }
        let (Object::Dict(dict), _) = self.at(Place::File(at))? else { return Ok(()) };
        match dict.get("Type").and_then(Object::name) {
            Some("ObjStm") => streams.push(id),
            // The trailer of a newer file stands in its table of places.
            Some("XRef") => self.trailer.extend(dict),
            Some("Catalog") => {
                self.trailer.entry("Root".to_owned()).or_insert(Object::Ref(id));
            }
            _ => {}
        }
        Ok(())
    }

    /// Counts bytes that are read.
    pub(crate) fn work(&self, bytes: usize) -> Result<(), Error> {
        let left = self.may_read.get().checked_sub(bytes + 16).ok_or(Error::TooComplex)?;
        self.may_read.set(left);
        Ok(())
    }

    fn add_objects_of(&mut self, id: u32) -> Result<(), Error> {
        let own = self.places.get(&id).copied();
        let Object::Stream(dict, span) = self.object(id)? else { return Ok(()) };
        let Some(bytes) = self.unpacked(&dict, span)? else { return Ok(()) };
        let number = |key: &str| dict.get(key).and_then(Object::number).unwrap_or(0.0) as usize;
        let (count, first) = (number("N"), number("First"));
        let stream = self.unpacked.len();
        let mut lexer = Lexer::new(&bytes, 0);
        for _ in 0..count.min(self.limits.objects) {
            let (Some(Item::Object(Object::Number(id))), Some(Item::Object(Object::Number(at)))) =
                (lexer.next(), lexer.next())
            else {
                break;
            };
            let place = Place::Unpacked { stream, at: first.saturating_add(at as usize) };
            // What stands behind the stream is newer.
            if !matches!((self.places.get(&(id as u32)), own), (Some(Place::File(at)), Some(Place::File(own))) if *at > own)
            {
                self.places.insert(id as u32, place);
            }
        }
        self.unpacked.push(bytes);
        match self.places.len() > self.limits.objects {
            true => Err(Error::TooComplex),
            false => Ok(()),
        }
    }

    /// The object of a number; null where there is none.
    pub(crate) fn object(&self, id: u32) -> Result<Object, Error> {
        let Some(&place) = self.places.get(&id) else { return Ok(Object::Null) };
        let (object, mut lexer) = self.at(place)?;
        match (object, place) {
            (Object::Dict(dict), Place::File(_)) if lexer.next_is(b"stream") => {
                let span = self.span(&dict, lexer.at)?;
                Ok(Object::Stream(dict, Packed { span, id: (id, self.generation(place)) }))
            }
            (mut object, Place::File(_)) => {
                if let Some(crypt) = &self.crypt {
                    crypt.texts(&mut object, (id, self.generation(place)));
                }
                Ok(object)
            }
            (object, _) => Ok(object),
        }
    }

    fn generation(&self, place: Place) -> u32 {
        match place {
            Place::File(at) => id_before(self.bytes, at.saturating_sub(3)).map_or(0, |id| id.1),
            Place::Unpacked { .. } => 0,
        }
    }

    /// The object at a place, streams as dictionaries, and what follows it.
    fn at(&self, place: Place) -> Result<(Object, Lexer<'_>), Error> {
        let (bytes, at) = match place {
            Place::File(at) => (self.bytes, at),
            Place::Unpacked { stream, at } => (self.unpacked[stream].as_slice(), at),
        };
        let mut lexer = Lexer::new(bytes, at.min(bytes.len()));
        let object = lexer.object().unwrap_or(Object::Null);
        self.work(lexer.at.saturating_sub(at))?;
        Ok((object, lexer))
    }

    /// Where a stream's bytes lie: as long as it says where that is true.
    fn span(&self, dict: &Dict, word_end: usize) -> Result<Range<usize>, Error> {
        let rest = &self.bytes[word_end..];
        let start = word_end
            + match rest {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => 0,
            };
        let length = match dict.get("Length") {
            // Not by `object`: a length that is a stream might go round in circles.
            Some(Object::Ref(id)) => match self.places.get(id) {
                Some(&place) => self.at(place)?.0.number(),
                None => None,
            },
            other => other.and_then(Object::number),
        };
        let end = length.map(|length| start.saturating_add(length as usize));
        let is_end = |end: usize| {
            let after = self.bytes.get(end..).unwrap_or_default();
            let blanks = after.iter().take(4).take_while(|&&byte| is_blank(byte)).count();
            after[blanks..].starts_with(b"endstream")
        };
        if let Some(end) = end.filter(|&end| is_end(end)) {
            return Ok(start..end);
        }
        let body = &self.bytes[start.min(self.bytes.len())..];
        let length = body.windows(9).position(|window| window == b"endstream");
        let length = length.unwrap_or(body.len());
        self.work(length)?;
        Ok(start..start + length)
    }

    /// What a reference stands for; other objects as they are.
    pub(crate) fn resolve(&self, object: &Object) -> Result<Object, Error> {
        let mut object = object.clone();
        for _ in 0..8 {
            let Object::Ref(id) = object else { return Ok(object) };
            object = self.object(id)?;
        }
        Ok(Object::Null)
    }

    /// An entry of a dictionary, resolved; null where there is none.
    pub(crate) fn get(&self, dict: &Dict, key: &str) -> Result<Object, Error> {
        dict.get(key).map_or(Ok(Object::Null), |object| self.resolve(object))
    }

    /// The numbers of an array, of which no more than a matrix has are read.
    pub(crate) fn numbers(&self, dict: &Dict, key: &str) -> Result<Vec<f64>, Error> {
        let array = self.get(dict, key)?;
        let parts = array.array().unwrap_or_default().iter().take(7);
        let numbers = parts.map(|part| Ok(self.resolve(part)?.number()));
        numbers.filter_map(Result::transpose).collect()
    }

    /// A stream's bytes; none where they are a picture's.
    pub(crate) fn unpacked(&self, dict: &Dict, packed: Packed) -> Result<Option<Vec<u8>>, Error> {
        let filters = self.list(dict, &["Filter", "F"])?;
        let parameters = self.list(dict, &["DecodeParms", "DP"])?;
        let bytes = self.bytes.get(packed.span).unwrap_or_default();
        self.work(bytes.len())?;
        let is_plain = dict.get("Type").and_then(Object::name) == Some("XRef")
            || filters.first().and_then(Object::name) == Some("Crypt");
        let mut bytes = match &self.crypt {
            Some(crypt) if !is_plain => crypt.stream(bytes, packed.id),
            _ => bytes.to_vec(),
        };
        for (index, filter) in filters.iter().take(8).enumerate() {
            let parameters = parameters.get(index).and_then(Object::dict);
            let filter = filter.name().unwrap_or_default();
            let most = self.may_unpack.get().min(MAX_STREAM);
            match unpack(filter, parameters, &bytes, most) {
                None => return Ok(None),
                Some(Err(TooMuch)) => return Err(Error::Unpacked),
                Some(Ok(unpacked)) => bytes = unpacked,
            }
            let left = self.may_unpack.get().checked_sub(bytes.len()).ok_or(Error::Unpacked)?;
            self.may_unpack.set(left);
        }
        Ok(Some(bytes))
    }

    /// One object or several, resolved, under the first key that is there.
    fn list(&self, dict: &Dict, keys: &[&str]) -> Result<Vec<Object>, Error> {
        let Some(found) = keys.iter().find_map(|key| dict.get(*key)) else { return Ok(Vec::new()) };
        match self.resolve(found)? {
            Object::Null => Ok(Vec::new()),
            Object::Array(parts) => parts.iter().take(8).map(|part| self.resolve(part)).collect(),
            object => Ok(vec![object]),
        }
    }

    /// Numbers of all objects, in order.
    pub(crate) fn ids(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = self.places.keys().copied().collect();
        ids.sort_unstable();
        ids
    }
}

/// The object's number and generation before `obj`.
fn id_before(bytes: &[u8], word: usize) -> Option<Id> {
    let near = &bytes[word.saturating_sub(36)..word];
    let mut parts = near.rsplit(|&byte| is_blank(byte)).filter(|part| !part.is_empty());
    let generation = parts.next().filter(|part| part.iter().all(u8::is_ascii_digit))?;
    let generation = std::str::from_utf8(generation).ok()?.parse().unwrap_or(0);
    let part = parts.next()?;
    // Something else may stand right before it.
    let digits = part.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&part[part.len() - digits..]).ok()?.parse().ok()?;
    Some((number, generation))
}
