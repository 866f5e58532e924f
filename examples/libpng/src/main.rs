//! Says of each file how large a picture it is, or why it is none.

use fenced_libpng::Decoder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut decoder = Decoder::new()?;
    for path in std::env::args().skip(1) {
        match decoder.decode(&std::fs::read(&path)?)? {
            Ok(picture) => println!("{path}: {} × {}", picture.width, picture.height),
            Err(refusal) => println!("{path}: {refusal}"),
        }
    }
    Ok(())
}
