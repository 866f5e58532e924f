//! What one fenced library wrote is what another one reads, and nobody trusts it in between.

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, inert, verify};
use ringfence_tests::gain::zlib::z::{Zlib, ZlibCalls as _};
use ringfence_tests::hostile::hostile::*;
use ringfence_tests::stb::stb_image::{StbImage, StbImageCalls as _};

const WIDTH: usize = 300;
const HEIGHT: usize = 200;

/// An image in the simplest format that there is, and its pixels.
fn picture() -> (Vec<u8>, Vec<u8>) {
    let pixels: Vec<u8> = (0..WIDTH * HEIGHT * 3).map(|i| u8::try_from(i / 7 % 256).unwrap()).collect();
    let mut file = format!("P6\n{WIDTH} {HEIGHT}\n255\n").into_bytes();
    file.extend(&pixels);
    (file, pixels)
}

/// The pixels of an image that lies in the decoder's memory.
fn decode<'id>(
    d: &mut Scope<'id, StbImage>,
    file: GuestPtr<'id, u8>,
    length: usize,
) -> Result<Vec<u8>, Fault> {
    let (x, y, n) = (d.alloc()?, d.alloc()?, d.alloc()?);
    let length = i32::try_from(length).map_err(Fault::host)?;
    let pixels = d.stbi_load_from_memory(file, length, x, y, n, 3)?;
    let width = verify!(d.read(x)?, in 1..=1000)?.unsigned_abs() as usize;
    let height = verify!(d.read(y)?, in 1..=1000)?.unsigned_abs() as usize;
    let pixels = d.slice(pixels, width * height * 3)?;
    Ok(inert!(d.read_slice(pixels)?))
}

#[test]
fn a_compressed_image_goes_from_library_to_library() {
    let (inflate, images) =
        (Pool::<Zlib>::new(Limits::default()).unwrap(), Pool::<StbImage>::new(Limits::default()).unwrap());
    let (file, pixels) = picture();
    let stream = inflate.scope(|z| z.compress2(file.len() + 1000, &file, 6)).unwrap();
    assert!(stream.len() < file.len() / 10);
    let decoded = inflate.scope(|z| {
        let (source, dest, length) =
            (z.copy_in(&stream)?, z.alloc_slice::<u8>(file.len())?, z.alloc::<u32>()?);
        z.write(length, u32::try_from(file.len()).map_err(Fault::host)?)?;
        let status = z.uncompress_raw(dest.ptr(), length, source.ptr(), source.len() as u64)?;
        verify!(status, |&status| status == 0)?;
        let length = verify!(z.read(length)?, in 0..=1 << 20)? as usize;
        let plain = z.slice(dest.ptr(), length)?;
        images.scope(|d| {
            let input = d.copy_in_tainted(z.view(plain)?)?;
            decode(d, input.ptr(), input.len())
        })
    });
    assert!(decoded.unwrap() == pixels);
}

#[test]
fn a_copy_on_the_host_goes_in_as_well() {
    let (one, other) =
        (Pool::<Hostile>::new(Limits::default()).unwrap(), Pool::<Hostile>::new(Limits::default()).unwrap());
    let numbers = one.scope(|s| {
        let slice = s.copy_in(&[1.5_f64, -2.0, f64::INFINITY])?;
        s.read_slice(slice)
    });
    let numbers = numbers.unwrap();
    let back = other.scope(|s| {
        let slice = s.copy_in_tainted(numbers.as_view())?;
        s.read_slice(slice)
    });
    assert!(verify!(back.unwrap(), |back| *back == [1.5, -2.0, f64::INFINITY]).is_ok());
}

#[test]
fn instances_of_one_library_can_be_chained_too() {
    let pool = Pool::<Hostile>::new(Limits::default()).unwrap();
    let text = b"from one to the next ".repeat(5000);
    let sums = pool.scope(|a| {
        let first = a.copy_in(&text)?;
        let one = verify!(a.checksum(first.ptr(), first.len())?, in ..)?;
        pool.scope(|b| {
            let second = b.copy_in_tainted(a.view(first)?)?;
            // What the first one does from here on is no concern of the second.
            let _ = a.overwrite_everything(0);
            let other = verify!(b.checksum(second.ptr(), second.len())?, in ..)?;
            Ok((one, other))
        })
    });
    let (one, other) = sums.unwrap();
    assert_eq!(one, other);
}

#[test]
fn wild_places_and_full_memories_are_faults() {
    let source = Pool::<Hostile>::new(Limits::default()).unwrap();
    let target = Pool::<Hostile>::new(Limits::default().memory(3 << 20)).unwrap();
    source
        .scope(|a| {
            let wild = a.wild_pointer(0xffff_0000)?.cast::<u8>();
            assert_eq!(a.slice(wild, 1 << 20).unwrap_err().kind(), FaultKind::Guest);
            let large = a.alloc_slice::<u8>(4 << 20)?;
            let odd = a.slice(large.ptr().element(1).cast::<u64>(), 10)?;
            assert_eq!(a.view(odd).map(drop).unwrap_err().kind(), FaultKind::Guest);
            let full = target.scope(|b| b.copy_in_tainted(a.view(large)?).map(drop));
            assert_eq!(full.unwrap_err().kind(), FaultKind::Limit);
            Ok(())
        })
        .unwrap();
}
