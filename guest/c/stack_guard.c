/* Stack guard for code compiled with -fstack-protector-strong.
 *
 * The compiler puts a copy of the guard value between a function's buffers and its saved data, and compares
 * it before the function returns. A buffer that was written past its end has changed the copy.
 *
 * The value is a constant, not a random number. A fence has no source of randomness unless one is granted,
 * and the attacker this guards against is a string or line copy that ran too far: such a copy cannot produce
 * all of the bytes NUL, LF, 0xff and CR, which end the copies of strcpy, gets, and their relatives. An
 * attacker who writes arbitrary bytes is stopped by the fence itself, not by this guard.
 *
 * Both are weak: newer versions of wasi-libc define them too, and then theirs are as good.
 */
#include <stdint.h>

__attribute__((weak)) uintptr_t __stack_chk_guard = 0x0d0aff00u;

__attribute__((weak)) _Noreturn void __stack_chk_fail(void) {
    /* A trap, so that the host sees which function had its frame smashed. */
    __builtin_trap();
}
