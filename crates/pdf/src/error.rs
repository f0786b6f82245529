//! Why a file cannot be read, and how much of one is read.

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It has no pages: no PDF, or one that is damaged beyond reading.
    #[error("expected pages, found none")]
    NoPages,
    /// It opens with a password, and the one that was given is not it.
    #[error("expected the password that opens the file, found another or none")]
    Password,
    /// It is encrypted in a way that is not known.
    #[error("expected an encryption by password, found {0}")]
    Encryption(String),
    /// Its streams unpack to more than [`Limits::unpacked`] bytes.
    #[error("expected less when unpacked, found more")]
    Unpacked,
    /// Its text is longer than [`Limits::text`]; how many bytes were found.
    #[error("expected less text, found {0} bytes")]
    TooLong(usize),
    /// It has more pages, objects or work than the limits allow.
    #[error("expected a file that can be read in a few seconds, found one that takes longer")]
    TooComplex,
}

/// How much of a file is read before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub text: usize,
    /// Bytes that its streams may unpack to, all together.
    pub unpacked: usize,
    /// Bytes that may be read, those counted again that are read again. It
    /// bounds the time.
    pub work: usize,
    /// Numbered objects.
    pub objects: usize,
    /// Pages.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: 20 << 20,
            unpacked: 128 << 20,
            work: 256 << 20,
            objects: 1 << 20,
            pages: 20_000,
        }
    }
}
