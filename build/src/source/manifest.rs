//! The few lines of a `Cargo.toml` that matter here.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{Error, files};

type Table = BTreeMap<String, toml::Value>;

#[derive(Deserialize)]
pub(crate) struct PackageManifest {
    package: Option<Table>,
    #[serde(default)]
    dependencies: Table,
    #[serde(default)]
    target: BTreeMap<String, TargetTable>,
}

#[derive(Deserialize)]
struct TargetTable {
    #[serde(default)]
    dependencies: Table,
}

/// A dependency as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The version requirement; empty when it comes from elsewhere (a path, git, the workspace).
    pub(crate) version: String,
}

impl PackageManifest {
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let text = files::read(path)?;
        toml::from_str(&String::from_utf8_lossy(&text))
            .map_err(|error| Error::Source(format!("{}: {error}", path.display())))
    }

    pub(crate) fn name(&self) -> Option<String> {
        self.field("name")
    }

    pub(crate) fn version(&self) -> Option<String> {
        self.field("version")
    }

    /// What the package says to tools.
    #[cfg(feature = "archives")]
    pub(crate) fn metadata(&self) -> serde_json::Value {
        let metadata = self.package.as_ref().and_then(|package| package.get("metadata"));
        metadata.and_then(|metadata| serde_json::to_value(metadata).ok()).unwrap_or_default()
    }

    fn field(&self, name: &str) -> Option<String> {
        Some(self.package.as_ref()?.get(name)?.as_str()?.to_owned())
    }

    /// The dependency on `crate_name` in whatever table, also under another name.
    pub(crate) fn dependency(&self, crate_name: &str) -> Option<Listed> {
        let tables = self.target.values().map(|target| &target.dependencies).chain([&self.dependencies]);
        tables
            .flatten()
            .find(|(key, value)| package(key, value) == crate_name)
            .map(|(_, value)| listed(value))
    }
}

fn package<'a>(key: &'a str, value: &'a toml::Value) -> &'a str {
    value.get("package").and_then(toml::Value::as_str).unwrap_or(key)
}

fn listed(value: &toml::Value) -> Listed {
    let version = value.as_str().or_else(|| value.get("version").and_then(toml::Value::as_str));
    Listed { version: version.unwrap_or_default().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(text: &str) -> PackageManifest {
        toml::from_str(text).expect("valid manifest")
    }

    #[test]
    fn a_source_only_dependency_is_found_in_both_spellings_of_cargo() {
        let written = manifest("[target.'cfg(any())'.dependencies]\nstb_image = \"=0.3.0\"\n");
        assert_eq!(written.dependency("stb_image"), Some(Listed { version: "=0.3.0".to_owned() }));
        let published = manifest("[target.\"cfg(any())\".dependencies.stb_image]\nversion = \"=0.3.0\"\n");
        assert_eq!(published.dependency("stb_image"), written.dependency("stb_image"));
        assert_eq!(published.dependency("stb"), None);
    }

    #[test]
    fn a_renamed_dependency_is_found_by_the_name_of_its_package() {
        let renamed = manifest("[dependencies]\nimage = { package = \"stb_image\", path = \"../stb\" }\n");
        assert_eq!(renamed.dependency("stb_image"), Some(Listed { version: String::new() }));
    }
}
