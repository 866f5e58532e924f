//! Everything that goes into a build, found and made absolute before anything is started.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ringfence_syntax::Header;
use ringfence_syntax::manifest::{LeftOut, Signature};

use crate::bindings::Bindings;
use crate::context::Context;
use crate::interface::Declared;
use crate::library::{Located, Written};
use crate::link::PAGE;
use crate::rust::Guest;
use crate::source::{self, SourceCrate};
use crate::{Environment, Error, Library, bindings, files, flags, script};

pub(crate) struct Inputs {
    pub(crate) declared: Declared,
    pub(crate) source: Option<SourceCrate>,
    /// All crates that files come from, the source crate first.
    pub(crate) crates: Vec<SourceCrate>,
    /// Headers that the build writes: name and text.
    pub(crate) written_headers: Vec<(PathBuf, Vec<u8>)>,
    /// A crate of Rust instead of C files.
    pub(crate) guest: Option<Guest>,
    /// A ready module instead of files.
    pub(crate) prebuilt: Option<PathBuf>,
    pub(crate) files: Vec<PathBuf>,
    /// One of the files is C++.
    pub(crate) cpp: bool,
    pub(crate) includes: Vec<PathBuf>,
    /// Functions that must be there, with their types when the interface gives them.
    pub(crate) promised: BTreeMap<String, Option<Signature>>,
    /// Variables that must be there.
    pub(crate) globals: BTreeSet<String>,
    /// What was read from headers.
    pub(crate) header: Option<HeaderText>,
}

/// What was read from headers, and what it comes to in this wrapper.
pub(crate) struct HeaderText {
    pub(crate) bindings: Bindings,
    /// Exports that may be absent: functions and variables that nobody declares by hand.
    pub(crate) optional: BTreeSet<String>,
}

const NO_HEADER: &str = "the interface has structs, enums or variables, whose layout must be compared with the C header's. \
     Add a line with its name, as the C code includes it:\n\n    .header(\"NAME.h\")\n";

/// The variable that names a ready module for `library`.
pub(crate) fn prebuilt_variable(library: &str) -> String {
    format!("RINGFENCE_PREBUILT_{}", source::shout(library))
}

impl Inputs {
    pub(crate) fn gather(
        library: &Library,
        context: &Context,
        environment: &Environment,
    ) -> Result<Self, Error> {
        settings(library)?;
        // What is read from headers comes later, when there is a compiler to read them with.
        let nothing = library.reads_headers().then(Header::default);
        let declared =
            Declared::scan(&context.manifest_dir, &library.interfaces, &library.name, nothing.as_ref())?;
        let guest = library.rust.as_ref().map(|folder| Guest::read(context.own(folder), &library.name));
        let guest = guest.transpose()?;
        let promised = match &guest {
            Some(guest) => exported(library, guest)?,
            None => promised(library, &declared)?,
        };
        let globals = declared.globals();
        let prebuilt =
            environment.path(&prebuilt_variable(&library.name)).or_else(|| library.prebuilt.clone());
        let mut inputs = Self {
            declared,
            source: None,
            crates: Vec::new(),
            written_headers: Vec::new(),
            guest,
            prebuilt: prebuilt.map(|path| context.own(&path)),
            files: Vec::new(),
            cpp: false,
            includes: Vec::new(),
            promised,
            globals,
            header: None,
        };
        match &inputs.prebuilt {
            Some(path) => exists(path, &library.name)?,
            None if inputs.guest.is_some() => inputs.only_rust(library)?,
            None => inputs.locate(library, context, environment)?,
        }
        Ok(inputs)
    }

    /// Looks at the wrapper again, with what was read from headers.
    pub(crate) fn add_header(
        &mut self,
        library: &Library,
        context: &Context,
        bindings: Bindings,
    ) -> Result<(), Error> {
        let header = parsed(&library.name, &bindings.text, &bindings.left_out)?;
        self.declared =
            Declared::scan(&context.manifest_dir, &library.interfaces, &library.name, Some(&header))?;
        self.promised = promised(library, &self.declared)?;
        self.globals = self.declared.globals();
        let optional = self.declared.optional();
        self.header = Some(HeaderText { bindings, optional });
        Ok(())
    }

    /// A guest is a crate and nothing else.
    fn only_rust(&mut self, library: &Library) -> Result<(), Error> {
        if !library.files.is_empty() || library.source_crate.is_some() || library.source_archive.is_some() {
            let text = "a library is either C files or a crate of Rust: remove `.file(…)` or `.rust(…)`";
            return Err(setting(&library.name, text));
        }
        if library.simd.is_some() {
            let text = "`.simd(…)` is for C and C++. A crate of Rust puts `#[target_feature(enable = \"simd128\")]` on its \
                        functions";
            return Err(setting(&library.name, text));
        }
        self.files = self.guest.iter().flat_map(|guest| guest.files.clone()).collect();
        Ok(())
    }

