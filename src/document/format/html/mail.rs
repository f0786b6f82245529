//! Pages that a browser saved with their parts as one file: MHTML, which is mail.

use crate::document::error::{ReadError, damaged};
use crate::document::format::Format;
use mail_parser::{MessageParser, PartType};

/// Furthest that the head of such a file is looked at, in bytes.
const MAX_HEAD: usize = 4096;

/// Whether a file begins as mail that has several parts.
pub(in crate::document) fn is_archive(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(MAX_HEAD)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_field = head.lines().next().is_some_and(|line| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        })
    });
    is_field && head.contains("content-type:") && head.contains("multipart/related")
}

/// The page: the first part that is HTML.
pub(super) fn page(bytes: &[u8]) -> Result<String, ReadError> {
    let mail = MessageParser::default().parse(bytes);
    let parts = mail.into_iter().flat_map(|mail| mail.parts);
    let page = parts.into_iter().find_map(|part| match part.body {
        PartType::Html(page) => Some(page.into_owned()),
        _ => None,
    });
    page.ok_or_else(|| damaged(Format::Html, "no page in it"))
}
