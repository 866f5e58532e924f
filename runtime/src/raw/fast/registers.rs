//! Calls whose parameters stay in registers.
//!
//! The engine's trampolines take parameters from a row in memory, and put the result there. Compiled functions take them
//! where C's do on this processor, behind two instances. [`enter`] does what the trampolines do, and leaves the parameters
//! where they are.

#[cfg(target_arch = "x86_64")]
use std::mem::offset_of;

use super::{Activation, Function};
use crate::callback::WireResult;
use crate::scope::{Wire, tuples_of_values};

/// Registers for whole numbers, without those for the two instances.
const WHOLE: u8 = 4;

/// Registers for other numbers.
const FLOATS: u8 = 8;

/// Parameters of a function.
pub trait Registers {
    /// Whether they fit into registers, on this processor, in a way that is known.
    const FIT: bool;

    /// Calls compiled code. If it traps, the activation says so, and what is returned means nothing.
    ///
    /// # Safety
    ///
    /// They must fit. The code must be that of a function from these parameters to `R`, which the engine compiled for
    /// the instance of `function`; and a trap of the current thread must come back to `activation`.
    unsafe fn enter<R: WireResult>(self, function: &Function, activation: &Activation) -> R;
}

/// Whether there is a register for each.
const fn fit(are_floats: &[bool]) -> bool {
    const fn left(are_floats: &[bool], whole: u8, floats: u8) -> bool {
        match are_floats {
            [] => true,
            [true, rest @ ..] => floats > 0 && left(rest, whole, floats.saturating_sub(1)),
            [false, rest @ ..] => whole > 0 && left(rest, whole.saturating_sub(1), floats),
        }
    }
    cfg!(target_arch = "x86_64") && left(are_floats, WHOLE, FLOATS)
}

macro_rules! registers {
    ($($name:ident)*) => {
        impl<$($name: Wire),*> Registers for ($($name,)*) {
            const FIT: bool = fit(&[$($name::IS_FLOAT),*]);

            #[inline]
            #[allow(non_snake_case, reason = "values are named as their types")]
            unsafe fn enter<R: WireResult>(self, function: &Function, activation: &Activation) -> R {
                let ($($name,)*) = self;
                // SAFETY: `enter` touches no parameter but the first two, which it takes as this type passes them, and
                // returns what the code returns, which is what the caller says.
                let enter = unsafe {
                    std::mem::transmute::<
                        unsafe extern "C" fn(),
                        unsafe extern "C" fn(&Function, &Activation $(, $name)*) -> R,
                    >(enter)
                };
                // SAFETY: the caller sees to what `enter` needs.
                unsafe { enter(function, activation $(, $name)*) }
            }
        }
    };
}

registers!();
tuples_of_values!(registers);

/// Enters compiled code, given a [`Function`], an [`Activation`], and the parameters of the code in registers.
///
/// It writes to the engine's record of the store where a trap of the code comes back to: here, with this stack and this
/// frame, and with whatever in all other registers. So what a function of C preserves lies on the stack, and so does where
/// to say that it was a trap. Code that returns has preserved it, and the stack is only let go.
///
/// # Safety
///
/// As [`Registers::enter`].
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
unsafe extern "C" fn enter() {
    std::arch::naked_asm!(
        ".cfi_startproc",
        "push rbp",
        ".cfi_def_cfa_offset 16",
        ".cfi_offset rbp, -16",
        "mov rbp, rsp",
        ".cfi_def_cfa_register rbp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push rsi",
        ".cfi_offset rbx, -24",
        ".cfi_offset r12, -32",
        ".cfi_offset r13, -40",
        ".cfi_offset r14, -48",
        ".cfi_offset r15, -56",
        "mov rax, [rsi + {frames}]",
        "lea r10, [rip + 2f]",
        "mov [rax + {entry_sp}], rsp",
        "mov [rax + {entry_fp}], rbp",
        "mov [rax + {trap_handler}], r10",
        "mov rsi, [rsi + {caller}]",
        "mov r10, [rdi + {code}]",
        "mov rdi, [rdi + {vmctx}]",
        "call r10",
        ".cfi_remember_state",
        "leave",
        ".cfi_def_cfa rsp, 8",
        "ret",
        ".cfi_restore_state",
        "2:",
        "pop rax",
        "mov byte ptr [rax + {trapped}], 1",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "leave",
        ".cfi_def_cfa rsp, 8",
        "ret",
        ".cfi_endproc",
        frames = const offset_of!(Activation, frames),
        entry_sp = const super::layout::ENTRY_SP,
        entry_fp = const super::layout::ENTRY_FP,
        trap_handler = const super::layout::TRAP_HANDLER,
        caller = const offset_of!(Activation, caller),
        code = const offset_of!(Function, code),
        vmctx = const offset_of!(Function, vmctx),
        trapped = const offset_of!(Activation, trapped),
    )
}

/// Nothing fits: how functions are compiled for other processors is not known here.
///
/// # Safety
///
/// None.
#[cfg(not(target_arch = "x86_64"))]
unsafe extern "C" fn enter() {}
