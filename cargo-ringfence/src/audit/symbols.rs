//! Names in archives, objects and executables, and the dynamic libraries that executables ask for.

use std::collections::{BTreeSet, HashSet};

use object::read::archive::ArchiveFile;
use object::read::elf::Dyn as _;
use object::read::macho::LoadCommandVariant;
use object::{File, FileKind, Object as _, ObjectSymbol as _};

/// Functions and variables that the objects of an archive define for others.
pub(crate) fn defined(bytes: &[u8]) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    for member in members(bytes)? {
        // An archive may hold what is no object; what is one has to be readable.
        if let Ok(file) = File::parse(member) {
            let symbols = file.symbols().filter(|symbol| symbol.is_global() && symbol.is_definition());
            names.extend(symbols.filter_map(|symbol| symbol.name().ok()).map(str::to_owned));
        }
    }
    Ok(names)
}

/// The files in an archive, or the one object that it is.
pub(crate) fn members(bytes: &[u8]) -> Result<Vec<&[u8]>, String> {
    if !matches!(FileKind::parse(bytes), Ok(FileKind::Archive)) {
        return File::parse(bytes).map(|_| vec![bytes]).map_err(|error| error.to_string());
    }
    let archive = ArchiveFile::parse(bytes).map_err(|error| error.to_string())?;
    if archive.is_thin() {
        return Err("a thin archive, whose objects lie elsewhere".to_owned());
    }
    archive
        .members()
        .map(|member| member.and_then(|member| member.data(bytes)).map_err(|error| error.to_string()))
        .collect()
}

/// Names of what an executable holds itself. None: it has no names any more.
pub(crate) fn held(file: &File<'_>) -> Option<HashSet<String>> {
    let definitions = file.symbols().filter(|symbol| symbol.is_definition());
    let names: HashSet<_> = definitions.filter_map(|symbol| symbol.name().ok()).map(str::to_owned).collect();
    Some(names).filter(|names| !names.is_empty())
}

/// Dynamic libraries that the system loads before an executable starts. None: the format does not tell.
pub(crate) fn needed(bytes: &[u8], file: &File<'_>) -> Option<Vec<String>> {
    let names = match FileKind::parse(bytes).ok()? {
        FileKind::Elf64 => of_elf::<object::elf::FileHeader64<object::Endianness>>(bytes)?,
        FileKind::Elf32 => of_elf::<object::elf::FileHeader32<object::Endianness>>(bytes)?,
        FileKind::MachO64 => of_mach::<object::macho::MachHeader64<object::Endianness>>(bytes)?,
        FileKind::Pe32 | FileKind::Pe64 => {
            let imports = file.imports().ok()?;
            imports.iter().map(|import| String::from_utf8_lossy(import.library()).into_owned()).collect()
        }
        _ => return None,
    };
    Some(names.into_iter().collect())
}

fn of_elf<F: object::read::elf::FileHeader<Endian = object::Endianness>>(
    bytes: &[u8],
) -> Option<BTreeSet<String>> {
    let header = F::parse(bytes).ok()?;
    let endian = header.endian().ok()?;
    let sections = header.sections(endian, bytes).ok()?;
    let Some((entries, link)) = sections.dynamic(endian, bytes).ok()? else {
        // A static executable.
        return Some(BTreeSet::new());
    };
    let strings = sections.strings(endian, bytes, link).ok()?;
    let mut names = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.tag(endian) == object::elf::DT_NEEDED) {
        let name = strings.get(entry.val32(endian)?).ok()?;
        names.insert(String::from_utf8_lossy(name).into_owned());
    }
    Some(names)
}

fn of_mach<M: object::read::macho::MachHeader<Endian = object::Endianness>>(
    bytes: &[u8],
) -> Option<BTreeSet<String>> {
    let header = M::parse(bytes, 0).ok()?;
    let endian = header.endian().ok()?;
    let mut commands = header.load_commands(endian, bytes, 0).ok()?;
    let mut names = BTreeSet::new();
    while let Some(command) = commands.next().ok()? {
        if let LoadCommandVariant::Dylib(library) = command.variant().ok()? {
            let name = command.string(endian, library.dylib.name).ok()?;
            names.insert(String::from_utf8_lossy(name).into_owned());
        }
    }
    Some(names)
}

/// How many of an archive's names are in an executable.
pub(crate) fn alive(archive: &BTreeSet<String>, executable: &HashSet<String>) -> u64 {
    archive.iter().filter(|name| executable.contains(*name)).count() as u64
}

/// Libraries that belong to the language or the system: every program needs them, and no package brings them.
pub(crate) fn is_of_the_system(library: &str) -> bool {
    const NAMES: [&str; 26] = [
        "c",
        "m",
        "dl",
        "rt",
        "pthread",
        "util",
        "gcc",
        "gcc_s",
        "gcc_eh",
        "unwind",
        "stdc++",
        "c++",
        "c++abi",
        "System",
        "System.B",
        "objc",
        "kernel32",
        "ntdll",
        "advapi32",
        "ws2_32",
        "userenv",
        "bcrypt",
        "bcryptprimitives",
        "ole32",
        "msvcrt",
        "execinfo",
    ];
    let file = library.rsplit('/').next().unwrap_or(library);
    if file.starts_with("ld-linux") || file.starts_with("ld-musl") || file.starts_with("linux-vdso") {
        return true;
    }
    let file = file.to_ascii_lowercase();
    if file.starts_with("api-ms-win-") || file.starts_with("vcruntime") {
        return true;
    }
    let stem = file.strip_prefix("lib").unwrap_or(&file);
    NAMES.iter().any(|name| {
        let rest = stem.strip_prefix(&name.to_ascii_lowercase());
        rest.is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(".so")
                || rest == ".dll"
                || (rest.starts_with('.') && rest.ends_with(".dylib"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_test_asks_for_the_c_library() {
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let file = File::parse(&*bytes).unwrap();
        let needed = needed(&bytes, &file).unwrap();
        assert!(!needed.is_empty() && needed.iter().all(|name| is_of_the_system(name)), "{needed:?}");
        assert!(held(&file).unwrap().len() > 1000);
        assert!(defined(b"!<arch>\nnonsense").is_err() && defined(b"text").is_err());
    }

    #[test]
    fn libraries_of_the_system_are_told_from_others() {
        for name in [
            "libc.so.6",
            "libgcc_s.so.1",
            "ld-linux-x86-64.so.2",
            "/usr/lib/libSystem.B.dylib",
            "stdc++",
            "KERNEL32.dll",
        ] {
            assert!(is_of_the_system(name), "{name}");
        }
        for name in [
            "libcrypto.so.3",
            "libz.so.1",
            "z",
            "libcurl.so.4",
            "libmagic.so.1",
            "libdlib.so",
            "libcrypto.dylib",
        ] {
            assert!(!is_of_the_system(name), "{name}");
        }
    }
}
