//! The calls behind `open`, `read`, `lseek`, `stat`, `opendir` and their like, for files that are only read.

use ringfence_engine::IMPORT_MODULE;
use ringfence_engine::wasmtime::{Caller, Linker, Result as EngineResult};

use super::descriptors::{Open, ROOT};
use super::provided::{Node, normal};
use crate::capability::call::{Call, Errno, serve};
use crate::engine::Host;

/// Kinds of files.
const CHARACTER_DEVICE: u8 = 2;
const FOLDER: u8 = 3;
const FILE: u8 = 4;

/// Rights to read, to seek and tell, and to write.
const READ: u64 = 1 << 1 | 1 << 2 | 1 << 5;
const WRITE: u64 = 1 << 6;

/// Rights of folders: all, since the C library asks for no more than the folder has. It would open a file to be
/// written for reading instead, and not notice.
const ALL: u64 = u64::MAX;

/// Flags of `path_open` that would change something: create, exclusively, cut to nothing. And "must be a folder".
const CHANGING: u32 = 1 | 4 | 8;
const MUST_BE_FOLDER: u32 = 2;

/// Most bytes of a path, and of one reading of a folder.
const MOST_BYTES: u32 = 1 << 16;

type C<'a> = Caller<'a, Host>;

pub(in crate::capability) fn define(linker: &mut Linker<Host>, name: &str) -> EngineResult<()> {
    let module = IMPORT_MODULE;
    match name {
        "fd_close" => linker
            .func_wrap(module, name, |c: C<'_>, fd: u32| serve(c, |call| call.granted.descriptors.close(fd))),
        "fd_fdstat_get" => linker
            .func_wrap(module, name, |c: C<'_>, fd: u32, out: u32| serve(c, |call| status(call, fd, out))),
        "fd_filestat_get" => linker.func_wrap(module, name, |c: C<'_>, fd: u32, out: u32| {
            serve(c, |call| file_status(call, fd, out))
        }),
        "fd_prestat_get" => {
            linker.func_wrap(module, name, |c: C<'_>, fd: u32, out: u32| serve(c, |call| root(call, fd, out)))
        }
        "fd_prestat_dir_name" => {
            linker.func_wrap(module, name, |c: C<'_>, fd: u32, place: u32, length: u32| {
                serve(c, |call| root_name(call, fd, place, length))
            })
        }
        "fd_read" => linker.func_wrap(module, name, |c: C<'_>, fd: u32, list: u32, count: u32, out: u32| {
            serve(c, |call| read(call, fd, list, count, out))
        }),
        "fd_readdir" => linker.func_wrap(
            module,
            name,
            |c: C<'_>, fd: u32, place: u32, length: u32, cookie: u64, out: u32| {
                serve(c, |call| read_folder(call, fd, (place, length), cookie, out))
            },
        ),
        "fd_seek" => linker.func_wrap(module, name, |c: C<'_>, fd: u32, offset: i64, from: u32, out: u32| {
            serve(c, |call| seek(call, fd, offset, from, out))
        }),
        "fd_tell" => linker.func_wrap(module, name, |c: C<'_>, fd: u32, out: u32| {
            serve(c, |call| seek(call, fd, 0, 1, out))
        }),
        "path_filestat_get" => linker.func_wrap(
            module,
            name,
            |c: C<'_>, fd: u32, _flags: u32, path: u32, length: u32, out: u32| {
                serve(c, |call| path_status(call, fd, (path, length), out))
            },
        ),
        "path_open" => linker.func_wrap(module, name, path_open),
        // `Capability::of_import` knows no other name; an import without a definition is refused by the engine.
        _ => return Ok(()),
    }
    .map(drop)
}

#[expect(clippy::too_many_arguments, reason = "the call has so many")]
fn path_open(
    caller: C<'_>,
    folder: u32,
    _lookup: u32,
    path: u32,
    length: u32,
    flags: u32,
    rights: u64,
    _inherited: u64,
    _descriptor_flags: u32,
    out: u32,
) -> EngineResult<u32> {
    serve(caller, |call| {
        let path = full_path(call, folder, (path, length))?;
        if flags & CHANGING != 0 || rights & WRITE != 0 {
            return Err(Errno::ReadOnly);
        }
        let open = match call.granted.settings.files.find(&path)? {
            Node::File(_) if flags & MUST_BE_FOLDER != 0 => return Err(Errno::NotFolder),
            Node::File(source) => Open::File { source, position: 0 },
            Node::Folder => Open::Folder(path),
        };
        let descriptor = call.granted.descriptors.add(open)?;
        call.put_u32(out, descriptor)
    })
}

fn full_path(call: &mut Call<'_>, folder: u32, (path, length): (u32, u32)) -> Result<String, Errno> {
    if length > MOST_BYTES {
        return Err(Errno::NameTooLong);
    }
    let folder = call.granted.descriptors.folder(folder)?;
    normal(&folder, call.bytes(path, length)?)
}

fn status(call: &mut Call<'_>, descriptor: u32, out: u32) -> Result<(), Errno> {
    let (kind, rights) = match descriptor {
        0 => (CHARACTER_DEVICE, 1 << 1),
        1 | 2 => (CHARACTER_DEVICE, WRITE),
        ROOT => (FOLDER, ALL),
        _ => match call.granted.descriptors.get(descriptor)? {
            Open::File { .. } => (FILE, READ),
            Open::Folder(_) => (FOLDER, ALL),
        },
    };
    let mut bytes = [0; 24];
    fill(&mut bytes, 0, &[kind]);
    fill(&mut bytes, 8, &rights.to_le_bytes());
    fill(&mut bytes, 16, &rights.to_le_bytes());
    call.put(out, &bytes)
}

