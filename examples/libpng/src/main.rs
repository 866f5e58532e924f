//! Says of each file how large a picture it is, or why it is none.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = fenced_libpng::pool()?;
    for path in std::env::args().skip(1) {
        match fenced_libpng::decode(&pool, &std::fs::read(&path)?)? {
            Ok(picture) => println!("{path}: {} × {}", picture.width, picture.height),
            Err(refusal) => println!("{path}: {refusal}"),
        }
    }
    Ok(())
}
