/* A library that does everything a broken or malicious library can do to its host. */
#include "hostile.h"

#include <stdlib.h>
#include <string.h>

static volatile unsigned sink;

/* (a) every kind of trap */
void trap_unreachable(void) { __builtin_trap(); }
int trap_divide(int a, int b) { return a / b; }
int trap_wide(int a, double b, int c, float d, int e, int f, int g) { return (a + (int)b + c + (int)d + e + f) / g; }
int trap_overflow(double d) { return __builtin_wasm_trunc_s_i32_f64(d); }
unsigned trap_load(unsigned address) { return *(volatile unsigned *)address; }
void trap_store(unsigned address) { *(volatile unsigned *)address = 1; }

__attribute__((noinline)) unsigned recurse(unsigned n) {
  /* A frame on the C stack in linear memory and one on the engine's own. */
  volatile char frame[64];
  frame[n % 64] = (char)n;
  return recurse(n + 1) + frame[(n + 1) % 64];
}
unsigned trap_stack(void) { return recurse(0); }

__attribute__((noinline)) unsigned recurse_in_registers(unsigned n) {
  sink = n;
  return n == 0xffffffffu ? n : recurse_in_registers(n + 1) * 3 + 1;
}
/* Uses no C stack: only the engine's own limit can stop it. */
unsigned trap_native_stack(void) { return recurse_in_registers(0); }

void trap_smash(unsigned n) {
  volatile char small[8];
  for (unsigned i = 0; i < n; i++) ((volatile char *)small)[i] = 'x';
  sink = (unsigned)small[0];
}

typedef int (*binary)(int, int);
int trap_call(unsigned pointer) { return ((binary)pointer)(1, 2); }
static double other_type(double d) { return d + 1; }
unsigned pointer_of_other_type(void) { return (unsigned)(unsigned long)(void *)other_type; }

/* (b) loops without end */
void loop_registers(void) { for (;;) __asm__ volatile(""); }
void loop_memory(void) { for (;;) sink++; }
void loop_fill(void) {
  static char block[1 << 16];
  for (;;) memset(block, (int)sink, sizeof block);
}
int loop_calls(int n) { for (;;) n = trap_divide(n + 4, 2); }

/* (c) memory until it is refused */
unsigned grow_until_refused(void) {
  unsigned pages = 0;
  while (__builtin_wasm_memory_grow(0, 16) != (size_t)-1) pages += 16;
  return pages;
}
unsigned allocate_and_ignore_failure(void) {
  static char *volatile kept; /* or the compiler sees that nobody needs the memory */
  for (;;) {
    kept = malloc(1 << 20);
    if (!kept) __builtin_trap(); /* what xmalloc does */
    memset(kept, 1, 1 << 20);
  }
}
unsigned grow_at_once(unsigned pages) { return (unsigned)__builtin_wasm_memory_grow(0, pages); }

/* (d) wild results */
void *wild_pointer(unsigned address) { return (void *)(unsigned long)address; }
unsigned wild_length(unsigned length) { return length; }
enum mode wild_mode(int value) { return (enum mode)value; }
unsigned wild_bool(unsigned value) { return value; }
const char *unterminated(unsigned *length) {
  /* The last bytes of memory, none of them zero. */
  unsigned end = (unsigned)__builtin_wasm_memory_size(0) << 16;
  char *text = (char *)(unsigned long)(end - 1000);
  memset(text, 'A', 1000);
  *length = 1000;
  return text;
}
void wild_record(struct record *r) {
  r->length = 0xffffffffu;
  r->data = (unsigned char *)0xfffffff0u;
  r->mode = (enum mode)77;
  memset(r->name, 0xff, sizeof r->name);
  r->inner.ratio = __builtin_nan("0x5ca1ab1e");
  r->inner.next = r; /* a cycle */
}

/* (e) its own memory destroyed */
void overwrite_heap(void) {
  unsigned char *block = malloc(64);
  for (unsigned i = 0; i < 4096; i++) block[i] = 0xa5;
  free(block);
  for (unsigned i = 0; i < 64; i++) {
    void *next = malloc(100 + i);
    memset(next, 0x5a, 200 + i);
    free(next);
  }
}
void overwrite_everything(unsigned value) {
  unsigned end = (unsigned)__builtin_wasm_memory_size(0) << 16;
  memset((void *)(unsigned long)4, (int)value, end - 4);
}

/* Honest work, to see that the next tenant is served well. */
static unsigned counter;
unsigned count(void) { return ++counter; }
unsigned checksum(const unsigned char *bytes, size_t length) {
  unsigned sum = 2166136261u;
  for (size_t i = 0; i < length; i++) sum = (sum ^ bytes[i]) * 16777619u;
  return sum;
}
unsigned nonzero_bytes(void) {
  unsigned end = (unsigned)__builtin_wasm_memory_size(0) << 16, n = 0;
  extern unsigned char __heap_base;
  for (unsigned i = (unsigned)(unsigned long)&__heap_base; i < end; i++) n += *(volatile unsigned char *)(unsigned long)i != 0;
  return n;
}

/* (f) the way back into the host, abused */
typedef int (*hook_fn)(void *user, unsigned n);
static hook_fn hoarded;

/* Calls with arguments that nobody agreed on, as often as asked. */
int storm(hook_fn hook, void *user, unsigned calls) {
  unsigned n = 0x9e3779b9u, sum = 0;
  for (unsigned i = 0; i < calls; i++) {
    n = n * 1664525u + 1013904223u;
    sum += (unsigned)hook(i % 3 ? (char *)user + (n >> 28) : user, n);
  }
  return (int)sum;
}
int storm_for_ever(hook_fn hook, void *user) {
  for (;;) hook(user, 0);
}
void hoard(hook_fn hook) { hoarded = hook; }
int fire_hoarded(void *user, unsigned n) { return hoarded(user, n); }
/* Every entry of the table, whatever it is. */
int call_entry(unsigned entry, void *user, unsigned n) { return ((hook_fn)(unsigned long)entry)(user, n); }
/* Changes what it has shown before, while the host looks, and after. */
unsigned change_during(hook_fn hook, unsigned *shown) {
  *shown = 7;
  hook(shown, 0);
  *shown = 0xffffffffu;
  hook(shown, 1);
  return *shown;
}
void overwrite_at(unsigned *shown) { *shown = 0xdeadbeefu; }
/* Uses up the stack, then calls. */
int deep_storm(hook_fn hook, void *user, unsigned depth) {
  volatile unsigned char ballast[200];
  ballast[depth % 200] = (unsigned char)depth;
  if (!depth) return hook(user, 0);
  return deep_storm(hook, user, depth - 1) + (ballast[depth % 200] == 300);
}
