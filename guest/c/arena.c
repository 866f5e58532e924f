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
