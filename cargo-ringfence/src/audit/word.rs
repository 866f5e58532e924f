//! The words for variants, as the JSON report has them.

use super::report::{Containment, Evidence, Level, Linkage, Origin, Outcome, Preset, Verdict};

/// The word for a variant, as the JSON report has it.
pub(crate) trait Word {
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($type:ident { $($variant:ident => $word:literal),* $(,)? })*) => {
        $(impl Word for $type {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        })*
    };
}

words! {
    Preset { Inventory => "inventory", Baseline => "baseline", Strict => "strict" }
    Verdict { Passed => "passed", Denied => "denied", Incomplete => "incomplete" }
    Level { Deny => "deny", Warn => "warn", Note => "note", Allow => "allow" }
    Outcome { Holds => "holds", Fails => "fails", Unknown => "unknown" }
    Evidence { Hint => "hint", Declared => "declared", Observed => "observed", Verified => "verified" }
    Linkage { Static => "static", Dynamic => "dynamic", Framework => "framework", Object => "object" }
    Origin { Workspace => "workspace", Path => "path", Git => "git", Registry => "registry" }
    Containment {
        None => "none",
        Isolated => "isolated",
        IsolatedGrants => "isolated+grants",
        IsolatedEscapes => "isolated+escapes",
        Broken => "broken",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_json_report() {
        fn same(variant: impl Word + serde::Serialize + Copy) {
            assert_eq!(serde_json::to_value(variant).unwrap(), variant.word());
        }
        [Preset::Inventory, Preset::Baseline, Preset::Strict].into_iter().for_each(same);
        [Verdict::Passed, Verdict::Denied, Verdict::Incomplete].into_iter().for_each(same);
        [Level::Deny, Level::Warn, Level::Note, Level::Allow].into_iter().for_each(same);
        [Outcome::Holds, Outcome::Fails, Outcome::Unknown].into_iter().for_each(same);
        [Evidence::Hint, Evidence::Declared, Evidence::Observed, Evidence::Verified]
            .into_iter()
            .for_each(same);
        [Linkage::Static, Linkage::Dynamic, Linkage::Framework, Linkage::Object].into_iter().for_each(same);
        [Origin::Workspace, Origin::Path, Origin::Git, Origin::Registry].into_iter().for_each(same);
        [Containment::None, Containment::Isolated, Containment::Broken].into_iter().for_each(same);
        [Containment::IsolatedGrants, Containment::IsolatedEscapes].into_iter().for_each(same);
    }
}
