/* Built with its debug information: a trap in here names file and line. */
static __attribute__((noinline)) int inner(int *address) {
  if (address == 0) __builtin_trap(); /* line 3 */
  return *address;
}

__attribute__((noinline)) int outer(int *address) { return inner(address) + 1; }

int enter(int depth) { return depth ? outer(0) : 0; }
