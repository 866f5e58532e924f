use std::path::PathBuf;
use std::time::Duration;

use exif_rust::Orientation;

use super::*;
use crate::decode::Image;
use crate::format::Format;
use crate::thumbnail::Thumbnail;

fn entry(path: &str, outcome: Outcome) -> Entry {
    let (format, time) = (Some(Format::Png), Duration::from_millis(3));
    Entry { path: PathBuf::from(path), bytes: 12, format, library: "libpng", time, outcome }
}

fn image(frames: u32) -> Outcome {
    let thumbnail = Thumbnail { kind: "image/png", bytes: vec![1, 2, 3], width: 4, height: 3 };
    let (orientation, time) = (Orientation::Rotate90, Duration::ZERO);
    Outcome::Decoded(Image { width: 400, height: 300, frames, orientation, thumbnail, time })
}

fn page(entries: Vec<Entry>) -> String {
    let report = Report { folder: PathBuf::from("photos"), entries, time: Duration::from_secs(1), jobs: 1 };
    let mut page = Vec::new();
    page_of(&mut page, &report).unwrap();
    String::from_utf8(page).unwrap()
}

#[test]
fn names_and_reasons_cannot_become_markup() {
    let page = page(vec![
        entry("<script>a</script>.png", image(1)),
        entry("\"><img>.png", Outcome::Rejected("<i>bad</i>".to_owned())),
    ]);
    assert!(!page.contains("<script>") && !page.contains("<i>bad"), "{page}");
    assert_eq!(page.matches("<img").count(), 1);
}

#[test]
fn thumbnails_are_inside_the_page() {
    let page = page(vec![entry("a/b.png", image(7))]);
    assert!(page.contains("src=\"data:image/png;base64,AQID\""));
    assert!(page.contains("400 × 300") && page.contains("7 frames"));
    assert!(
        page.contains("libpng decoded 1.")
            && page.contains("PNG · libpng · ")
            && page.contains("turned upright")
    );
    assert!(!page.contains("http:") && !page.contains("https:"));
}

#[test]
fn empty_sections_are_left_out() {
    let page = page(vec![entry("a.png", Outcome::NotAnImage)]);
    assert!(page.contains("id=\"not-images\"") && !page.contains("id=\"rejected\""));
}
