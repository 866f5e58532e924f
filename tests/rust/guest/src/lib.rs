//! A guest that uses everything that can cross.

/// Most entries of a list.
#[ringfence::export]
pub const MOST: u32 = 10;

#[ringfence::export]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Small,
    Large,
}

/// Everything at once.
#[ringfence::export]
#[derive(Clone, Debug, PartialEq, ringfence::Verify)]
#[verify(relation = count <= 1000)]
pub struct Sample {
    #[verify(in 1..=1000)]
    pub count: u32,
    #[verify(valid)]
    pub kind: Kind,
    #[verify(valid)]
    pub letter: char,
    #[verify(with = |name: String| (name.len() < 100).then_some(name))]
    pub name: String,
    #[verify(inert)]
    pub bytes: Vec<u8>,
    #[verify(valid)]
    pub weights: Vec<f32>,
    #[verify(nested)]
    pub parts: Vec<Part>,
    #[verify(nested)]
    pub best: Option<Part>,
    #[verify(valid)]
    pub pair: (i64, bool),
}

#[ringfence::export]
#[derive(Clone, Debug, PartialEq, ringfence::Verify)]
pub struct Part(#[verify(in -5..=5)] pub i16);

/// Gives back what it was given.
#[ringfence::export]
pub fn echo(sample: &Sample) -> Sample {
    sample.clone()
}

#[ringfence::export]
pub fn numbers(a: u8, b: i8, c: u16, d: i64, e: f32, f: f64, g: bool, h: usize) -> f64 {
    let whole = i64::from(a) + i64::from(b) + i64::from(c) + d + i64::from(g) + h as i64;
    whole as f64 + f64::from(e) + f
}

#[ringfence::export]
pub fn halves(samples: &[f32]) -> Vec<f32> {
    samples.iter().map(|sample| sample / 2.0).collect()
}

#[ringfence::export]
pub fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[ringfence::export]
pub fn first(bytes: &[u8], kinds: Vec<Kind>) -> Option<Kind> {
    kinds.into_iter().nth(bytes.len())
}

/// Only even numbers have a half.
#[ringfence::export]
pub fn half(number: u32) -> Result<u32, String> {
    match number % 2 {
        0 => Ok(number / 2),
        _ => Err(format!("{number} is odd\u{7}{}", "!".repeat(1000))),
    }
}

#[ringfence::export]
pub fn check(text: &str) -> Result<(), std::num::ParseIntError> {
    text.parse::<i32>().map(drop)
}

static CALLS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

/// How often it was called in this instance.
#[ringfence::export]
pub fn calls() -> u32 {
    CALLS.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1
}

#[ringfence::export]
pub fn index(list: &[u32], at: usize) -> u32 {
    list[at]
}

#[ringfence::export]
pub fn despair(text: &str) {
    panic!("{text}");
}

#[ringfence::export]
pub fn recurse(depth: u64) -> u64 {
    let room = std::hint::black_box([depth; 64]);
    if depth == 0 { room[0] } else { recurse(depth - 1) + room[(depth % 64) as usize] }
}

#[ringfence::export]
pub fn spin() {
    loop {
        std::hint::black_box(0);
    }
}

#[ringfence::export]
pub fn hoard() -> u32 {
    let mut all: Vec<Vec<u8>> = Vec::new();
    loop {
        all.push(vec![1; 1 << 20]);
        if all.len() > 1 << 20 {
            return 0;
        }
    }
}

/// As many empty texts as it is told: each takes one byte in the fence, and more on the host.
#[ringfence::export]
pub fn empty_texts(count: u32) -> Vec<String> {
    vec![String::new(); count as usize]
}

/// A list in a list in a list.
#[ringfence::export]
#[derive(Debug, ringfence::Verify)]
pub struct Nest {
    #[verify(nested)]
    pub inner: Vec<Nest>,
}

#[ringfence::export]
pub fn nest(depth: u32) -> Nest {
    (0..depth).fold(Nest { inner: Vec::new() }, |nest, _| Nest { inner: vec![nest] })
}
