//! Real images, out of packages that publish them.
//!
//! They come the way every dependency comes: cargo downloads the package, compares its checksum with the
//! lockfile, and keeps it in its cache. The list is in this package's manifest, below `cfg(any())`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use cargo_metadata::{Metadata, MetadataCommand, Package};

use crate::hostile::Sample;
use crate::shell::Shell;

/// What a package has to show: files, or folders whose images are all taken.
struct Source {
    package: &'static str,
    paths: &'static [&'static str],
}

const SOURCES: &[Source] = &[
    Source { package: "blockhash", paths: &["images"] },
    Source { package: "color-thief", paths: &["images"] },
    Source { package: "gif", paths: &["benches/samples"] },
    Source {
        package: "image",
        paths: &[
            "examples/fractal.png",
            "examples/scaledown/test.jpg",
            "tests/images/bmp/images/Core_1_Bit.bmp",
            "tests/images/bmp/images/Core_8_Bit.bmp",
            "tests/images/bmp/images/V5_24_Bit.bmp",
            "tests/images/bmp/images/pal4rle.bmp",
            "tests/images/bmp/images/pal8v5.bmp",
            "tests/images/bmp/images/rgb16-565.bmp",
            "tests/images/bmp/images/rgba32.bmp",
            "tests/images/bmp/images/rgba32-61754.bmp",
            "tests/images/gif/anim",
            "tests/images/gif/simple",
            "tests/images/hdr/images",
            "tests/images/jpg/progressive",
            "tests/images/png/16bpc",
            "tests/images/png/bugfixes",
            "tests/images/png/interlaced",
            "tests/images/png/transparency",
            "tests/images/tga/testsuite",
            "tests/images/tiff/testsuite",
            "tests/images/webp/extended_images",
            "tests/images/webp/lossless_images",
            "tests/images/webp/lossy_images",
        ],
    },
    Source { package: "jpeg-decoder", paths: &["benches"] },
    Source {
        package: "psd",
        paths: &[
            "tests/fixtures/16x16-rle-partially-opaque.psd",
            "tests/fixtures/green-clipping-10x10.psd",
            "tests/fixtures/out-of-bounds-layer.psd",
            "tests/fixtures/rle-3-layer-8x8.psd",
        ],
    },
    Source { package: "rustface", paths: &["test.png"] },
    Source { package: "seamcarving", paths: &["examples"] },
    Source {
        package: "tinybmp",
        paths: &["tests/logo-indexed-1bpp.bmp", "tests/logo-rgb565.bmp", "tests/logo-rgb888-32bpp.bmp"],
    },
    Source {
        package: "tinytga",
        paths: &[
            "tests/logo_type2_16bpp_tl.tga",
            "tests/logo_type9_24bpp_bl.tga",
            "tests/logo_type10_24bpp_bl.tga",
        ],
    },
];

/// The images that the hostile folder is made from: one of each format that is decoded.
const SAMPLES: &[&str] = &[
    "blockhash/images/450x300_rgb.png",
    "color-thief/images/photo1.jpg",
    "image/tests/images/gif/anim/large-gif-anim-combine.gif",
    "image/tests/images/hdr/images/image1.hdr",
    "image/tests/images/webp/lossless_images/multi-color.webp",
    "image/tests/images/webp/lossy_images/simple-rgb.webp",
    "jpeg-decoder/benches/tower_progressive.jpg",
    "psd/tests/fixtures/16x16-rle-partially-opaque.psd",
    "tinybmp/tests/logo-rgb565.bmp",
    "tinytga/tests/logo_type10_24bpp_bl.tga",
];

const EXTENSIONS: &[&str] =
    &["bmp", "gif", "hdr", "jpeg", "jpg", "pic", "png", "pgm", "ppm", "psd", "tga", "tiff", "webp"];

/// Copies the images into `folder`, one subfolder per package, and says how many there are.
pub(super) fn gather(shell: &Shell, folder: &Path) -> anyhow::Result<usize> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let metadata = metadata(shell)?;
    let mut count = 0;
    for source in SOURCES {
        let package = find(&metadata, source.package)?;
        let home = package.manifest_path.parent().context("a package without a folder")?;
        for path in source.paths {
            // The package's own folders are kept: names repeat in them.
            let from = home.join(path).into_std_path_buf();
            let to = folder.join(source.package).join(path);
            count += match from.is_dir() {
                true => copy(&images_in(&from)?, &to)?,
                false => copy(&[from], to.parent().unwrap_or(folder))?,
            };
        }
    }
    Ok(count)
}

/// Reads the images that [`SAMPLES`] names out of a gathered folder.
pub(super) fn samples(folder: &Path) -> anyhow::Result<Vec<Sample>> {
    SAMPLES
        .iter()
        .map(|path| {
            let bytes = fs::read(folder.join(path)).with_context(|| format!("cannot read {path}"))?;
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            Ok(Sample { name, bytes })
        })
        .collect()
}

fn metadata(shell: &Shell) -> anyhow::Result<Metadata> {
    MetadataCommand::new()
        .cargo_path(shell.cargo_program())
        .current_dir(shell.root())
        .other_options(["--locked".to_owned()])
        .exec()
        .context("cargo cannot say where the packages with the images are")
}

/// The version that this package's manifest asks for; others may be in use elsewhere.
fn find<'m>(metadata: &'m Metadata, name: &str) -> anyhow::Result<&'m Package> {
    let own = metadata.packages.iter().find(|package| package.name.as_str() == env!("CARGO_PKG_NAME"));
    let wanted = own.and_then(|own| own.dependencies.iter().find(|dependency| dependency.name == name));
    let wanted = wanted.with_context(|| format!("{name} is not in the manifest of xtask"))?;
    metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name && wanted.req.matches(&package.version))
        .with_context(|| format!("cargo does not know {name} {}", wanted.req))
}

/// Copies files into a folder.
fn copy(files: &[PathBuf], to: &Path) -> anyhow::Result<usize> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for file in files {
        let name = file.file_name().context("a file without a name")?;
        // Read and written instead of copied: the cache may hold its files read-only.
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        fs::write(to.join(name), bytes).with_context(|| format!("cannot write into {}", to.display()))?;
    }
    Ok(files.len())
}

fn images_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if is_image(&path) {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("no image in {}", folder.display());
    }
    files.sort();
    Ok(files)
}

fn is_image(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    path.is_file() && EXTENSIONS.contains(&extension.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_images_and_nothing_else() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for name in ["a.PNG", "b.jpg", "main.rs", "png"] {
            fs::write(from.path().join(name), name).unwrap();
        }
        let files = images_in(from.path()).unwrap();
        assert_eq!(copy(&files, to.path()).unwrap(), 2);
        assert_eq!(fs::read(to.path().join("a.PNG")).unwrap(), b"a.PNG");
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let to = tempfile::tempdir().unwrap();
        assert!(images_in(to.path()).is_err());
        assert!(copy(&[to.path().join("absent.png")], to.path()).is_err());
    }

    #[test]
    fn samples_are_gathered_ones() {
        for sample in SAMPLES {
            let (package, path) = sample.split_once('/').unwrap();
            let source = SOURCES.iter().find(|source| source.package == package).unwrap();
            assert!(source.paths.iter().any(|gathered| path.starts_with(gathered)), "{sample}");
        }
    }
}
