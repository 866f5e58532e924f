//! `ringfence.toml`: what an application lets pass, with reasons.

use std::collections::BTreeMap;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level as Severity, Renderer, Snippet};
use jiff::civil::Date;
use minisign_verify::PublicKey;
use serde::Deserialize;
use toml::Spanned;

use super::error::Error;
use super::graph::line;
use super::report::{Level, Preset};
use super::rules;

/// Name of the file, beside Cargo.lock.
pub(crate) const FILE: &str = "ringfence.toml";

/// Reasons shorter than this say nothing.
pub(crate) const SHORTEST_REASON: usize = 12;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    version: Spanned<u32>,
    #[serde(default)]
    profile: Profile,
    #[serde(default)]
    levels: BTreeMap<Spanned<String>, Level>,
    #[serde(default)]
    input: Input,
    #[serde(default)]
    require: Require,
    #[serde(default)]
    signatures: Signatures,
    #[serde(default)]
    dynamic: Dynamic,
    #[serde(default)]
    grants: BTreeMap<Spanned<String>, Grants>,
    #[serde(default)]
    escape: Vec<Spanned<Escape>>,
    #[serde(default)]
    exempt: Vec<Spanned<Exempt>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    #[serde(default)]
    preset: Preset,
}

/// `[input]`: what the application feeds with bytes of others.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    /// Packages or libraries that handle untrusted input.
    #[serde(default)]
    pub(crate) untrusted: Vec<Spanned<String>>,
    /// Those that only ever see the application's own.
    #[serde(default)]
    pub(crate) trusted: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Require {
    memory_max: Option<Spanned<String>>,
    deadline: Option<Spanned<String>>,
    signature: Option<Spanned<bool>>,
}

/// `[signatures]`: who may sign modules that were built elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signatures {
    keys: Vec<Spanned<String>>,
}

/// `[dynamic]`: libraries that the system may load.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dynamic {
    #[serde(default)]
    pub(crate) allow: Vec<Spanned<String>>,
}

/// `[grants."wrapper/library"]`: capabilities that it may have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grants {
    pub(crate) allow: Vec<Spanned<String>>,
}

/// `[[escape]]`: a place where a value may leave taint unchecked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Escape {
    pub(crate) id: String,
    reason: Spanned<String>,
    reviewed_by: Option<String>,
    until: Option<Spanned<String>>,
}

/// `[[exempt]]`: a finding that may pass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Exempt {
    finding: Spanned<String>,
    #[serde(rename = "crate")]
    package: Option<String>,
    library: Option<String>,
    id: Option<String>,
    reason: Spanned<String>,
    reviewed_by: Option<String>,
    until: Option<Spanned<String>>,
}

/// The file, understood.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) preset: Preset,
    pub(crate) levels: BTreeMap<String, Level>,
    pub(crate) input: Input,
    /// In bytes.
    pub(crate) memory_max: Option<u64>,
    /// In milliseconds.
    pub(crate) deadline: Option<u64>,
    /// Whether a module that was built elsewhere needs a signature.
    pub(crate) signature: bool,
    /// Keys of minisign.
    pub(crate) keys: Vec<PublicKey>,
    pub(crate) dynamic: Dynamic,
    pub(crate) grants: Vec<Granted>,
    pub(crate) entries: Vec<Entry>,
    /// Name of the file.
    pub(crate) file: String,
    text: String,
}

/// Capabilities of one library.
#[derive(Debug)]
pub(crate) struct Granted {
    /// `wrapper/library`.
    pub(crate) library: String,
    pub(crate) allow: Vec<String>,
    pub(crate) line: u32,
}

/// An `[[escape]]` or an `[[exempt]]`.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) subject: Subject,
    pub(crate) reason: String,
    pub(crate) reviewed_by: Option<String>,
    pub(crate) until: Option<Date>,
    pub(crate) line: u32,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// One finding by its id.
    Id(String),
    /// A rule for a package: a name, or a name and the beginning of a version.
    Package { rule: String, name: String, version: Option<String> },
    /// A rule for a fenced library, `wrapper/library`.
    Library { rule: String, name: String },
}

