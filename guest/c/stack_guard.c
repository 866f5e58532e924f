/* Stack guard for code compiled with -fstack-protector-strong.
 *
 * The compiler puts a copy of the guard value between a function's buffers and its saved data, and compares
 * it with the original before the function returns. A buffer that was written past its end has changed the
 * copy.
 *
 * The original must be far from the stack. The linker puts the stack below all data, so a buffer in the
 * outermost frame that runs over goes straight into the first variables; were the original among them, the
 * same bytes would land in both and the comparison would hold. Hence it has no initial value: that moves it
 * behind all initialised data and, since this file is linked after it, behind the 64 KiB of the arena.
 *
 * The value is a constant, not a random number. A fence has no source of randomness unless one is granted,
 * and the attacker this guards against is a string or line copy that ran too far: such a copy cannot produce
 * all of the bytes NUL, LF, 0xff and CR, which end the copies of strcpy, gets, and their relatives. An
 * attacker who writes arbitrary bytes is stopped by the fence itself, not by this guard.
 *
 * Both are weak: newer versions of wasi-libc define them too, and then theirs are as good.
 */
#include <stdint.h>

__attribute__((weak)) uintptr_t __stack_chk_guard;

/* First of all constructors, and not itself guarded: its own copy would be of the old value. */
__attribute__((constructor(101), no_stack_protector)) static void set_guard(void) {
    __stack_chk_guard = 0x0d0aff00u;
}

__attribute__((weak)) _Noreturn void __stack_chk_fail(void) {
    /* A trap, so that the host sees which function had its frame smashed. */
    __builtin_trap();
}
