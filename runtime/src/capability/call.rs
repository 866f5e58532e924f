//! A call of the host by the guest's C library: where it may read and write, and what it answers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ringfence_engine::wasmtime::{Caller, Result as EngineResult};

use super::Granted;
use crate::callback::{self, Stop};
use crate::engine::{Host, instance};
use crate::memory::bounds;

/// Error numbers of `wasi_snapshot_preview1`, as C code meets them in `errno`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errno {
    BadDescriptor = 8,
    Fault = 21,
    Invalid = 28,
    Io = 29,
    IsFolder = 31,
    TooManyFiles = 33,
    NameTooLong = 37,
    NoEntry = 44,
    NotFolder = 54,
    ReadOnly = 69,
    InvalidSeek = 70,
    NotCapable = 76,
}

/// Most buffers of one read or write: what POSIX systems allow as `IOV_MAX`.
const MOST_VECTORS: u32 = 1024;

/// The guest's memory, and the state of the instance's capabilities.
pub(super) struct Call<'a> {
    memory: &'a mut [u8],
    pub(super) granted: &'a mut Granted,
}

/// Serves one call: an error number, or the end of the guest's call when the application panicked.
pub(super) fn serve(
    mut caller: Caller<'_, Host>,
    body: impl FnOnce(&mut Call<'_>) -> Result<(), Errno>,
) -> EngineResult<u32> {
    attend(&mut caller, body).map_err(|stop| stop.raise(caller.data_mut()))
}

fn attend(
    caller: &mut Caller<'_, Host>,
    body: impl FnOnce(&mut Call<'_>) -> Result<(), Errno>,
) -> Result<u32, Stop> {
    callback::enough_stack(caller.data())?;
    let Some(parts) = caller.data().parts else { return Err(instance::no_memory().into()) };
    let (memory, host) = parts.memory.data_and_store_mut(caller);
    let mut call = Call { memory, granted: &mut host.granted };
    match catch_unwind(AssertUnwindSafe(|| body(&mut call))) {
        Ok(Ok(())) => Ok(0),
        Ok(Err(errno)) => Ok(errno as u32),
        Err(payload) => Err(Stop::Panic(payload)),
    }
}

impl Call<'_> {
    pub(super) fn bytes(&self, address: u32, length: u32) -> Result<&[u8], Errno> {
        if length == 0 {
            return Ok(&[]);
        }
        let range = bounds::range(address, length, 1, self.memory.len()).map_err(|_| Errno::Fault)?;
        self.memory.get(range).ok_or(Errno::Fault)
    }

    pub(super) fn bytes_mut(&mut self, address: u32, length: u32) -> Result<&mut [u8], Errno> {
        Ok(self.place(address, length)?.0)
    }

    /// Bytes to fill, and the state that they are filled from.
    pub(super) fn place(&mut self, address: u32, length: u32) -> Result<(&mut [u8], &mut Granted), Errno> {
        if length == 0 {
            return Ok((&mut [], self.granted));
        }
        let range = bounds::range(address, length, 1, self.memory.len()).map_err(|_| Errno::Fault)?;
        Ok((self.memory.get_mut(range).ok_or(Errno::Fault)?, self.granted))
    }

    /// Writes bytes at an address.
    pub(super) fn put(&mut self, address: u32, bytes: &[u8]) -> Result<(), Errno> {
        let length = u32::try_from(bytes.len()).map_err(|_| Errno::Invalid)?;
        self.bytes_mut(address, length)?.copy_from_slice(bytes);
        Ok(())
    }

    pub(super) fn put_u32(&mut self, address: u32, value: u32) -> Result<(), Errno> {
        self.put(address, &value.to_le_bytes())
    }

    pub(super) fn put_u64(&mut self, address: u32, value: u64) -> Result<(), Errno> {
        self.put(address, &value.to_le_bytes())
    }

    /// The buffers of a list: address and length of each. They are read once, here.
    pub(super) fn vectors(&self, address: u32, count: u32) -> Result<Vec<(u32, u32)>, Errno> {
        if count > MOST_VECTORS {
            return Err(Errno::Invalid);
        }
        let list = self.bytes(address, count.saturating_mul(8))?;
        let (pairs, _) = list.as_chunks::<8>();
        Ok(pairs
            .iter()
            .map(|pair| {
                let pair = u64::from_le_bytes(*pair);
                (pair as u32, (pair >> 32) as u32)
            })
            .collect())
    }
}
