//! A crate that fences a C library, from a crate that ships the sources or from files.
//!
//! What was asked for is checked ([`request`]), the sources are obtained ([`origin`]) and looked at ([`tree`], [`scan`],
//! [`script`], [`headers`]), which gives a first recipe ([`plan`], [`recipe`]). It is tried out with `ringfence-build` and
//! corrected by what the compiler and the linker say ([`trial`], [`repair`]). What was read from the headers is written
//! down with proposals ([`interface`], [`contract`]), a first call is chosen ([`first`]), and the package is written
//! ([`mod@package`], [`mod@make`]) and built as its own build script will do it. Then it is told ([`render`]).

mod contract;
mod first;
mod headers;
mod interface;
mod make;
mod origin;
mod package;
mod plan;
mod recipe;
mod render;
mod repair;
mod request;
mod scan;
mod script;
mod tree;
mod trial;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::ProgressBar;
use ringfence_build::Error;

use crate::{cli, page};
use first::First;
use interface::Interface;
use make::{Contents, Place};
use package::{Package, Source};
use plan::Plan;
use repair::Repair;
use request::Request;
use trial::{Bench, Tried};

/// What was made.
pub(crate) struct Made {
    name: String,
    library: String,
    folder: String,
    files: Vec<String>,
    /// The crate with the sources and its version.
    source: Option<String>,
    /// How the sources were chosen.
    reason: String,
    recipe: recipe::Recipe,
    left_out: Vec<(String, String)>,
    functions: usize,
    proposed: usize,
    /// Of the headers, with the reason.
    missing: Vec<(String, String)>,
    first: Option<First>,
    place: Place,
    /// Why it does not compile yet.
    problem: Option<String>,
}