impl Policy {
    /// Without a file: the default levels.
    pub(crate) fn of_preset(preset: Preset) -> Self {
        Self {
            preset,
            levels: BTreeMap::new(),
            input: Input::default(),
            memory_max: None,
            deadline: None,
            signature: false,
            keys: Vec::new(),
            dynamic: Dynamic::default(),
            grants: Vec::new(),
            entries: Vec::new(),
            file: FILE.to_owned(),
            text: String::new(),
        }
    }

    /// The file, which need not be there unless it was asked for by name.
    pub(crate) fn read(path: &Path, asked_for: bool) -> Result<Self, Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, &name),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked_for => {
                Ok(Self::of_preset(Preset::default()))
            }
            Err(error) => Err(Error::Usage(format!("{}: {error}", path.display()))),
        }
    }

    pub(crate) fn parse(text: &str, file: &str) -> Result<Self, Error> {
        let mistake = |span: std::ops::Range<usize>, why: &str| Error::Usage(shown(text, file, span, why));
        let raw: Raw = toml::from_str(text)
            .map_err(|error| mistake(error.span().unwrap_or(0..0), error.message().trim()))?;
        if *raw.version.get_ref() != 1 {
            return Err(mistake(raw.version.span(), "this command knows version 1 only"));
        }
        let mut policy = Self::of_preset(raw.profile.preset);
        policy.file = file.to_owned();
        policy.text = text.to_owned();
        for (rule, level) in raw.levels {
            known(rule.get_ref()).map_err(|why| mistake(rule.span(), &why))?;
            policy.levels.insert(rule.into_inner(), level);
        }
        let amount = |text: &Option<Spanned<String>>, units: &[(&str, u64)]| {
            let Some(text) = text else { return Ok(None) };
            number(text.get_ref(), units).map(Some).map_err(|why| mistake(text.span(), &why))
        };
        policy.memory_max = amount(&raw.require.memory_max, &SIZES)?;
        policy.deadline = amount(&raw.require.deadline, &TIMES)?;
        for key in &raw.signatures.keys {
            let parsed = PublicKey::from_base64(key.get_ref());
            let why = "no public key of minisign: the second line of `minisign.pub`";
            policy.keys.push(parsed.map_err(|_| mistake(key.span(), why))?);
        }
        if let Some(wanted) = raw.require.signature {
            policy.signature = *wanted.get_ref();
            if policy.signature && policy.keys.is_empty() {
                return Err(mistake(wanted.span(), "say by whom: `[signatures] keys`"));
            }
        }
        policy.input = raw.input;
        policy.dynamic = raw.dynamic;
        for (library, grants) in raw.grants {
            let at = line(text, library.span().start);
            let allow = grants.allow.into_iter().map(Spanned::into_inner).collect();
            policy.grants.push(Granted { library: library.into_inner(), allow, line: at });
        }
        for escape in raw.escape {
            let at = line(text, escape.span().start);
            let Escape { id, reason, reviewed_by, until } = escape.into_inner();
            let (reason, until) = justified(reason, until).map_err(|(span, why)| mistake(span, &why))?;
            policy.entries.push(Entry { subject: Subject::Id(id), reason, reviewed_by, until, line: at });
        }
        for exempt in raw.exempt {
            let span = exempt.span();
            let exempt = exempt.into_inner();
            known(exempt.finding.get_ref()).map_err(|why| mistake(exempt.finding.span(), &why))?;
            let subject = exempt.subject().map_err(|why| mistake(span.clone(), why))?;
            let (reason, until) =
                justified(exempt.reason, exempt.until).map_err(|(span, why)| mistake(span, &why))?;
            let (reviewed_by, line) = (exempt.reviewed_by, line(text, span.start));
            policy.entries.push(Entry { subject, reason, reviewed_by, until, line });
        }
        Ok(policy)
    }

    /// The line of a part of the file.
    pub(crate) fn line_of(&self, part: &Spanned<String>) -> u32 {
        line(&self.text, part.span().start)
    }

    /// What the policy makes of a rule.
    pub(crate) fn level(&self, rule: &rules::Rule) -> Level {
        if let Some(level) = self.levels.get(rule.id) {
            return *level;
        }
        // What is said about the policy itself should not break a build from one day to the next.
        let about_the_policy = rule.id.starts_with("RF6");
        match (self.preset, rule.level) {
            (Preset::Inventory, Level::Deny) if rule.id != "RF107" => Level::Warn,
            (Preset::Strict, Level::Warn) if !about_the_policy => Level::Deny,
            (_, level) => level,
        }
    }
}

