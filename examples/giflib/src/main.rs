//! Says of each file how large a picture it is, or why it is none.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = fenced_giflib::pool()?;
    for path in std::env::args().skip(1) {
        match fenced_giflib::decode(&pool, &std::fs::read(&path)?) {
            Ok(picture) => {
                println!("{path}: {} × {}, frames: {}", picture.width, picture.height, picture.frames);
            }
            Err(fault) => println!("{path}: {fault}"),
        }
    }
    Ok(())
}
