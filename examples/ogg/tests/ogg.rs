//! Streams of an independent writer, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use fenced_checks::Checks;
use fenced_ogg::{Packet, packets, pool};
use ogg::{PacketWriteEndInfo, PacketWriter};
use ringfence::FaultKind;

/// A packet of stream `serial`: bytes that depend on its number.
fn data(serial: u32, number: usize, length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 7 + number * 31 + serial as usize) as u8).collect()
}

const LENGTHS: [usize; 9] = [30, 0, 1, 254, 255, 256, 510, 70_000, 5];

/// Two streams, packet by packet in turn.
fn mixed() -> (Vec<u8>, Vec<Packet>) {
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    let mut expected = Vec::new();
    for (number, length) in LENGTHS.into_iter().enumerate() {
        for serial in [7, u32::MAX - 1] {
            let (first, last) = (number == 0, number + 1 == LENGTHS.len());
            let granule = (1_i64 << 40) + number as i64;
            let end = if last { PacketWriteEndInfo::EndStream } else { PacketWriteEndInfo::EndPage };
            let data = data(serial, number, length);
            writer.write_packet(data.clone(), serial, end, granule as u64).unwrap();
            expected.push(Packet { serial: serial as i32, data, granule: Some(granule), first, last });
        }
    }
    drop(writer);
    (file, expected)
}

#[test]
fn packets_are_those_that_an_independent_writer_put_in() {
    let (file, expected) = mixed();
    assert_eq!(packets(&pool().unwrap(), &file).unwrap(), expected);
}

#[test]
fn several_packets_of_a_page_come_out_in_order() {
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    for number in 0..200 {
        let end =
            if number % 50 == 49 { PacketWriteEndInfo::EndPage } else { PacketWriteEndInfo::NormalPacket };
        writer.write_packet(data(1, number, number), 1, end, number as u64).unwrap();
    }
    drop(writer);
    let out = packets(&pool().unwrap(), &file).unwrap();
    assert_eq!(out.len(), 200);
    for (number, packet) in out.iter().enumerate() {
        assert_eq!(packet.data, data(1, number, number));
        assert_eq!(packet.granule, (number % 50 == 49).then_some(number as i64), "{number}");
    }
}

#[test]
fn noise_around_pages_is_skipped_and_a_damaged_page_left_out() {
    let (file, expected) = mixed();
    let noisy = [b"noise OggS noise".as_slice(), &file, b"OggS"].concat();
    assert_eq!(packets(&pool().unwrap(), &noisy).unwrap(), expected);
    let mut damaged = file.clone();
    damaged[40] ^= 1;
    assert_eq!(packets(&pool().unwrap(), &damaged).unwrap().len(), expected.len() - 1);
    assert_eq!(packets(&pool().unwrap(), b"").unwrap(), []);
}

#[test]
fn too_many_streams_are_refused() {
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    for serial in 0..65 {
        writer.write_packet(vec![1], serial, PacketWriteEndInfo::EndPage, 0).unwrap();
    }
    drop(writer);
    let fault = packets(&pool().unwrap(), &file).unwrap_err();
    assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("too many streams")));
}

/// A page may be left out, so a damaged file is read nearly always; what counts is that nothing else happens.
#[test]
fn a_thousand_damaged_files_on_two_threads_leave_nothing_behind() {
    let summary = Checks::new(pool().unwrap(), packets).file("mixed", mixed().0).run();
    assert!(summary.read() > 900, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    writer.write_packet(data(1, 0, 40), 1, PacketWriteEndInfo::NormalPacket, 0).unwrap();
    writer.write_packet(data(1, 1, 300), 1, PacketWriteEndInfo::EndStream, 9).unwrap();
    drop(writer);
    let report = ringfence::hostile::attack(|pool| packets(pool, &file)).rounds(40).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.4);
}
