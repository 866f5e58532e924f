//! The same source gives the same bytes wherever it lies.

use crate::support::{Package, bytes, contains};
use ringfence_build::{Compiled, Profile};

/// Everything that likes to hold a path or a date.
const TELLTALE: &str = "#include <assert.h>\n#include <stdlib.h>\n#include \"sub/part.h\"\n\
    const char *where(void) { return __FILE__ \" \" __DATE__ \" \" __TIME__ \" \" __TIMESTAMP__; }\n\
    int half(int n) { assert(n % 2 == 0 && \"even\"); char *p = malloc(n); free(p); return part(n); }\n";
const PART: &str = "#include <assert.h>\nstatic inline int part(int n) { assert(n > 0); return n / 2; }\n";

fn build(profile: Profile, environment: &[(&str, &str)]) -> (Package, Compiled) {
    let package =
        Package::new(&[("c/telltale.c", TELLTALE), ("c/sub/part.h", PART), ("c/z.c", "int z = 1;\n")]);
    let mut variables = ringfence_build::Environment::of_process();
    for (name, value) in environment {
        variables = variables.with(name, value);
    }
    let library = package.library("telltale").files(["c/telltale.c", "c/z.c"]).include("c").profile(profile);
    let compiled = library.export("half").export("where").environment(variables).compile().expect("builds");
    (package, compiled)
}

#[test]
fn two_folders_give_the_same_bytes_with_and_without_debug_information() {
    for profile in [Profile::Ship, Profile::Symbols] {
        let (one, first) = build(profile, &[]);
        let (other, second) = build(profile, &[("LC_ALL", "de_DE.UTF-8")]);
        assert_ne!(one.path(""), other.path(""));
        assert!(bytes(&first.wasm()) == bytes(&second.wasm()), "{profile:?} modules differ");
        assert!(bytes(&first.artefact()) == bytes(&second.artefact()), "{profile:?} machine code differs");
        assert_eq!(first.manifest, second.manifest);
        let folder = one.path("").to_string_lossy().into_owned();
        assert!(
            !contains(&bytes(&first.wasm()), folder.trim_end_matches('/')),
            "{profile:?} names the folder"
        );
        assert!(!first.manifest.to_text().contains(folder.trim_end_matches('/')));
    }
}
