#include "jumps.h"

#include <setjmp.h>
#include <stdlib.h>

struct decoder {
    jmp_buf environment;
    unsigned char scratch[64];
};

static int live;
static int caught;

decoder *decoder_new(void) {
    live++;
    return calloc(1, sizeof(decoder));
}

void decoder_free(decoder *self) {
    if (!self) return;
    live--;
    free(self);
}

void decoder_fail(decoder *self, int code) { longjmp(self->environment, code); }

/* Frames with something on the C stack, so that a stack pointer which is not put back is noticed. */
static int dive(decoder *self, int depth) {
    volatile char ballast[4096];
    ballast[depth] = (char)depth;
    if (depth == 0) decoder_fail(self, 8);
    return dive(self, depth - 1) + ballast[depth];
}

static int take(decoder *self, unsigned char byte) {
    if (byte == 0) decoder_fail(self, 7);
    if (byte == 255) return dive(self, 60);
    return byte;
}

int decoder_sum(decoder *self, const unsigned char *bytes, size_t length) {
    int code = setjmp(self->environment);
    if (code) {
        caught++;
        return -code;
    }
    int sum = 0;
    for (size_t index = 0; index < length; index++) sum += take(self, bytes[index]);
    return sum;
}

int decoder_each(decoder *self, const unsigned char *bytes, size_t length, byte_fn on_byte) {
    int code = setjmp(self->environment);
    if (code) {
        caught++;
        return -code;
    }
    int sum = 0;
    for (size_t index = 0; index < length; index++) sum += on_byte(self, take(self, bytes[index]));
    return sum;
}

int decoders_live(void) { return live; }
int errors_caught(void) { return caught; }

static jmp_buf outer, inner;

__attribute__((noinline)) static void jump(jmp_buf to, int value) { longjmp(to, value); }

int zero_becomes_one(void) {
    int code = setjmp(outer);
    if (code == 0) jump(outer, 0);
    return code;
}

__attribute__((noinline)) static int within(void) {
    int code = setjmp(inner);
    if (code == 0) jump(inner, 5);
    return code;
}

int inner_jump_leaves_the_outer_alone(void) {
    volatile int steps = 0;
    int code = setjmp(outer);
    if (code == 0) {
        steps = within();
        jump(outer, 3);
    }
    return code == 3 && steps == 5;
}

int locals_survive(int value) {
    volatile int kept = value * 2;
    int never_changed = value + 1;
    if (setjmp(outer) == 0) {
        kept++;
        jump(outer, 1);
    }
    return kept == value * 2 + 1 && never_changed == value + 1;
}

__attribute__((noinline)) static int remember(void) { return setjmp(inner); }

int stale_jump(void) {
    if (remember() == 0) jump(inner, 1);
    return 1;
}

int spin(void) {
    volatile int forever = 1;
    if (setjmp(outer)) return 1;
    while (forever) {
        if (forever == 2) jump(outer, 1);
    }
    return 0;
}

int overflow(int depth) {
    volatile char ballast[4096];
    if (setjmp(outer)) return 1;
    ballast[0] = (char)depth;
    return overflow(depth + 1) + ballast[0];
}

extern volatile struct {
    unsigned written;
    int value;
} __ringfence_longjmp __attribute__((weak));

int forge(void) {
    if (&__ringfence_longjmp) {
        __ringfence_longjmp.value = -2147483647 - 1;
        __ringfence_longjmp.written = 1;
    }
    __builtin_trap();
}