/// Makes the crate and tells what it made.
pub(crate) fn run(options: &cli::New) -> ExitCode {
    let spinner = ProgressBar::new_spinner().with_message("looking at what was asked for");
    spinner.enable_steady_tick(Duration::from_millis(120));
    let made = make(options, &spinner);
    spinner.finish_and_clear();
    match made {
        Ok(made) => {
            page::print(&render::of(&made));
            if made.problem.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(why) => {
            let _ = writeln!(anstream::stderr(), "error: {why}");
            ExitCode::from(2)
        }
    }
}

fn make(options: &cli::New, spinner: &ProgressBar) -> Result<Made, String> {
    let request = Request::read(options)?;
    let allow = headers::patterns(&options.allow)?;
    let scratch = tempfile::tempdir().map_err(|error| format!("no folder for temporary files: {error}"))?;
    spinner.set_message("obtaining the sources");
    let package = scratch.path().join("package");
    let plan = Plan::make(options, &request, &allow, scratch.path(), &package)?;
    let source = plan.source.as_ref().map(|source| (source.name.as_str(), source.folder.as_path()));
    let bench = Bench::new(scratch.path(), &request.library, source)?;
    let (prefix, is_fixed) = (plan.prefix.as_str(), plan.is_fixed);
    let mut repair = Repair {
        tree: &plan.tree,
        recipe: plan.recipe.clone(),
        prefix,
        is_fixed,
        are_headers_fixed: !options.header.is_empty(),
        dropped: Vec::new(),
    };
    let tried = bench.try_out(&mut repair, |recipe| {
        spinner.set_message(format!("compiling {} files", recipe.files.len()));
    });
    let Repair { recipe, dropped, .. } = repair;
    let mut left_out = [plan.left_out.clone(), dropped].concat();
    // The linker may have asked for one of them after all.
    left_out.retain(|(file, _)| !recipe.files.contains(&format!("{prefix}{file}")));
    let mut made = Made {
        name: request.name.clone(),
        library: request.library.clone(),
        folder: request.folder.display().to_string(),
        files: Vec::new(),
        source: plan.source.as_ref().map(|source| format!("{} {}", source.name, source.version)),
        reason: plan.reason.clone(),
        recipe,
        left_out,
        functions: 0,
        proposed: 0,
        missing: Vec::new(),
        first: None,
        place: Place::Alone,
        problem: None,
    };
    spinner.set_message("writing the package");
    match tried {
        Ok(mut tried) => {
            if options.allow.is_empty() {
                // Nobody asked for the macros that are no constants.
                tried.left_out.retain(|_, reason| !reason.starts_with("a macro "));
            }
            complete(&mut made, &tried, &plan, &request)?;
        }
        Err(error) => incomplete(&mut made, error, &plan, &request, options)?,
    }
    if plan.source.is_none() {
        copy(&package.join(origin::COPIES), &request.folder.join(origin::COPIES))?;
        made.files.push(format!("{}/", origin::COPIES));
    }
    made.place = make::place(&request.folder).map_err(|error| cannot_write(&request.folder, &error))?;
    spinner.set_message("compiling what was made");
    let locked = make::lock(&request.folder, request.ringfence.as_deref(), &made.place, options.offline);
    let verified =
        locked.and_then(|()| bench.verify(&made.recipe, &request.folder).map_err(|error| error.to_string()));
    if let (None, Err(problem)) = (&made.problem, verified) {
        made.problem = Some(problem);
    }
    Ok(made)
}

/// Writes the package with its interface and the first call.
fn complete(made: &mut Made, tried: &Tried, plan: &Plan, request: &Request) -> Result<(), String> {
    let (library, headers) = (&request.library, &made.recipe.headers);
    let interface = Interface::read(library, headers, &tried.header, tried.left_out.clone())?;
    if interface.functions.is_empty() {
        return Err(nothing_left(&interface, &made.left_out));
    }
    made.recipe.allow.clear();
    made.recipe.inline = interface.has_inline() && tried.inline.is_some();
    let first = First::choose(&interface);
    let contents = Contents {
        package: &package(plan, request, false),
        recipe: &made.recipe,
        interface: Some(&interface),
        first: Some(&first),
        inline: tried.inline.as_deref(),
    };
    made.files = contents.write(&request.folder).map_err(|error| cannot_write(&request.folder, &error))?;
    made.functions = interface.functions.len();
    made.proposed = interface.proposed();
    made.missing = interface.left_out.into_iter().collect();
    made.first = Some(first);
    Ok(())
}

/// Writes a package that somebody has to finish, unless it is hopeless.
fn incomplete(
    made: &mut Made,
    error: Error,
    plan: &Plan,
    request: &Request,
    options: &cli::New,
) -> Result<(), String> {
    let text = error.to_string();
    match &error {
        Error::Compile { .. } if repair::is_of_headers(&text) => {
            return Err(format!("the header {} cannot be read\n\n{text}", made.recipe.headers.join(", ")));
        }
        Error::Compile { .. } | Error::Link { .. } | Error::Module { .. } | Error::Layout { .. } => {}
        Error::Setting(text) if text.contains("fits nothing") => {
            let asked = options.allow.join(" --allow ");
            return Err(format!(
                "--allow {asked}: {} declares no such name; patterns fit whole names: `NAME_.*` for all that begin with \
                 `NAME_`",
                made.recipe.headers.join(", ")
            ));
        }
        _ => return Err(text),
    }
    let contents = Contents {
        package: &package(plan, request, true),
        recipe: &made.recipe,
        interface: None,
        first: None,
        inline: None,
    };
    made.files = contents.write(&request.folder).map_err(|error| cannot_write(&request.folder, &error))?;
    made.problem = Some(text);
    Ok(())
}

fn package<'a>(plan: &'a Plan, request: &'a Request, reads_headers: bool) -> Package<'a> {
    Package {
        name: &request.name,
        library: &request.library,
        source: plan.source.as_ref().map(|source| Source {
            name: &source.name,
            version: &source.version,
            license: source.license.as_deref(),
        }),
        ringfence: request.ringfence.as_deref(),
        reads_headers,
    }
}

/// What was left out is the reason, most of the time.
fn nothing_left(interface: &Interface, files: &[(String, String)]) -> String {
    let mut text = format!("{} declares no function that can be called\n", interface.headers.join(", "));
    for (name, why) in interface.left_out.iter().take(5) {
        page::wrap(&mut text, &format!("{name}: {why}"), 2);
    }
    if !files.is_empty() {
        text.push_str("\nSources left out; --define, --include and --source choose otherwise\n");
    }
    // Those that did not compile come last.
    for (file, why) in files.iter().rev().take(10) {
        page::wrap(&mut text, &format!("{file}: {why}"), 2);
    }
    text.truncate(text.trim_end().len());
    text
}

fn cannot_write(folder: &Path, error: &std::io::Error) -> String {
    format!("cannot write to {}: {error}", folder.display())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let target = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
        let copied = target.parent().map_or(Ok(()), std::fs::create_dir_all);
        copied
            .and_then(|()| std::fs::copy(entry.path(), &target))
            .map_err(|error| cannot_write(to, &error))?;
    }
    Ok(())
}
