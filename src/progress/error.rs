//! What can go wrong with progress, and the remedy.

use crate::base::file::room;
use std::io;
use std::path::{Path, PathBuf};

/// Progress could not be read or saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder could not be read.
    #[error("cannot read {path}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// An event could not be saved; nothing of it was kept.
    #[error("not saved: '{event}' for {card}; {path} could not be written")]
    NotSaved {
        /// What happened to the card.
        event: String,
        /// The card.
        card: String,
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A lock, the device's name or a folder could not be made.
    #[error("cannot write {path}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The device's name has other characters than a-z, 0-9 and -.
    #[error("expected a device name of 1 to 64 characters of a-z, 0-9 and '-', found '{0}'")]
    DeviceName(String),
    /// A file would be too large to be read again.
    #[error("{path} would be larger than {most} MiB")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// In MiB.
        most: u64,
    },
    /// A link would lead writing out of the home.
    #[error("{0} is a link; progress is only written to real folders and files in the home")]
    Link(PathBuf),
}

impl StoreError {
    pub(super) fn read(path: &Path, cause: io::Error) -> Self {
        Self::Read { path: path.to_path_buf(), cause }
    }

    pub(super) fn write(path: &Path, cause: io::Error) -> Self {
        Self::Write { path: path.to_path_buf(), cause }
    }

    /// What a person can do about it.
    pub fn remedy(&self) -> String {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        let (path, cause) = match self {
            Self::Read { path, cause }
            | Self::NotSaved { path, cause, .. }
            | Self::Write { path, cause } => (path, cause),
            Self::DeviceName(_) => return "set BYHEART_DEVICE to such a name".to_owned(),
            Self::TooLarge { .. } => {
                return "ask fewer questions, or give shorter answers; every earlier answer is saved"
                    .to_owned();
            }
            Self::Link(_) => {
                return "put the folder or file itself in the place of the link".to_owned();
            }
        };
        let path = path.display();
        if let Some(remedy) = room(cause) {
            return format!("{remedy} and go on; every earlier answer is saved");
        }
        match cause.kind() {
            PermissionDenied | ReadOnlyFilesystem => {
                format!("give yourself the right to write {path}, or name another home with --home")
            }
            _ => format!("check {path}; every earlier answer is saved"),
        }
    }
}
