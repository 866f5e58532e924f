//! The patterns of `Library::allow`.

use regex::Regex;

/// Patterns, each of which must fit whole names.
pub(crate) struct Patterns {
    all: Vec<(String, Regex)>,
}

impl Patterns {
    /// Reads the patterns, or says which one cannot be read.
    pub(crate) fn new(texts: &[String]) -> Result<Self, String> {
        let read = |text: &String| match Regex::new(&format!("^(?:{text})$")) {
            Ok(regex) => Ok((text.clone(), regex)),
            Err(_) => {
                // The text alone tells better where the mistake is.
                let reason = Regex::new(text).err().map_or_else(String::new, |error| format!("\n\n{error}"));
                Err(format!("`.allow({text:?})` is no regular expression{reason}"))
            }
        };
        Ok(Self { all: texts.iter().map(read).collect::<Result<_, _>>()? })
    }

    pub(crate) fn is_match(&self, name: &str) -> bool {
        self.all.iter().any(|(_, regex)| regex.is_match(name))
    }

    /// Patterns that fit none of the names.
    pub(crate) fn idle<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> Vec<&str> {
        let idle = self.all.iter().filter(|(_, regex)| !names.clone().any(|name| regex.is_match(name)));
        idle.map(|(text, _)| text.as_str()).collect()
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(text, _)| text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(texts: &[&str]) -> Result<Patterns, String> {
        Patterns::new(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_pattern_fits_whole_names() {
        let patterns = patterns(&["png_.*|z", "Q"]).unwrap();
        assert!(patterns.is_match("png_read") && patterns.is_match("z"));
        assert!(!patterns.is_match("my_png_read") && !patterns.is_match("zz"));
        assert_eq!(patterns.idle(["png_read"].into_iter()), ["Q"]);
    }

    #[test]
    fn a_bad_pattern_is_shown_with_its_mistake() {
        let text = patterns(&["png_(.*"]).err().unwrap();
        assert!(text.contains("`.allow(\"png_(.*\")` is no regular expression"), "{text}");
        assert!(text.contains("unclosed group"), "{text}");
    }
}
