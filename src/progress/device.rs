//! The device that writes: its name, and the home's key.

use super::error::StoreError;
use crate::base::file::{read_text, replace, wait_for_lock};
use crate::base::hash::stable_hash;
use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Longest file that holds a name.
const MAX_BYTES: u64 = 4096;

/// This machine's name in one home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    name: String,
    home_key: String,
    /// The folder of the names that this machine has in all homes.
    names: PathBuf,
}

impl Device {
    /// The name kept in `state_dir` for `home`; made of the host's name and
    /// `random` on first use. `given` (`BYHEART_DEVICE`) comes first.
    pub fn of_home(
        home: &Path,
        state_dir: &Path,
        given: Option<&str>,
        random: u16,
    ) -> Result<Self, StoreError> {
        let canonical = fs::canonicalize(home).unwrap_or_else(|_| home.to_path_buf());
        let hash = stable_hash(canonical.as_os_str().as_bytes().iter().copied());
        let home_key = format!("{hash:016x}");
        let names = state_dir.join("devices");
        let name = match given {
            Some(name) => checked(name)?,
            None => kept(&names.join(&home_key), random)?,
        };
        Ok(Self { name, home_key, names })
    }

    /// The name of the device's folder under `progress/`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names the home where state of many homes is kept.
    pub fn home_key(&self) -> &str {
        &self.home_key
    }

    /// The names that this machine has or had, here and in other homes: a home that was
    /// moved or copied is a new one.
    pub fn own_names(&self) -> Result<HashSet<String>, StoreError> {
        let entries = match fs::read_dir(&self.names) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                return Ok([self.name.clone()].into());
            }
            Err(cause) => return Err(StoreError::read(&self.names, cause)),
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let names =
            paths.filter(|path| path.extension().is_none()).filter_map(|path| read(&path).ok()?);
        Ok(names.chain([self.name.clone()]).collect())
    }

    /// Whether it was said that others wrote into this home.
    pub fn was_told(&self) -> Result<bool, StoreError> {
        let path = self.told();
        path.try_exists().map_err(|cause| StoreError::read(&path, cause))
    }

    /// Keeps in mind that it was.
    pub fn remember_told(&self) -> Result<(), StoreError> {
        let path = self.told();
        replace(&path, b"").map_err(|cause| StoreError::write(&path, cause))
    }

    fn told(&self) -> PathBuf {
        self.names.join(&self.home_key).with_extension("told")
    }
}

fn checked(name: &str) -> Result<String, StoreError> {
    let fits = (1..=64).contains(&name.len())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    match fits {
        true => Ok(name.to_owned()),
        false => Err(StoreError::DeviceName(name.chars().take(80).collect())),
    }
}

/// Of two processes that begin together in a new home, one makes the name.
fn kept(path: &Path, random: u16) -> Result<String, StoreError> {
    if let Some(name) = read(path)? {
        return Ok(name);
    }
    let lock = path.with_extension("lock");
    let _lock = wait_for_lock(&lock, || {}).map_err(|cause| StoreError::write(&lock, cause))?;
    if let Some(name) = read(path)? {
        return Ok(name);
    }
    let host = nix::unistd::gethostname().unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("{}-{random:04x}", host_slug(&host));
    replace(path, name.as_bytes()).map_err(|cause| StoreError::write(path, cause))?;
    Ok(name)
}

fn read(path: &Path) -> Result<Option<String>, StoreError> {
    match read_text(path, MAX_BYTES) {
        Ok(name) => checked(name.trim()).map(Some),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(StoreError::read(path, cause)),
    }
}

fn host_slug(host: &str) -> String {
    let first = host.split('.').next().unwrap_or_default().to_lowercase();
    let slug: String =
        first.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
    match slug.trim_matches('-') {
        "" => "device".to_owned(),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_once_for_each_home() {
        let state = tempfile::tempdir().unwrap();
        let [one, two] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let of = |home: &Path, random| Device::of_home(home, state.path(), None, random).unwrap();
        let first = of(one.path(), 0xabcd);
        assert!(first.name().ends_with("-abcd"), "{}", first.name());
        assert_eq!(of(one.path(), 0x1234), first);
        assert!(of(two.path(), 0x1234).name().ends_with("-1234"));
        assert_eq!(fs::read_dir(one.path()).unwrap().count(), 0);
    }

    #[test]
    fn who_begins_together_agrees_on_one_name() {
        let state = tempfile::tempdir().unwrap();
        let of = |random| Device::of_home(state.path(), state.path(), None, random).unwrap();
        let names: std::collections::HashSet<String> = std::thread::scope(|scope| {
            let begun: Vec<_> = (0..8).map(|n| scope.spawn(move || of(n))).collect();
            begun.into_iter().map(|one| one.join().unwrap().name().to_owned()).collect()
        });
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[test]
    fn a_home_that_was_moved_knows_its_former_name() {
        let state = tempfile::tempdir().unwrap();
        let [one, two] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let of = |home: &Path, random| Device::of_home(home, state.path(), None, random).unwrap();
        let (first, second) = (of(one.path(), 1), of(two.path(), 2));
        second.remember_told().unwrap();
        assert_eq!((first.was_told().unwrap(), second.was_told().unwrap()), (false, true));
        let names = [first.name().to_owned(), second.name().to_owned()];
        assert_eq!(second.own_names().unwrap(), HashSet::from(names));
    }

    #[test]
    fn a_given_name_is_checked() {
        let state = tempfile::tempdir().unwrap();
        let of = |name| Device::of_home(state.path(), state.path(), Some(name), 0);
        assert_eq!(of("phone-2").unwrap().name(), "phone-2");
        assert_eq!(
            of("../x").unwrap_err().to_string(),
            "expected a device name of 1 to 64 characters of a-z, 0-9 and '-', found '../x'"
        );
    }

    #[test]
    fn host_names_become_slugs() {
        assert_eq!(host_slug("Anna's Mac.local"), "anna-s-mac");
        assert_eq!(host_slug("..."), "device");
    }
}
