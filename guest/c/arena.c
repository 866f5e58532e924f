/* The first chunk of the host's scope arena.
 *
 * The host places the arguments of a call (buffers, structs, strings) here, so that most scopes need no call
 * of malloc. Zeroed data costs no bytes in the module. The symbol is exported; the build helper reads its
 * address from the module and hands it to the runtime.
 */
#ifndef RINGFENCE_ARENA_BYTES
#error "RINGFENCE_ARENA_BYTES must be defined by the build helper"
#endif

unsigned char __ringfence_arena[RINGFENCE_ARENA_BYTES] __attribute__((aligned(16)));

/* Makes malloc take its share before the host grows the memory.
 *
 * Older versions of wasi-libc find the end of their heap at the first malloc, by asking for the size of the
 * memory. If the host has grown it by then, to place a large argument there, malloc takes the host's pages
 * for its own and hands them out a second time. The references are weak: a library without malloc stays one.
 */
extern void *malloc(unsigned long) __attribute__((weak));
extern void free(void *) __attribute__((weak));

__attribute__((constructor)) static void claim_heap(void) {
    if (malloc && free) {
        /* Through volatile memory, or the compiler would drop the pair as useless. */
        void *volatile first = malloc(1);
        free(first);
    }
}