impl Exempt {
    fn subject(&self) -> Result<Subject, &'static str> {
        let rule = self.finding.get_ref().clone();
        match (&self.package, &self.library, &self.id) {
            (Some(package), None, None) => {
                let (name, version) = match package.split_once('@') {
                    Some((name, version)) => (name.to_owned(), Some(version.to_owned())),
                    None => (package.clone(), None),
                };
                Ok(Subject::Package { rule, name, version })
            }
            (None, Some(library), None) => Ok(Subject::Library { rule, name: library.clone() }),
            (None, None, Some(id)) => Ok(Subject::Id(id.clone())),
            _ => Err("say what it is about: one of `crate`, `library` and `id`"),
        }
    }
}

fn known(rule: &str) -> Result<(), String> {
    match rules::RULES.iter().any(|known| known.id == rule) {
        true => Ok(()),
        false => Err("there is no such rule: `cargo ringfence audit explain` lists them".to_owned()),
    }
}

type Mistake = (std::ops::Range<usize>, String);

fn justified(
    reason: Spanned<String>,
    until: Option<Spanned<String>>,
) -> Result<(String, Option<Date>), Mistake> {
    check_reason(reason.get_ref()).map_err(|why| (reason.span(), why))?;
    let until = match until {
        Some(until) => Some(date(until.get_ref()).map_err(|why| (until.span(), why))?),
        None => None,
    };
    Ok((reason.into_inner(), until))
}

/// Whether a reason is long enough to be one.
pub(crate) fn check_reason(reason: &str) -> Result<(), String> {
    match reason.trim().chars().count() >= SHORTEST_REASON {
        true => Ok(()),
        false => Err(format!("a reason has at least {SHORTEST_REASON} characters: say why this may pass")),
    }
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    let well_formed = text.len() == 10;
    let date = text.parse::<Date>().ok().filter(|_| well_formed);
    date.ok_or_else(|| "a day is written as YYYY-MM-DD".to_owned())
}

const SIZES: [(&str, u64); 4] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)];
const TIMES: [(&str, u64); 3] = [("ms", 1), ("min", 60_000), ("s", 1000)];

fn number(text: &str, units: &[(&str, u64)]) -> Result<u64, String> {
    let parsed = units.iter().find_map(|(unit, factor)| {
        let number: u64 = text.strip_suffix(unit)?.trim().parse().ok()?;
        number.checked_mul(*factor)
    });
    let names: Vec<&str> = units.iter().map(|(unit, _)| *unit).collect();
    parsed.ok_or_else(|| format!("a whole number and one of {}", names.join(", ")))
}

