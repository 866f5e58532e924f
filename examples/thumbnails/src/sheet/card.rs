//! One decoded image.

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use exif_rust::Orientation;

use super::escape::escaped;
use super::facts;
use crate::decode::Image;
use crate::report::Entry;

/// Images with no side longer than this are shown enlarged, in clear squares.
const TINY: u32 = 64;

pub(super) fn write(page: &mut impl Write, entry: &Entry, image: &Image) -> io::Result<()> {
    let folder = entry.path.parent().map(|path| path.display().to_string()).unwrap_or_default();
    let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
    let (folder, name, facts) = (escaped(&folder), escaped(&name), facts(entry));
    let path = escaped(&entry.path.display().to_string());
    let small = &image.thumbnail;
    write!(
        page,
        "<figure title=\"{path}\">\n<div{}><img loading=\"lazy\" alt=\"{name}\" width=\"{}\" height=\"{}\" \
         src=\"data:{};base64,{}\">",
        enlarged(image),
        small.width,
        small.height,
        small.kind,
        BASE64_STANDARD.encode(&small.bytes),
    )?;
    if image.frames > 1 {
        write!(page, "<span class=\"frames\">{} frames</span>", image.frames)?;
    }
    if image.orientation != Orientation::Upright {
        write!(page, "<span class=\"turned\">turned upright</span>")?;
    }
    writeln!(
        page,
        "</div>\n<figcaption><b>{name}</b><span>{folder}</span><span>{} × {}</span><span>{facts}</span>\
         </figcaption>\n</figure>",
        image.width, image.height,
    )
}

/// How a tiny image is enlarged: by the side that meets the edge of its box, which is four by three.
fn enlarged(image: &Image) -> &'static str {
    match (image.width.max(image.height) <= TINY, image.width * 3 > image.height * 4) {
        (false, _) => "",
        (true, true) => " class=\"tiny wide\"",
        (true, false) => " class=\"tiny tall\"",
    }
}
