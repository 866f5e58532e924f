//! Archives made by hand: good ones, and ones that want to write elsewhere.

use tar::{Builder, Header};

use super::*;

/// An archive with one entry, its name written as it is: `tar`'s own writer would refuse what is wanted here.
fn archive(name: &str, kind: EntryType, link: &str, contents: &[u8]) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
    header.set_entry_type(kind);
    header.set_size(contents.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    let mut builder = Builder::new(Vec::new());
    builder.append(&header, contents).unwrap();
    builder.into_inner().unwrap()
}

/// Unpacks in a folder below a temporary one, and gives what the outer one then holds.
fn unpacked(archive: &[u8]) -> (Result<(), String>, Vec<String>) {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("in");
    std::fs::create_dir(&folder).unwrap();
    let result = entries(archive, &folder);
    let all = walkdir::WalkDir::new(outer.path()).min_depth(2).sort_by_file_name();
    let names = all.into_iter().map(|entry| {
        let entry = entry.unwrap();
        assert!(!entry.path_is_symlink());
        entry.path().strip_prefix(&folder).unwrap().display().to_string()
    });
    (result, names.collect())
}

#[test]
fn files_and_folders_come_out() {
    let (result, names) = unpacked(&archive("./a/b/../c.h", EntryType::Regular, "", b"int c;"));
    assert_eq!((result, names), (Ok(()), vec!["a".to_owned(), "a/c.h".to_owned()]));
}

#[test]
fn an_entry_that_leads_out_is_refused_and_nothing_is_written() {
    for name in ["../evil", "a/../../evil", "/evil", "./../evil"] {
        for kind in [EntryType::Regular, EntryType::Directory, EntryType::Symlink] {
            let (result, names) = unpacked(&archive(name, kind, "a", b""));
            assert!(result.unwrap_err().contains("leads out"), "{name}");
            assert!(names.is_empty(), "{names:?}");
        }
    }
}

#[test]
fn a_link_that_leads_out_is_refused_and_others_are_not_made() {
    for kind in [EntryType::Symlink, EntryType::Link] {
        for to in ["../../etc/passwd", "/etc/passwd", "x/../../.."] {
            let (result, names) = unpacked(&archive("a/link", kind, to, b""));
            assert!(result.unwrap_err().contains("the link `a/link` leads out"), "{to}");
            assert!(names.is_empty(), "{names:?}");
        }
        assert_eq!(unpacked(&archive("a/link", kind, "b", b"")), (Ok(()), Vec::new()));
    }
    assert_eq!(unpacked(&archive("a/link", EntryType::Symlink, "../b", b"")).0, Ok(()));
    assert!(unpacked(&archive("a/link", EntryType::Link, "../b", b"")).0.is_err());
}

#[test]
fn nothing_is_written_through_a_link() {
    let mut both = archive("dir", EntryType::Symlink, "elsewhere", b"");
    both.truncate(512);
    both.extend(archive("dir/file", EntryType::Regular, "", b"x"));
    assert_eq!(unpacked(&both), (Ok(()), vec!["dir".to_owned(), "dir/file".to_owned()]));
}

#[test]
fn devices_and_second_files_of_a_name_are_refused() {
    for kind in [EntryType::Fifo, EntryType::Char, EntryType::Block] {
        assert!(unpacked(&archive("a", kind, "", b"")).0.unwrap_err().contains("neither file nor folder"));
    }
    let mut twice = archive("a", EntryType::Regular, "", b"");
    twice.truncate(512);
    twice.extend(archive("a", EntryType::Regular, "", b""));
    assert!(unpacked(&twice).0.unwrap_err().contains("cannot write a"));
}

#[test]
fn a_size_that_no_archive_has_is_refused_before_it_is_written() {
    let mut huge = archive("a", EntryType::Regular, "", b"");
    let mut header = Header::new_gnu();
    header.as_mut_bytes().copy_from_slice(&huge[..512]);
    header.set_size(LARGEST);
    header.set_cksum();
    huge[..512].copy_from_slice(header.as_bytes());
    let (result, names) = unpacked(&huge);
    assert!(result.unwrap_err().contains("more than 1024 MiB"));
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn the_name_says_how_it_is_packed() {
    let folder = tempfile::tempdir().unwrap();
    let plain = archive("a.c", EntryType::Regular, "", b"int a;");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&plain).unwrap();
    let mut xz = Vec::new();
    lzma_rs::xz_compress(&mut plain.as_slice(), &mut xz).unwrap();
    for (name, bytes) in [("a.tar", plain), ("a.tar.gz", gz.finish().unwrap()), ("a.tar.xz", xz)] {
        let (path, out) = (folder.path().join(name), folder.path().join(format!("{name}.d")));
        std::fs::write(&path, &bytes).unwrap();
        unpack(&path, name, &out).unwrap();
        assert_eq!(std::fs::read(out.join("a.c")).unwrap(), b"int a;");
        std::fs::write(&path, &bytes[..bytes.len() / 8]).unwrap();
        assert!(unpack(&path, name, &folder.path().join(format!("{name}.half"))).is_err(), "{name}");
    }
    std::fs::write(folder.path().join("a.zip"), "").unwrap();
    let told = unpack(&folder.path().join("a.zip"), "a.zip", folder.path()).unwrap_err();
    assert!(told.contains(".tar.xz"), "{told}");
}
