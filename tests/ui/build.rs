//! Writes what the build helper would have left behind, had there been a library to build: the programs of this
//! package are only type-checked, so a manifest that agrees with them is enough.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use ringfence_syntax::manifest::{
    Arena, Artefact, FILE, HeaderFile, LeftOut, Limits, Manifest, Memory, SCHEMA, Signature, Toolchain, Wasm,
    WasmType,
};
use ringfence_syntax::{find, hash};
use syn::Item;

const LIBRARY: &str = "demo";
const MODULE: &[u8] = b"stands in for a module: nothing runs it";
const MACHINE_CODE: &[u8] = b"stands in for machine code: nothing runs it";

const HEADER: &str = "extern \"C\" { pub fn width(image: i32) -> i32; pub fn depth(image: i32) -> i32; }";

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(std::env::var("OUT_DIR")?);
    let folder = Manifest::folder(&out_dir, LIBRARY);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("demo.wasm"), MODULE)?;
    fs::write(folder.join("demo.cwasm"), MACHINE_CODE)?;
    fs::write(folder.join("demo.header.rs"), HEADER)?;
    fs::write(folder.join(FILE), manifest()?.to_text())?;
    println!("cargo::rustc-env=RINGFENCE_OUT_DIR={}", out_dir.display());
    Ok(())
}

fn manifest() -> Result<Manifest, Box<dyn Error>> {
    Ok(Manifest {
        schema: SCHEMA,
        library: LIBRARY.to_owned(),
        source: None,
        toolchain: Toolchain { kind: "none".to_owned(), version: "none".to_owned() },
        flags: Vec::new(),
        sources: Vec::new(),
        wasm: Wasm {
            file: "demo.wasm".to_owned(),
            bytes: MODULE.len() as u64,
            sha256: hash::sha256_hex(MODULE),
            code_sha256: hash::sha256_hex(MODULE),
            symbols: false,
        },
        artefact: Artefact {
            file: "demo.cwasm".to_owned(),
            bytes: MACHINE_CODE.len() as u64,
            sha256: hash::sha256_hex(MACHINE_CODE),
            target: "none".to_owned(),
            engine: "none".to_owned(),
            exceptions: false,
            polls: false,
        },
        capabilities: Vec::new(),
        imports: Vec::new(),
        exports: exports(),
        globals: BTreeMap::new(),
        memory: Memory { minimum_pages: 2, maximum_pages: 4096 },
        arena: Some(Arena { address: 1024, bytes: 65_536 }),
        layouts: layouts()?,
        limits: Limits::default(),
        rust: None,
        absent: None,
        header: Some(HeaderFile {
            file: "demo.header.rs".to_owned(),
            sha256: hash::sha256_hex(HEADER.as_bytes()),
            left_out: BTreeMap::from([left_out("depth", 1), left_out("start", 0)]),
        }),
    })
}

fn left_out(name: &str, parameters: usize) -> (String, LeftOut) {
    let reason = "none of the files that are compiled defines it".to_owned();
    (name.to_owned(), LeftOut { reason, parameters: Some(parameters) })
}

fn exports() -> BTreeMap<String, Signature> {
    use WasmType::{F64, I32};
    let functions: [(&str, &[WasmType], &[WasmType]); 10] = [
        ("decode", &[I32, I32], &[I32]),
        ("each", &[I32, I32], &[I32]),
        ("height", &[I32], &[I32]),
        ("kind", &[I32], &[I32]),
        ("pixels", &[I32], &[I32]),
        ("ratio", &[F64], &[F64]),
        ("release_image", &[I32], &[]),
        ("sum", &[I32, I32], &[I32]),
        ("visitor", &[], &[I32]),
        ("width", &[I32], &[I32]),
    ];
    let signature = |params: &[WasmType], results: &[WasmType]| Signature {
        params: params.to_vec(),
        results: results.to_vec(),
    };
    functions
        .into_iter()
        .map(|(name, params, results)| (name.to_owned(), signature(params, results)))
        .collect()
}

/// The layouts of every program here count as confirmed, but for the one that is about a layout nobody saw.
fn layouts() -> Result<Vec<String>, Box<dyn Error>> {
    let mut digests = BTreeSet::new();
    for folder in ["taint", "state", "macro", "tests"] {
        println!("cargo::rerun-if-changed={folder}");
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("layout_unseen.rs")
            {
                digests.extend(digests_of(&path)?);
            }
        }
    }
    Ok(digests.into_iter().collect())
}

/// Of each interface in a program that can be understood. Where the interface is the mistake there is none.
fn digests_of(program: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let Ok(file) = syn::parse_file(&fs::read_to_string(program)?) else { return Ok(Vec::new()) };
    let mut modules = Vec::new();
    collect(&file.items, &mut modules);
    let interfaces = modules.iter().filter_map(|module| find(module, LIBRARY).ok().flatten());
    Ok(interfaces.filter_map(|interface| interface.layout_digest()).collect())
}

/// Every module by itself: a file may declare the library more than once.
fn collect(items: &[Item], modules: &mut Vec<String>) {
    for item in items {
        if let Item::Mod(module) = item {
            modules.push(module.to_token_stream().to_string());
            if let Some((_, inner)) = &module.content {
                collect(inner, modules);
            }
        }
    }
}
