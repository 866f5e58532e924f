//! A process in which another decoder was first.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use image::ImageError;
use image::hooks::register_decoding_hook;

#[test]
fn a_format_with_another_hook_is_named_and_nothing_is_registered() {
    register_decoding_hook(
        "webp".into(),
        Box::new(|_| Err(ImageError::IoError(std::io::Error::other("first")))),
    );
    let error = ringfence_image::register().unwrap_err();
    assert!(matches!(&error, ImageError::Unsupported(_)), "{error:?}");
    assert!(error.to_string().contains(".webp"), "{error}");
    assert!(!image::hooks::decoding_hook_registered("png".as_ref()));
}
