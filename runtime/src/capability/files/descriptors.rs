use super::Source;
use crate::capability::call::Errno;

/// The first descriptor that `open` gives. 0 to 2 are the standard streams, 3 is the root folder.
const FIRST: u32 = 4;

/// The root folder.
pub(super) const ROOT: u32 = 3;

/// Files that one instance can have open.
const MOST: usize = 256;

/// What an instance has open.
#[derive(Default)]
pub(in crate::capability) struct Descriptors {
    open: Vec<Option<Open>>,
}

/// Something open.
pub(super) enum Open {
    /// A file, and where the next read starts.
    File { source: Source, position: u64 },
    /// A folder, by its path in normal form.
    Folder(String),
}

impl Descriptors {
    /// The lowest free descriptor for `open`.
    pub(super) fn add(&mut self, open: Open) -> Result<u32, Errno> {
        if self.open.len() < MOST && self.open.iter().all(Option::is_some) {
            self.open.push(None);
        }
        let mut places = (FIRST..).zip(&mut self.open);
        let (number, place) = places.find(|(_, place)| place.is_none()).ok_or(Errno::TooManyFiles)?;
        *place = Some(open);
        Ok(number)
    }

    pub(super) fn get(&mut self, descriptor: u32) -> Result<&mut Open, Errno> {
        self.place(descriptor)?.as_mut().ok_or(Errno::BadDescriptor)
    }

    pub(super) fn close(&mut self, descriptor: u32) -> Result<(), Errno> {
        if descriptor <= ROOT {
            // The standard streams, and the folder that the C library keeps for itself.
            return Ok(());
        }
        self.place(descriptor)?.take().map(drop).ok_or(Errno::BadDescriptor)
    }

    /// The path of a folder that is open.
    pub(super) fn folder(&mut self, descriptor: u32) -> Result<String, Errno> {
        match descriptor {
            ROOT => Ok(String::new()),
            _ => match self.get(descriptor)? {
                Open::Folder(path) => Ok(path.clone()),
                Open::File { .. } => Err(Errno::NotFolder),
            },
        }
    }

    fn place(&mut self, descriptor: u32) -> Result<&mut Option<Open>, Errno> {
        let index = descriptor.checked_sub(FIRST).ok_or(Errno::BadDescriptor)?;
        self.open.get_mut(index as usize).ok_or(Errno::BadDescriptor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptors_are_reused_and_bounded() {
        let mut open = Descriptors::default();
        let folder = || Open::Folder(String::new());
        assert_eq!(open.add(folder()), Ok(4));
        assert_eq!(open.add(folder()), Ok(5));
        assert_eq!(open.close(4), Ok(()));
        assert_eq!(open.close(4), Err(Errno::BadDescriptor));
        assert_eq!(open.add(folder()), Ok(4));
        assert_eq!((2..MOST).map(|_| open.add(folder())).filter(Result::is_err).count(), 0);
        assert_eq!(open.add(folder()), Err(Errno::TooManyFiles));
        for wild in [0, ROOT, u32::MAX, FIRST + MOST as u32] {
            assert!(matches!(open.get(wild), Err(Errno::BadDescriptor)));
        }
    }
}
