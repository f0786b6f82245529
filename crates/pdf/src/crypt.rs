//! Decryption by password (ISO 32000-2, 7.6): RC4 and AES.

use crate::Error;
use crate::object::{Dict, Object};
use aes::{Aes128, Aes256};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use cbc::{Decryptor, Encryptor};
use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// What fills a short password up.
const PAD: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// Number and generation of an object, to which its own key belongs.
pub(crate) type Id = (u32, u32);

/// The key of a file, and what it is for.
pub(crate) struct Crypt {
    key: Vec<u8>,
    streams: Method,
    texts: Method,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Plain,
    Rc4,
    Aes128,
    Aes256,
}

impl Crypt {
    /// `entries` are those of the trailer's `Encrypt`, `file` is the first
    /// part of its `ID`. The password may be the user's or the owner's.
    pub(crate) fn new(entries: &Dict, file: &[u8], password: &str) -> Result<Self, Error> {
        let unknown = |what: String| Err(Error::Encryption(what));
        let name = |dict: &Dict, key: &str| dict.get(key).and_then(Object::name).map(str::to_owned);
        let handler = name(entries, "Filter").unwrap_or_default();
        if handler != "Standard" {
            return unknown(format!("/{handler}"));
        }
        let version = number(entries, "V") as i64;
        let method = |key: &str| {
            let filter = name(entries, key).unwrap_or_default();
            let filters = entries.get("CF").and_then(Object::dict);
            let filter = filters.and_then(|filters| filters.get(&filter)?.dict());
            match filter.and_then(|filter| name(filter, "CFM")).as_deref() {
                Some("V2") => Method::Rc4,
                Some("AESV2") => Method::Aes128,
                Some("AESV3") => Method::Aes256,
                _ => Method::Plain,
            }
        };
        let (streams, texts) = match version {
            1..=3 => (Method::Rc4, Method::Rc4),
            4 | 5 => (method("StmF"), method("StrF")),
            _ => return unknown(format!("version {version}")),
        };
        let secrets = Secrets::of(entries, file);
        let key = if version == 5 { secrets.long_key(password) } else { secrets.key(password) };
        Ok(Self { key: key.ok_or(Error::Password)?, streams, texts })
    }

    pub(crate) fn stream(&self, bytes: &[u8], id: Id) -> Vec<u8> {
        self.open(self.streams, bytes, id)
    }

    /// Decrypts the texts of an object.
    pub(crate) fn texts(&self, object: &mut Object, id: Id) {
        match object {
            Object::Text(text) => *text = self.open(self.texts, text, id),
            Object::Array(parts) => parts.iter_mut().for_each(|part| self.texts(part, id)),
            Object::Dict(dict) | Object::Stream(dict, _) => {
                dict.values_mut().for_each(|value| self.texts(value, id));
            }
            _ => {}
        }
    }

    fn open(&self, method: Method, bytes: &[u8], id: Id) -> Vec<u8> {
        let own = |salt: &[u8]| {
            let (number, generation) = (id.0.to_le_bytes(), id.1.to_le_bytes());
            let key = md5(&[&self.key, &number[..3], &generation[..2], salt]);
            key[..(self.key.len() + 5).min(16)].to_vec()
        };
        match method {
            Method::Plain => bytes.to_vec(),
            Method::Rc4 => rc4(&own(b""), bytes),
            Method::Aes128 => unpadded(bytes, |iv, body| aes128(&own(b"sAlT"), iv, body)),
            Method::Aes256 => unpadded(bytes, |iv, body| aes256(&self.key, iv, body)),
        }
    }
}

/// What `Encrypt` says, to try passwords by.
struct Secrets<'a> {
    revision: u32,
    /// Bytes of a key.
    length: usize,
    owner: &'a [u8],
    user: &'a [u8],
    owner_key: &'a [u8],
    user_key: &'a [u8],
    permissions: [u8; 4],
    is_metadata_plain: bool,
    file: &'a [u8],
}

impl<'a> Secrets<'a> {
    fn of(entries: &'a Dict, file: &'a [u8]) -> Self {
        let text = |key: &str| match entries.get(key) {
            Some(Object::Text(text)) => text.as_slice(),
            _ => &[],
        };
        let revision = number(entries, "R") as u32;
        let bits = if entries.contains_key("Length") { number(entries, "Length") } else { 40.0 };
        let length = match (revision, number(entries, "V") as u32) {
            (2, _) => 5,
            (_, 4) => 16,
            _ => ((bits / 8.0) as usize).clamp(5, 16),
        };
        Self {
            revision,
            length,
            owner: text("O"),
            user: text("U"),
            owner_key: text("OE"),
            user_key: text("UE"),
            permissions: (number(entries, "P") as i64 as i32).to_le_bytes(),
            is_metadata_plain: entries.get("EncryptMetadata") == Some(&Object::Bool(false)),
            file,
        }
    }

    /// The key of revisions 2 to 4: that of a user, or of the owner.
    fn key(&self, password: &str) -> Option<Vec<u8>> {
        let bytes: Vec<u8> = password.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        let padded: Vec<u8> = bytes.iter().chain(&PAD).copied().take(32).collect();
        self.user_key(&padded).or_else(|| self.user_key(&self.of_owner(&padded)))
    }