fn file_status(call: &mut Call<'_>, descriptor: u32, out: u32) -> Result<(), Errno> {
    let (kind, size) = match descriptor {
        0..=2 => (CHARACTER_DEVICE, 0),
        ROOT => (FOLDER, 0),
        _ => match call.granted.descriptors.get(descriptor)? {
            Open::File { source, .. } => (FILE, source.length()),
            Open::Folder(_) => (FOLDER, 0),
        },
    };
    put_status(call, kind, size, out)
}

fn path_status(call: &mut Call<'_>, folder: u32, path: (u32, u32), out: u32) -> Result<(), Errno> {
    let path = full_path(call, folder, path)?;
    let (kind, size) = match call.granted.settings.files.find(&path)? {
        Node::File(source) => (FILE, source.length()),
        Node::Folder => (FOLDER, 0),
    };
    put_status(call, kind, size, out)
}

/// Device, inode and times are zero.
fn put_status(call: &mut Call<'_>, kind: u8, size: u64, out: u32) -> Result<(), Errno> {
    let mut bytes = [0; 64];
    fill(&mut bytes, 16, &[kind]);
    fill(&mut bytes, 24, &1u64.to_le_bytes());
    fill(&mut bytes, 32, &size.to_le_bytes());
    call.put(out, &bytes)
}

/// The C library asks from descriptor 3 on which folders it was given: one, the root.
fn root(call: &mut Call<'_>, descriptor: u32, out: u32) -> Result<(), Errno> {
    if descriptor != ROOT {
        return Err(Errno::BadDescriptor);
    }
    call.put(out, &[0, 0, 0, 0, 1, 0, 0, 0])
}

fn root_name(call: &mut Call<'_>, descriptor: u32, place: u32, length: u32) -> Result<(), Errno> {
    match (descriptor, length) {
        (ROOT, 0) => Err(Errno::NameTooLong),
        (ROOT, _) => call.put(place, b"/"),
        _ => Err(Errno::BadDescriptor),
    }
}

fn read(call: &mut Call<'_>, descriptor: u32, list: u32, count: u32, out: u32) -> Result<(), Errno> {
    let mut total = 0u32;
    for (address, length) in call.vectors(list, count)? {
        let (target, granted) = call.place(address, length)?;
        let taken = match descriptor {
            0 => 0,
            ROOT => return Err(Errno::IsFolder),
            _ => match granted.descriptors.get(descriptor)? {
                Open::File { source, position } => {
                    let taken = source.read(*position, target)?;
                    *position = position.saturating_add(taken as u64);
                    u32::try_from(taken).unwrap_or(u32::MAX)
                }
                Open::Folder(_) => return Err(Errno::IsFolder),
            },
        };
        // Below 4 GiB, as the guest's memory is, unless buffers overlap.
        total = total.checked_add(taken).ok_or(Errno::Invalid)?;
        if taken < length {
            break;
        }
    }
    call.put_u32(out, total)
}

fn seek(call: &mut Call<'_>, descriptor: u32, offset: i64, from: u32, out: u32) -> Result<(), Errno> {
    if descriptor <= 2 {
        return Err(Errno::InvalidSeek);
    }
    let Open::File { source, position } = call.granted.descriptors.get(descriptor)? else {
        return Err(Errno::IsFolder);
    };
    let start = match from {
        0 => 0,
        1 => *position,
        2 => source.length(),
        _ => return Err(Errno::Invalid),
    };
    let target = start.checked_add_signed(offset).ok_or(Errno::Invalid)?;
    *position = target;
    call.put_u64(out, target)
}

/// Entries of a folder, from the one with the number `cookie` on. The last may be cut: the C library asks again
/// with more room when it was.
fn read_folder(
    call: &mut Call<'_>,
    descriptor: u32,
    (place, length): (u32, u32),
    cookie: u64,
    out: u32,
) -> Result<(), Errno> {
    let path = call.granted.descriptors.folder(descriptor)?;
    let names = call.granted.settings.files.list(&path)?;
    let length = length.min(MOST_BYTES);
    let mut bytes = Vec::new();
    let skipped = usize::try_from(cookie).unwrap_or(usize::MAX);
    for (next, (name, is_folder)) in (1u64..).zip(&names).skip(skipped) {
        if bytes.len() >= length as usize {
            break;
        }
        let mut entry = [0; 24];
        fill(&mut entry, 0, &next.to_le_bytes());
        fill(&mut entry, 16, &u32::try_from(name.len()).unwrap_or(u32::MAX).to_le_bytes());
        fill(&mut entry, 20, &[if *is_folder { FOLDER } else { FILE }]);
        bytes.extend_from_slice(&entry);
        bytes.extend_from_slice(name.as_bytes());
    }
    bytes.truncate(length as usize);
    call.put(place, &bytes)?;
    call.put_u32(out, u32::try_from(bytes.len()).unwrap_or(u32::MAX))
}

/// Overwrites the bytes from `offset` on.
fn fill(target: &mut [u8], offset: usize, bytes: &[u8]) {
    target.iter_mut().skip(offset).zip(bytes).for_each(|(place, byte)| *place = *byte);
}
