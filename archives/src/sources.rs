//! The machine's own list of package servers, read as one of sources.
//!
//! Fresh machines list binary packages only. The same servers have the sources; apt just has to be told so, in a list of
//! its own that nothing else reads.

use std::path::Path;

/// The lists of a machine as lists of sources: for each file its name and text.
pub(crate) fn of(folder: &Path) -> Vec<(String, String)> {
    let parts = std::fs::read_dir(folder.join("sources.list.d")).into_iter().flatten().flatten();
    let mut paths: Vec<_> = parts.map(|part| part.path()).collect();
    paths.push(folder.join("sources.list"));
    paths.sort();
    paths.iter().filter_map(|path| converted(path)).collect()
}

fn converted(path: &Path) -> Option<(String, String)> {
    let convert = match path.extension()?.to_str()? {
        "sources" => stanzas,
        "list" => lines,
        _ => return None,
    };
    let text = convert(&std::fs::read_to_string(path).ok()?);
    let name = path.file_name()?.to_str()?.to_owned();
    (!text.is_empty()).then_some((name, text))
}

/// The older format: a line for each list.
fn lines(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let Some((kind, rest)) = line.trim().split_once(char::is_whitespace) else { continue };
        let line = format!("deb-src {}\n", rest.trim());
        if ["deb", "deb-src"].contains(&kind) && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.concat()
}

/// The newer format: a paragraph for each list.
fn stanzas(text: &str) -> String {
    let types = |line: &str| line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("types:"));
    let lines = text.lines().map(|line| if types(line) { "Types: deb-src" } else { line });
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_become_lists_of_sources() {
        let old = "# deb http://a/ x main\ndeb [signed-by=/k.gpg] http://a/debian stable main\n\
                   deb-src [signed-by=/k.gpg] http://a/debian stable main\n\n deb\thttp://b/ x y # z\n";
        assert_eq!(
            lines(old),
            "deb-src [signed-by=/k.gpg] http://a/debian stable main\ndeb-src http://b/ x y # z\n"
        );
        let new =
            "Types: deb\nURIs: http://a/debian\nSuites: stable\n\ntypes: deb deb-src\nURIs: http://b/\n";
        assert_eq!(
            stanzas(new),
            "Types: deb-src\nURIs: http://a/debian\nSuites: stable\n\nTypes: deb-src\nURIs: http://b/\n"
        );
    }

    #[test]
    fn only_files_that_apt_would_read_count() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("sources.list.d")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("sources.list", "deb http://a/ x main\n");
        write("sources.list.d/b.sources", "Types: deb\n");
        write("sources.list.d/c.list.disabled", "deb http://c/ x main\n");
        write("sources.list.d/d.list", "# nothing\n");
        let names: Vec<_> = of(folder.path()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["sources.list", "b.sources"]);
    }
}