    fn user_key(&self, padded: &[u8]) -> Option<Vec<u8>> {
        let plain: &[u8] =
            if self.revision >= 4 && self.is_metadata_plain { &[0xFF; 4] } else { &[] };
        let owner = self.owner.get(..32)?;
        let hash = md5(&[padded, owner, &self.permissions, self.file, plain]);
        let key = self.hardened(hash);
        let expected = match self.revision {
            2 => rc4(&key, &PAD),
            _ => {
                (0..20).fold(md5(&[&PAD, self.file]), |text, round| rc4(&xored(&key, round), &text))
            }
        };
        let length = if self.revision == 2 { 32 } else { 16 };
        (self.user.get(..length)? == &expected[..length]).then_some(key)
    }

    /// The user's password, by the owner's.
    fn of_owner(&self, padded: &[u8]) -> Vec<u8> {
        let key = self.hardened(md5(&[padded]));
        let owner = self.owner.get(..32).unwrap_or_default();
        match self.revision {
            2 => rc4(&key, owner),
            _ => (0..20).rev().fold(owner.to_vec(), |text, round| rc4(&xored(&key, round), &text)),
        }
    }

    fn hardened(&self, hash: Vec<u8>) -> Vec<u8> {
        let rounds = if self.revision >= 3 { 50 } else { 0 };
        let hash = (0..rounds).fold(hash, |hash, _| md5(&[&hash[..self.length]]));
        hash[..self.length].to_vec()
    }

    /// The key of revisions 5 and 6.
    fn long_key(&self, password: &str) -> Option<Vec<u8>> {
        let password = &password.as_bytes()[..password.len().min(127)];
        let (user, owner) = (self.user.get(..48)?, self.owner.get(..48)?);
        let hash = |salt: &[u8], user: &[u8]| match self.revision {
            5 => Sha256::digest([password, salt, user].concat()).to_vec(),
            _ => long_hash(password, salt, user),
        };
        let (salt, packed) = match () {
            () if hash(&user[32..40], b"") == user[..32] => (hash(&user[40..], b""), self.user_key),
            () if hash(&owner[32..40], user) == owner[..32] => {
                (hash(&owner[40..], user), self.owner_key)
            }
            () => return None,
        };
        Some(aes256(&salt, &[0; 16], packed)).filter(|key| key.len() == 32)
    }
}

/// Algorithm 2.B: hashes until the last byte says that it is enough.
fn long_hash(password: &[u8], salt: &[u8], user: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest([password, salt, user].concat()).to_vec();
    for round in 0..320 {
        let text = [password, &key, user].concat().repeat(64);
        let cipher = Encryptor::<Aes128>::new_from_slices(&key[..16], &key[16..32]);
        let text = cipher.expect("16 bytes each").encrypt_padded_vec::<NoPadding>(&text);
        key = match text[..16].iter().map(|&byte| u32::from(byte)).sum::<u32>() % 3 {
            0 => Sha256::digest(&text).to_vec(),
            1 => Sha384::digest(&text).to_vec(),
            _ => Sha512::digest(&text).to_vec(),
        };
        if round >= 63 && text.last().is_some_and(|&last| i32::from(last) <= round - 31) {
            break;
        }
    }
    key.truncate(32);
    key
}

fn number(dict: &Dict, key: &str) -> f64 {
    dict.get(key).and_then(Object::number).unwrap_or(0.0)
}

fn xored(key: &[u8], round: u8) -> Vec<u8> {
    key.iter().map(|byte| byte ^ round).collect()
}

fn md5(parts: &[&[u8]]) -> Vec<u8> {
    Md5::digest(parts.concat()).to_vec()
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if let Ok(mut cipher) = Rc4::new_from_slice(key) {
        cipher.apply_keystream(&mut bytes);
    }
    bytes
}

/// Whole blocks; nothing where there are none.
fn aes128(key: &[u8], iv: &[u8], bytes: &[u8]) -> Vec<u8> {
    let cipher = Decryptor::<Aes128>::new_from_slices(key, iv).ok();
    cipher.and_then(|cipher| cipher.decrypt_padded_vec::<NoPadding>(bytes).ok()).unwrap_or_default()
}

fn aes256(key: &[u8], iv: &[u8], bytes: &[u8]) -> Vec<u8> {
    let cipher = Decryptor::<Aes256>::new_from_slices(key, iv).ok();
    cipher.and_then(|cipher| cipher.decrypt_padded_vec::<NoPadding>(bytes).ok()).unwrap_or_default()
}

/// Opens what begins with its first vector and ends in the number of bytes
/// that fill the last block; what follows the last whole block is passed over.
fn unpadded(bytes: &[u8], open: impl Fn(&[u8], &[u8]) -> Vec<u8>) -> Vec<u8> {
    let Some((iv, body)) = bytes.split_at_checked(16) else { return Vec::new() };
    let mut text = open(iv, &body[..body.len() / 16 * 16]);
    let fill = text.last().map_or(0, |&last| usize::from(last));
    if fill <= 16 {
        text.truncate(text.len() - fill.min(text.len()));
    }
    text
}