/// A mistake in its line.
fn shown(text: &str, file: &str, span: std::ops::Range<usize>, why: &str) -> String {
    let end = text.len();
    // The renderer wants a span within the text, and on the boundaries of characters.
    let fits = span.start <= span.end && text.get(span.clone()).is_some();
    let span = if fits { span } else { end..end };
    let snippet = Snippet::source(text).path(file).annotation(AnnotationKind::Primary.span(span).label(why));
    let title = Severity::ERROR.no_name().primary_title("the policy has a mistake").element(snippet);
    Renderer::plain().render(&[title])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        match Policy::parse(text, FILE).unwrap_err() {
            Error::Usage(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn everything_that_can_be_written_is_understood() {
        let policy = Policy::parse(include_str!("policy_sample.toml"), FILE).unwrap();
        assert_eq!(policy.preset, Preset::Strict);
        assert_eq!((policy.memory_max, policy.deadline), (Some(256 << 20), Some(5000)));
        assert_eq!((policy.signature, policy.keys.len()), (true, 1));
        assert_eq!(policy.levels["RF101"], Level::Deny);
        assert_eq!(policy.grants[0].allow, ["clock", "random"]);
        let subjects: Vec<_> = policy.entries.iter().map(|entry| entry.subject.clone()).collect();
        let (rule, name) = ("RF102".to_owned(), "libsqlite3-sys".to_owned());
        let package = Subject::Package { rule, name, version: Some("0.30".to_owned()) };
        assert_eq!(subjects, [Subject::Id("rf1:9f3c0a7e".to_owned()), package]);
        assert!(policy.entries.iter().all(|entry| entry.line > 20 && entry.until.is_some()));
    }

    #[test]
    fn mistakes_are_shown_in_their_line() {
        let cases = [
            ("", "version"),
            ("version = 2", "version 1 only"),
            ("version = 1\ncolour = 3", "unknown field `colour`"),
            ("version = 1\n[levels]\nRF999 = \"deny\"", "no such rule"),
            ("version = 1\n[levels]\nRF101 = \"fatal\"", "unknown variant `fatal`"),
            ("version = 1\n[require]\nmemory-max = \"lots\"", "a whole number and one of"),
            ("version = 1\n[[escape]]\nid = \"rf1:0\"\nreason = \"because\"", "at least 12 characters"),
            ("version = 1\n[[escape]]\nid = \"rf1:0\"", "missing field `reason`"),
            (
                "version = 1\n[[exempt]]\nfinding = \"RF101\"\nreason = \"long enough to be one\"",
                "one of `crate`, `library` and `id`",
            ),
            (
                "version = 1\n[[escape]]\nid = \"rf1:0\"\nreason = \"long enough to be one\"\nuntil = \"2027-02-30\"",
                "YYYY-MM-DD",
            ),
            ("version = 1\n[levels\n", "ringfence.toml:2"),
            ("version = 1\n[signatures]\nkeys = [\"nonsense\"]", "no public key of minisign"),
            ("version = 1\n[require]\nsignature = true", "say by whom"),
        ];
        for (text, expected) in cases {
            let shown = refused(text);
            assert!(shown.contains(expected) && shown.contains("ringfence.toml:"), "{text}\n{shown}");
        }
        insta::assert_snapshot!(refused("version = 1\n\n[input]\nuntrsted = [\"png\"]\n"));
    }

    #[test]
    fn presets_shift_levels_and_the_policy_has_the_last_word() {
        let rule = |id| rules::find(id).unwrap();
        let of = |preset: &str, levels: &str| {
            let text = format!("version = 1\n[profile]\npreset = \"{preset}\"\n[levels]\n{levels}");
            Policy::parse(&text, FILE).unwrap()
        };
        let strict = of("strict", "RF104 = \"note\"");
        assert_eq!(strict.level(rule("RF101")), Level::Deny);
        assert_eq!(strict.level(rule("RF104")), Level::Note);
        assert_eq!(strict.level(rule("RF603")), Level::Warn, "builds do not break overnight unless asked to");
        let inventory = of("inventory", "");
        assert_eq!(inventory.level(rule("RF102")), Level::Warn);
        assert_eq!(inventory.level(rule("RF107")), Level::Deny, "what was not seen was not seen");
    }
}
