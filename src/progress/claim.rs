//! A card on the screen is claimed, so that two terminals do not ask it at
//! once. A claim is an advisory lock, which dies with its process.

use super::error::StoreError;
use crate::base::file::{create_folder, has_locks, try_lock};
use crate::base::hash::stable_hash;
use crate::deck::CardId;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Cards share this many lock files: two cards of one file cannot be claimed
/// at once, which only means that one of them comes a little later.
const SLOTS: u64 = 4096;

/// Where claims of one home live.
#[derive(Debug)]
pub struct Claims {
    folder: PathBuf,
}

/// What is claimed, a card or a sitting, by its lock; dropping it gives it free.
#[derive(Debug)]
pub struct Claim(File);

impl Drop for Claim {
    fn drop(&mut self) {
        // A program that is being started, as an editor, has the file open as well until
        // it runs: closing alone would leave the lock to it for a moment.
        let _ = self.0.unlock();
    }
}

impl Claims {
    /// Keeps claims in `cache_dir`.
    pub fn open(cache_dir: &Path) -> Result<Self, StoreError> {
        let folder = cache_dir.join("claims");
        create_folder(&folder).map_err(|cause| StoreError::write(&folder, cause))?;
        Ok(Self { folder })
    }

    /// Whether the file system has locks: where it has none, two terminals may ask one card.
    pub fn are_kept(&self) -> bool {
        has_locks(&self.folder.join("probe")).unwrap_or(true)
    }

    /// Claims a card; none where another process has it.
    pub fn try_claim(&self, card: &CardId) -> Result<Option<Claim>, StoreError> {
        let slot = stable_hash(card.as_str().bytes()) % SLOTS;
        try_claim(&self.folder.join(format!("{slot:03x}")))
    }
}

/// Claims what the lock at `path` stands for; none where another process has it.
pub(super) fn try_claim(path: &Path) -> Result<Option<Claim>, StoreError> {
    let lock = try_lock(path).map_err(|cause| StoreError::write(path, cause))?;
    Ok(lock.map(Claim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_claimed_once_until_it_is_given_free() {
        let cache = tempfile::tempdir().unwrap();
        let [one, two] = [(); 2].map(|()| Claims::open(cache.path()).unwrap());
        let card: CardId = "a/b".parse().unwrap();
        let claim = one.try_claim(&card).unwrap();
        assert!(claim.is_some());
        assert!(two.try_claim(&card).unwrap().is_none());
        assert!(two.try_claim(&"a/c".parse().unwrap()).unwrap().is_some());
        drop(claim);
        assert!(two.try_claim(&card).unwrap().is_some());
    }

    #[test]
    fn a_claim_given_free_is_free_though_the_file_is_open_elsewhere() {
        let cache = tempfile::tempdir().unwrap();
        let claims = Claims::open(cache.path()).unwrap();
        let card: CardId = "a/b".parse().unwrap();
        let claim = claims.try_claim(&card).unwrap().unwrap();
        let _inherited = claim.0.try_clone().unwrap();
        drop(claim);
        assert!(claims.try_claim(&card).unwrap().is_some());
    }
}
