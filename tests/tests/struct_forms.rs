//! Unions, bit-fields, members without a name, arrays without a length, packed and aligned structs.

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, TaintedStruct, verify};
use ringfence_tests::structs::structs::*;

/// Runs `body` in a scope and expects it to end well.
fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Structs>) -> Result<R, Fault>) -> R {
    Pool::<Structs>::new(Limits::default()).unwrap().scope(body).unwrap()
}

#[test]
fn the_variants_of_a_union_share_their_place() {
    with(|s| {
        let pointer = s.alloc::<Either>()?;
        s.write(pointer.part(), 1.0)?;
        assert_eq!(
            verify!(s.read(pointer.bytes())?, |bytes| bytes[8..] == [0; 4])?[..8],
            1.0_f64.to_le_bytes()
        );
        let mut copy = s.read(pointer)?;
        assert_eq!(verify!(copy.whole(), |_| true)?, 0);
        copy.set_whole(-1);
        assert_eq!(verify!(copy.part(), |_| true)?.to_bits(), 0x3ff0_0000_ffff_ffff);
        Ok(())
    });
}

#[test]
fn a_union_with_a_lying_tag_gives_tainted_nonsense() {
    with(|s| {
        // Whatever variant the host reads, it is what the bytes are, and no more than that.
        let pointer = s.alloc::<Value>()?;
        s.fill_value(pointer)?;
        s.write(pointer.tag(), 99)?;
        let value = s.read(pointer)?;
        assert_eq!(verify!(value.held().i(), |_| true)?, 0x2222_1111);
        assert!(verify!(value.held().f(), in 1.0..2.0).is_err());
        assert_eq!(verify!(value.held().halves().high(), |_| true)?, 0x2222);
        assert_eq!(verify!(s.read(pointer.held().halves().low())?, |_| true)?, 0x1111);
        assert_eq!(verify!(value.color().b(), |_| true)?, 3);
        Ok(())
    });
}

#[test]
fn bit_fields_are_read_as_c_wrote_them() {
    with(|s| {
        let p = s.alloc::<Packet>()?;
        s.fill_packet(p)?;
        assert_eq!(verify!(s.read_bits(p.version())?, |_| true)?, 5);
        assert_eq!(verify!(s.read_bits(p.delta())?, |_| true)?, -60);
        assert_eq!(verify!(s.read_bits(p.suit())?, valid)?, Suit::Spades);
        let copy = s.read(p)?;
        assert_eq!(verify!(copy.version(), |_| true)?, 5);
        assert_eq!(verify!(copy.kind(), |_| true)?, 17);
        assert_eq!(verify!(copy.delta(), |_| true)?, -60);
        assert!(verify!(copy.last(), valid)?);
        assert_eq!(verify!(copy.suit(), valid)?, Suit::Spades);
        assert_eq!(verify!(copy.long_one(), |_| true)?, 0xab_cdef_0123);
        assert_eq!(verify!(copy.after(), |_| true)?, b'z' as i8);
        Ok(())
    });
}

#[test]
fn bit_fields_are_written_as_c_reads_them() {
    with(|s| {
        let p = s.alloc::<Packet>()?;
        s.fill_packet(p)?;
        s.write_bits(p.version(), 2)?;
        s.write_bits(p.kind(), 31)?;
        s.write_bits(p.delta(), 63)?;
        s.write_bits(p.last(), false)?;
        let mut copy = s.read(p)?;
        copy.set_suit(Suit::Clubs)?;
        copy.set_long_one(1)?;
        copy.set_after(b'a' as i8);
        let too_wide =
            [copy.set_version(8), copy.set_delta(64), copy.set_delta(-65), copy.set_long_one(1 << 40)];
        for result in too_wide.into_iter().chain([s.write_bits(p.kind(), 32)]) {
            assert_eq!(result.unwrap_err().kind(), FaultKind::Caller);
        }
        s.write(p, copy)?;
        assert_eq!(verify!(s.check_packet(p)?, |_| true)?, 1);
        let wild: GuestPtr<'_, Packet> = s.wild_record(u32::MAX)?.cast();
        assert_eq!(s.read_bits(wild.kind()).unwrap_err().kind(), FaultKind::Guest);
        assert_eq!(s.write_bits(GuestPtr::<Packet>::NULL.kind(), 1).unwrap_err().kind(), FaultKind::Guest);
        Ok(())
    });
}

#[test]
fn arrays_without_a_length_are_reached_behind_the_struct() {
    with(|s| {
        let message = s.a_message()?;
        let length = verify!(s.read(message.length())?, in 0..=16)?;
        let words = s.slice(message.words(), length.into())?;
        assert_eq!(verify!(s.read_slice(words)?, |_| true)?, [10, 20, 30]);
        let own = s.alloc_flexible::<Message>(2 * 4)?;
        s.write(own.length(), 2)?;
        let words = s.slice(own.words(), 2)?;
        s.write_slice(words, &[40, 2])?;
        assert_eq!(verify!(s.sum_message(own)?, |_| true)?, 42);
        assert_eq!(s.alloc_flexible::<Message>(usize::MAX).unwrap_err().kind(), FaultKind::Caller);
        Ok(())
    });
}

#[test]
fn arrays_with_lying_lengths_end_at_the_fence() {
    with(|s| {
        // Verifying the length is what protects from this one; what is read is the guest's in any case.
        let lie = s.a_lie()?;
        assert!(verify!(s.read(lie.length())?, in 0..=16).is_err());
        let end = s.at_the_end()?;
        let length = verify!(s.read(end.length())?, |_| true)?;
        assert_eq!(s.slice(end.words(), length.into()).unwrap_err().kind(), FaultKind::Guest);
        assert_eq!(s.read(end.words()).unwrap_err().kind(), FaultKind::Guest);
        // The fixed part, too, must lie inside as a whole.
        assert!(s.read(end).is_ok());
        Ok(())
    });
}

#[test]
fn packed_structs_are_read_where_they_are() {
    with(|s| {
        let pointer = s.alloc::<Tight>()?;
        s.fill_tight(pointer)?;
        assert_eq!(verify!(s.read(pointer.word())?, |_| true)?, 0x0102_0304);
        let copy: TaintedStruct<'_, Tight> = s.read(pointer)?;
        assert_eq!(verify!(copy.word(), |_| true)?, 0x0102_0304);
        assert_eq!(verify!(copy.end(), |_| true)?, 5);
        Ok(())
    });
}