    fn locate(
        &mut self,
        library: &Library,
        context: &Context,
        environment: &Environment,
    ) -> Result<(), Error> {
        let lists = &context.listing_sources(library);
        self.source = main_source(library, lists, environment)?;
        self.crates.extend(self.source.clone());
        for name in library.further_crates() {
            self.crates.push(source::locate(name, lists, environment)?);
        }
        let own = &context.manifest_dir;
        let root = self.source.as_ref().map_or(own, |source| &source.folder);
        let below = |located: &Located| located.below(root, own, &self.crates);
        self.files = library.files.iter().map(below).collect();
        self.includes = library.includes.iter().map(below).collect();
        for (name, written) in &library.written_headers {
            let text = match written {
                Written::Text(text) => text.clone().into_bytes(),
                Written::Copy(from) => files::read(&below(from))?,
            };
            self.written_headers.push((name.clone(), text));
        }
        if library.build_script.is_some() {
            script::check(&library.name, library.source_crate.as_deref())?;
        } else if self.files.is_empty() {
            return Err(setting(&library.name, "there is no file to compile: call `.file(\"…\")`"));
        }
        let mut seen = BTreeSet::new();
        for file in &self.files {
            self.cpp |= Language::of(file, &library.name)? == Language::Cpp;
            exists(file, &library.name)?;
            if !seen.insert(file) {
                return Err(setting(&library.name, &format!("{} is listed twice", file.display())));
            }
        }
        if let Some(folder) = self.includes.iter().find(|folder| !folder.is_dir()) {
            return Err(setting(
                &library.name,
                &format!("the include folder {} does not exist", folder.display()),
            ));
        }
        if self.declared.needs_headers() && library.headers.is_empty() {
            return Err(setting(&library.name, NO_HEADER));
        }
        Ok(())
    }
}

/// Where files without another place come from.
fn main_source(
    library: &Library,
    context: &Context,
    environment: &Environment,
) -> Result<Option<SourceCrate>, Error> {
    #[cfg(feature = "archives")]
    if let Some(name) = &library.source_archive {
        if library.source_crate.is_some() {
            let text = "the sources are either a crate's or an archive's: remove `.source_crate(…)` or \
                        `.source_archive(…)`";
            return Err(setting(&library.name, text));
        }
        return source::archive::locate(name, context, environment).map(Some);
    }
    library.source_crate.as_ref().map(|name| source::locate(name, context, environment)).transpose()
}

/// The text of a header as items.
pub(crate) fn parsed(
    library: &str,
    text: &str,
    left_out: &BTreeMap<String, LeftOut>,
) -> Result<Header, Error> {
    Header::parse(text, left_out)
        .map_err(|error| setting(library, &format!("what was read from the headers is no Rust: {error}")))
}

/// Names that the linker exports by itself.
const TAKEN: [&str; 2] = ["memory", "_initialize"];

fn promised(library: &Library, declared: &Declared) -> Result<BTreeMap<String, Option<Signature>>, Error> {
    let mut promised: BTreeMap<_, _> = library.exports.iter().map(|name| (name.clone(), None)).collect();
    promised.extend(declared.functions().into_iter().map(|(name, signature)| (name, Some(signature))));
    let is_open = declared.unreadable || library.reads_headers();
    if promised.is_empty() && declared.globals().is_empty() && !is_open {
        return Err(setting(
            &library.name,
            &format!(
                "nothing is exported: declare the functions in a module with #[ringfence::library(\"{}\")], or call \
                 `.export(\"…\")`",
                library.name
            ),
        ));
    }
    if let Some(name) = TAKEN.iter().find(|name| promised.contains_key(**name)) {
        return Err(setting(
            &library.name,
            &format!("a function cannot be exported as `{name}`: every module uses that name itself"),
        ));
    }
    Ok(promised)
}

/// What a guest exports, with its types.
fn exported(library: &Library, guest: &Guest) -> Result<BTreeMap<String, Option<Signature>>, Error> {
    let functions = guest.exports.signatures();
    if functions.is_empty() && guest.mistakes.is_none() {
        let text =
            "the guest exports nothing: put `#[ringfence::export]` on the functions that the host calls";
        return Err(setting(&library.name, text));
    }
    Ok(functions.into_iter().map(|(name, signature)| (name, Some(signature))).collect())
}

/// Settings that can be judged without looking at the disk.
fn settings(library: &Library) -> Result<(), Error> {
    let name = &library.name;
    bindings::check(library).map_err(|text| setting(name, &text))?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(Error::Setting(format!(
            "`{name}` cannot name a library: it names a folder, so only letters, digits, `_` and `-` may be in it"
        )));
    }
    for flag in library.flags.iter().chain(&library.cpp_flags) {
        if let Some(reason) = flags::refusal(flag) {
            return Err(setting(name, &format!("the flag `{flag}` cannot be given: {reason}")));
        }
    }
    let limits = &library.limits;
    if limits.memory_bytes > u64::from(u32::MAX) + 1 {
        return Err(setting(name, "the memory limit is above 4 GiB, more than 32-bit pointers reach"));
    }
    if limits.memory_bytes < library.stack_bytes.saturating_add(PAGE) {
        return Err(setting(name, "the memory limit leaves no room beside the C stack"));
    }
    Ok(())
}

/// What a file is written in, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    C,
    Cpp,
}

impl Language {
    pub(crate) fn of(file: &Path, library: &str) -> Result<Self, Error> {
        match file.extension().unwrap_or_default().to_string_lossy().as_ref() {
            "c" => Ok(Self::C),
            "cc" | "cpp" | "cxx" | "C" | "c++" => Ok(Self::Cpp),
            _ => Err(setting(
                library,
                &format!(
                    "{} is not a C or C++ file: its name must end in .c, .cc, .cpp or .cxx",
                    file.display()
                ),
            )),
        }
    }
}

fn exists(file: &Path, library: &str) -> Result<(), Error> {
    if file.is_file() {
        return Ok(());
    }
    Err(setting(library, &format!("the file {} does not exist", file.display())))
}

fn setting(library: &str, text: &str) -> Error {
    Error::Setting(format!("{library}: {text}"))
}
