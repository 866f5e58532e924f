//! The contact sheet: one page that needs nothing beside it.

mod card;
mod escape;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use self::escape::escaped;
use crate::report::{Class, Entry, Outcome, Report, size, time};

const STYLE: &str = include_str!("style.css");

/// A section of files without a picture.
struct List {
    class: Class,
    anchor: &'static str,
    title: &'static str,
    about: &'static str,
}

const LISTS: [List; 4] = [
    List {
        class: Class::Contained,
        anchor: "contained",
        title: "Contained",
        about: "The decoder crashed, reached a limit, or answered with something that cannot be true. The fence \
                held: nothing but the decoder's own instance was lost, and the next file got a fresh one.",
    },
    List {
        class: Class::Rejected,
        anchor: "rejected",
        title: "Rejected",
        about: "The decoder itself said no, in these words.",
    },
    List {
        class: Class::HostError,
        anchor: "host-errors",
        title: "Host errors",
        about: "The program around the decoder could not do its own part.",
    },
    List {
        class: Class::NotAnImage,
        anchor: "not-images",
        title: "Not images",
        about: "Of no format that is known here.",
    },
];

pub(crate) fn write(path: &Path, report: &Report) -> io::Result<()> {
    let mut page = BufWriter::new(File::create(path)?);
    page_of(&mut page, report)?;
    page.flush()
}

fn page_of(page: &mut impl Write, report: &Report) -> io::Result<()> {
    let folder = escaped(&report.folder.display().to_string());
    writeln!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; \
         style-src 'unsafe-inline'\">\n\
         <title>Contact sheet of {folder}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
    )?;
    header(page, report, &folder)?;
    writeln!(page, "<main>")?;
    images(page, report)?;
    for list in &LISTS {
        entries(page, report, list)?;
    }
    writeln!(page, "</main>\n</body>\n</html>")
}

fn header(page: &mut impl Write, report: &Report, folder: &str) -> io::Result<()> {
    let seconds = report.time.as_secs_f64().max(1e-9);
    writeln!(
        page,
        "<header>\n<h1>Contact sheet</h1>\n<p class=\"folder\">{folder}</p>\n\
         <p>{} files, {} in {}: {:.1} MB/s on {} {}. Every file was given to the library for its format, on a \
         fresh instance behind a fence. {}</p>\n<nav>",
        report.entries.len(),
        size(report.bytes()),
        time(report.time),
        report.bytes() as f64 / 1e6 / seconds,
        report.jobs,
        if report.jobs == 1 { "thread" } else { "threads" },
        decoded_by(report),
    )?;
    let lists = LISTS.iter().map(|list| (list.class, list.anchor, list.title));
    for (class, anchor, title) in [(Class::Decoded, "decoded", "Decoded")].into_iter().chain(lists) {
        match report.count(class) {
            0 => writeln!(page, "<span class=\"{anchor}\"><b>0</b> {title}</span>")?,
            count => writeln!(page, "<a class=\"{anchor}\" href=\"#{anchor}\"><b>{count}</b> {title}</a>")?,
        }
    }
    writeln!(page, "</nav>\n</header>")
}

/// How many files each library decoded, as a sentence.
fn decoded_by(report: &Report) -> String {
    let parts: Vec<_> =
        report.libraries().into_iter().map(|(name, count)| format!("{name} decoded {count}")).collect();
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) }
}

fn images(page: &mut impl Write, report: &Report) -> io::Result<()> {
    if report.count(Class::Decoded) == 0 {
        return Ok(());
    }
    writeln!(page, "<section id=\"decoded\">\n<h2>Decoded</h2>\n<div class=\"grid\">")?;
    for entry in &report.entries {
        if let Outcome::Decoded(image) = &entry.outcome {
            card::write(page, entry, image)?;
        }
    }
    writeln!(page, "</div>\n</section>")
}

fn entries(page: &mut impl Write, report: &Report, list: &List) -> io::Result<()> {
    if report.count(list.class) == 0 {
        return Ok(());
    }
    let List { anchor, title, about, .. } = list;
    writeln!(page, "<section id=\"{anchor}\">\n<h2>{title}</h2>\n<p>{about}</p>\n<ul>")?;
    for entry in report.of_class(list.class) {
        row(page, entry)?;
    }
    writeln!(page, "</ul>\n</section>")
}

fn row(page: &mut impl Write, entry: &Entry) -> io::Result<()> {
    let (name, facts) = (escaped(&entry.path.display().to_string()), facts(entry));
    let reason = match &entry.outcome {
        Outcome::Rejected(reason) | Outcome::Contained(reason) | Outcome::HostError(reason) => {
            escaped(reason)
        }
        Outcome::Decoded(_) | Outcome::NotAnImage => String::new(),
    };
    writeln!(page, "<li><b>{name}</b><p>{reason}</p><span>{facts}</span></li>")
}

/// Format, library, size and time, as far as known.
fn facts(entry: &Entry) -> String {
    let format = entry.format.map(|format| format.name().to_owned());
    let parts = format.into_iter().chain([entry.library.to_owned(), size(entry.bytes), time(entry.time)]);
    parts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests;
