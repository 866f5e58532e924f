//! Decodes PNG, JPEG, WebP and GIF for the [`image`] crate with libpng, libjpeg-turbo, libwebp and stb_image, each behind
//! a fence.
//!
//! ```no_run
//! ringfence_image::register()?;
//! let picture = image::open("picture.png")?;
//! # Ok::<(), image::ImageError>(())
//! ```
//!
//! From then on [`image::open`], [`image::load_from_memory`] and every [`ImageReader`](image::ImageReader) that goes
//! by a path or by the content decode these formats through the fence. A file that breaks a decoder costs an
//! [`ImageError`], and the next file gets a fresh instance.
//!
//! What names its format instead (`ImageReader::with_format`, `set_format`, the types in `image::codecs`) asks `image`
//! for its own decoder. Leave these out of the build, and that is an error instead of a way around the fence:
//!
//! ```toml
//! image = { version = "0.25", default-features = false }
//! ```
//!
//! # Limits
//!
//! [`max_image_width`](image::Limits::max_image_width), `max_image_height` and `max_alloc` of a reader hold: the last
//! bounds the memory of the instance, which holds the file, the picture and all that the library allocates. Without
//! `max_alloc`, it is 512 MiB. [`register_with_deadline`] says how long a file may take.
//!
//! # What comes out
//!
//! Eight bits for each channel: one for grey, two for grey with alpha, three for colours, four with alpha. A file with
//! sixteen bits is reduced to eight. JPEG with four inks is converted to colours. Exif data of JPEG files is there for
//! [`orientation`](image::ImageDecoder::orientation); colour profiles are not. An animated WebP is refused;
//! of an animated GIF it is the first frame, with four channels whatever its colours.
#![forbid(unsafe_code)]

mod codec;
mod color;
mod decoder;
mod error;
mod exif;
mod gif;

use std::ffi::OsString;
use std::io::Read;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use image::ImageError;
use image::hooks::{DecodingHook, register_decoding_hook, register_format_detection_hook};
use ringfence::Limits;

use self::codec::Codec;
use self::decoder::Fenced;

/// Bytes of the largest file that is read, 512 MiB: as much as `image` allows a decoder without further word.
const FILE: u64 = 512 << 20;

/// Bytes of the memory of an instance, whatever a reader allows.
const MEMORY: u64 = 512 << 20;

/// Whether the hooks are in place. There is one set of them in a process.
static REGISTERED: Mutex<bool> = Mutex::new(false);

/// Makes `image` decode PNG, JPEG, WebP and GIF through the fence, from now on and in the whole process. A second call does
/// nothing.
///
/// # Errors
///
/// [`ImageError::Unsupported`] when another hook decodes one of the formats already, and [`ImageError::IoError`] when a
/// decoder cannot be loaded: the executable was built with another engine version, or the process may not reserve
/// address space.
pub fn register() -> Result<(), ImageError> {
    put_in_place(Limits::default().memory(MEMORY))
}

/// As [`register`], with a bound on the wall-clock time that a library may spend on a file, which is ten seconds
/// without it. Reading the head and decoding count separately.
///
/// ```no_run
/// # use std::time::Duration;
/// ringfence_image::register_with_deadline(Duration::from_millis(500))?;
/// # Ok::<(), image::ImageError>(())
/// ```
///
/// # Errors
///
/// Those of [`register`].
pub fn register_with_deadline(deadline: Duration) -> Result<(), ImageError> {
    put_in_place(Limits::default().memory(MEMORY).deadline(deadline))
}

fn put_in_place(limits: Limits) -> Result<(), ImageError> {
    let mut registered = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner);
    if *registered {
        return Ok(());
    }
    for codec in Codec::ALL {
        codec.load(limits).map_err(|fault| error::of(codec.format(), fault))?;
    }
    let taken = |extension: &&&str| image::hooks::decoding_hook_registered(extension.as_ref());
    for codec in Codec::ALL {
        if let Some(extension) = codec.extensions().iter().find(taken) {
            return Err(error::taken(codec.format(), extension));
        }
    }
    for codec in Codec::ALL {
        for extension in codec.extensions() {
            register_decoding_hook(OsString::from(extension), hook(codec, limits));
        }
        let (signature, mask) = codec.signature();
        let name = codec.extensions().first().copied().unwrap_or_default();
        register_format_detection_hook(OsString::from(name), signature, mask);
    }
    *registered = true;
    Ok(())
}

fn hook(codec: Codec, limits: Limits) -> DecodingHook {
    Box::new(move |reader| {
        let mut file = Vec::new();
        reader.take(FILE + 1).read_to_end(&mut file)?;
        if file.len() as u64 > FILE {
            return Err(error::no_memory());
        }
        Ok(Box::new(Fenced::new(codec, limits, file)?))
    })
}
