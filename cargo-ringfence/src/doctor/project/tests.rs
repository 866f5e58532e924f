use super::*;

/// A workspace of two packages: `app` fences `stb_image`, `other` does not fence anything.
fn metadata(with_sources: bool) -> Metadata {
    let dependency = |name: &str, kind: &str, target: &str| {
        format!(
            r#"{{"name":"{name}","source":null,"req":"*","kind":{kind},"rename":null,"optional":false,
                "uses_default_features":true,"features":[],"target":{target},"registry":null}}"#
        )
    };
    let package = |name: &str, version: &str, path: &str, dependencies: &str| {
        format!(
            r#"{{"name":"{name}","version":"{version}","id":"{name}","license":null,"license_file":null,
                "description":null,"source":null,"dependencies":[{dependencies}],"targets":[],"features":{{}},
                "manifest_path":"{path}/Cargo.toml","metadata":null,"publish":null,"authors":[],"categories":[],
                "keywords":[],"readme":null,"repository":null,"homepage":null,"documentation":null,
                "edition":"2024","links":null,"default_run":null,"rust_version":null}}"#
        )
    };
    let fenced = [
        dependency("ringfence-build", "\"build\"", "null"),
        dependency("stb_image", "null", "\"cfg(any())\""),
    ];
    let mut packages =
        vec![package("app", "1.0.0", "/w/app", &fenced.join(",")), package("other", "1.0.0", "/w/other", "")];
    if with_sources {
        packages.push(package("stb_image", "0.3.0", "/registry/stb_image", ""));
    }
    let text = format!(
        r#"{{"packages":[{}],"workspace_members":["app","other"],"workspace_default_members":["app","other"],
            "resolve":{{"nodes":[{{"id":"app","dependencies":["stb_image"],"deps":[],"features":[]}}],"root":null}},
            "target_directory":"/w/target","version":1,"workspace_root":"/w","metadata":null}}"#,
        packages.join(",")
    );
    MetadataCommand::parse(text.replace('\n', "")).unwrap()
}

fn names(packages: &[&Package]) -> Vec<String> {
    packages.iter().map(|package| package.name.to_string()).collect()
}

#[test]
fn the_package_around_the_folder_is_meant_else_all() {
    let metadata = metadata(false);
    assert_eq!(names(&at_hand(&metadata, Path::new("/w/app/src"))), ["app"]);
    assert_eq!(names(&at_hand(&metadata, Path::new("/w"))), ["app", "other"]);
}

#[test]
fn only_packages_with_the_build_helper_are_of_interest() {
    let metadata = metadata(false);
    let users: Vec<_> = metadata.packages.iter().filter(|package| uses_build_helper(package)).collect();
    assert_eq!(names(&users), ["app"]);
}

#[test]
fn sources_are_the_dependencies_that_are_never_built() {
    let metadata = metadata(true);
    let users = at_hand(&metadata, Path::new("/w/app"));
    let found = project("app".to_owned(), &users, Ok(metadata.clone()));
    assert_eq!(found.sources, [Source { name: "stb_image".to_owned(), version: Some("0.3.0".to_owned()) }]);
    assert_eq!(found.verdict, Verdict::Fine);
}

#[test]
fn sources_are_named_even_when_they_are_not_here() {
    let metadata = metadata(false);
    let users = at_hand(&metadata, Path::new("/w/app"));
    let message = "error: failed to download `stb_image v0.3.0`\n\nCaused by:\n  attempting to make an HTTP request, \
                   but --offline was specified";
    let found = project("app".to_owned(), &users, Err(why(message)));
    assert_eq!(found.sources, [Source { name: "stb_image".to_owned(), version: None }]);
    assert_eq!((found.verdict, found.fix.as_deref()), (Verdict::Tight, Some("cargo fetch --locked")));
}

#[test]
fn cargos_messages_are_told_apart() {
    let stale =
        "error: cannot update the lock file /w/Cargo.lock because --locked was passed to prevent this";
    assert_eq!(why(stale).fix, Some("cargo update --workspace"));
    let broken = why("warning: x\nerror: no matching package named `nonsense` found\nlocation searched: y");
    assert_eq!(broken.verdict, Verdict::Blocks);
    assert_eq!(broken.advice, "error: no matching package named `nonsense` found\nlocation searched: y");
}

#[test]
fn a_broken_manifest_is_told_from_none() {
    assert_eq!(unreadable("error: could not find `Cargo.toml` in `/x` or any parent directory"), None);
    assert_eq!(unreadable("failed to start `cargo metadata`: No such file or directory"), None);
    let found =
        unreadable("error: failed to parse manifest at `/w/Cargo.toml`\n\nCaused by:\n  no targets").unwrap();
    assert_eq!(found.verdict, Verdict::Blocks);
    assert!(found.advice.unwrap().ends_with("no targets"));
}
