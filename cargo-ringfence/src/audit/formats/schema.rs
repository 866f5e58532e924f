//! The published schema of our JSON is made from the model, so that it cannot say something else.

use std::path::PathBuf;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::super::report::Report;

const PUBLISHED: &str = "../docs/src/audit-schema.json";

pub(super) fn generated() -> Value {
    // As it is written: fields that may be `null` are there all the same.
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Report>();
    schema.insert("title".to_owned(), "Report of cargo ringfence audit".into());
    schema.to_value()
}

#[test]
fn the_published_schema_is_that_of_the_model() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED);
    let now = crate::page::json(&generated());
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, &now).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap();
    assert!(published == now, "{PUBLISHED} is old: write it again with INSTA_UPDATE=always");
}

#[test]
fn every_field_is_described() {
    fn undescribed(schema: &Value, at: &str, found: &mut Vec<String>) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if field["description"].as_str().is_none_or(|text| text.contains("](")) {
                found.push(format!("{at}.{name}"));
            }
        }
    }
    let schema = generated();
    let mut found = Vec::new();
    undescribed(&schema, "Report", &mut found);
    for (name, part) in schema["$defs"].as_object().unwrap() {
        undescribed(part, name, &mut found);
    }
    assert!(found.is_empty(), "{found:?}");
}
