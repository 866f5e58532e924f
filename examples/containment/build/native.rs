//! The programs without a fence.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Metadata, MetadataCommand};

use super::vulnerable::Vulnerable;

/// Suffix and flags of the two builds: as it would ship, and one that tells what goes wrong.
const BUILDS: [(&str, &[&str]); 2] =
    [("", &["-O2"]), ("-asan", &["-O1", "-g", "-fsanitize=address", "-fno-omit-frame-pointer"])];

/// Builds `NAME` and `NAME-asan` for each library, and tells the package where they are. A machine whose compiler has
/// no AddressSanitizer goes without the second.
pub(crate) fn build(all: &[Vulnerable]) -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::var("OUT_DIR")?).join("native");
    std::fs::create_dir_all(&folder)?;
    let metadata = MetadataCommand::new()
        .manifest_path("vulnerable/Cargo.toml")
        .other_options(["--locked".to_owned()])
        .exec()?;
    for of in all {
        let source = source(&metadata, of.source)?;
        for (suffix, flags) in BUILDS {
            let program = folder.join(format!("{}{suffix}", of.name));
            if let Err(error) = compile(of, &source, flags, &program) {
                println!("cargo::warning={} was not built: {error}", program.display());
                _ = std::fs::remove_file(&program);
            }
        }
    }
    println!("cargo::rerun-if-changed=bugs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rustc-env=CONTAINMENT_PROGRAMS={}", folder.display());
    Ok(())
}

/// One call of the compiler for all files, which links as well: a library for `cc` would be linked to this package.
fn compile(of: &Vulnerable, source: &Path, flags: &[&str], program: &Path) -> Result<(), Box<dyn Error>> {
    let compiler = cc::Build::new().opt_level(2).debug(false).warnings(false).try_get_compiler()?;
    let mut command = Command::new(compiler.path());
    command.args(flags).args(["-w", "-DNDEBUG", "-Ibugs"]);
    command.args(of.own_includes.iter().map(|folder| format!("-I{folder}")));
    command.args(of.includes.iter().map(|folder| format!("-I{}", source.join(folder).display())));
    command.arg("bugs/main.c").arg(format!("bugs/{}.c", of.name));
    command.args(of.files().map(|file| source.join(file)));
    command.arg("-o").arg(program).arg("-lm");
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(text.lines().next().unwrap_or("the compiler failed").into())
}

fn source(metadata: &Metadata, name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let package = metadata.packages.iter().find(|package| package.name.as_str() == name);
    let package = package.ok_or_else(|| format!("no crate `{name}` in vulnerable/Cargo.toml"))?;
    Ok(package.manifest_path.parent().ok_or("a manifest without a folder")?.into())
}
