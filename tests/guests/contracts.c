#include "contracts.h"

#include <stdlib.h>
#include <string.h>

static int how;
static unsigned live, freed;
static free_hook hook;

void lie(int value) { how = value; }
unsigned blocks_live(void) { return live; }
unsigned blocks_freed(void) { return freed; }
void on_free(free_hook value) { hook = value; }

static void *take(size_t bytes) {
    live++;
    return malloc(bytes);
}

void image_free(void *pixels) {
    if (how == 20) __builtin_trap();
    if (how == 21) for (volatile int forever = 1; forever;) {}
    if (hook) hook(pixels);
    live--;
    freed++;
    free(pixels);
}

unsigned image_decode(uint8_t **out, unsigned *w, unsigned *h, const uint8_t *input, size_t insize) {
    if (insize < 3) return 48;
    *w = input[0];
    *h = input[1];
    *out = take(*w * *h * 4);
    memset(*out, input[2], *w * *h * 4);
    switch (how) {
        case 1: *w = 0; break;
        case 2: *w = *h = 16384; break;
        case 3: *w = 0xffffffff; break;
        case 4: image_free(*out); *out = 0; break;
        case 5: image_free(*out); *out = (uint8_t *)0xfffffff0; break;
        case 6: return 0x80000000u;
        case 7: *w = 16384; *h = 1; break;
    }
    return 0;
}

const char *image_error(unsigned code) {
    static char endless[1 << 16];
    static char escapes[] = "no\x1b[31m \xff image";
    switch (how) {
        case 10: return 0;
        case 11: memset(endless, 'x', sizeof endless); return endless;
        case 12: return escapes;
        case 13: return (const char *)0xfffffff0;
        case 14: __builtin_trap();
    }
    return code == 48 ? "too short" : "unknown";
}

uint8_t *image_load(const uint8_t *input, int len, int *w, int *h, int desired) {
    if (len < 3 || desired != 4) return 0;
    uint8_t *out;
    unsigned status = image_decode(&out, (unsigned *)w, (unsigned *)h, input, (size_t)len);
    return status ? 0 : out;
}

int pack(uint8_t *dest, unsigned long *dest_len, const uint8_t *source, unsigned long source_len) {
    if (*dest_len < source_len) return -5;
    for (unsigned long i = 0; i < source_len; i++) dest[i] = source[source_len - 1 - i];
    *dest_len = how == 1 ? *dest_len + 1 : how == 2 ? 0xffffffff : source_len;
    return 0;
}

int copy_some(char *dest, int capacity, const char *source, int length) {
    if (length > capacity) return -1;
    memcpy(dest, source, (size_t)length);
    return how == 1 ? capacity + 1 : how == 2 ? 0x7fffffff : length;
}

long long power(unsigned exponent) { return 1LL << exponent; }

long long dot(const int16_t *a, const int16_t *b, size_t n) {
    long long sum = 0;
    for (size_t i = 0; i < n; i++) sum += (long long)a[i] * b[i];
    return how == 1 ? (long long)n * 0x40000000 + 1 : sum;
}

int digest(const uint8_t *key, const void *data, size_t n, uint8_t *out) {
    memcpy(out, key, 8);
    for (size_t i = 0; i < n; i++) out[i % 8] ^= ((const uint8_t *)data)[i];
    return 1;
}

int grid(const uint8_t *pixels, int w, int h, int stride) {
    int sum = 0;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) sum += pixels[y * stride + x];
    return sum;
}

int optional(const uint8_t *bytes, size_t n, const char *name) {
    return (bytes ? 1 : 0) + (int)n * 10 + (name ? (int)strlen(name) * 1000 : 0);
}

char *greeting(const char *name) {
    if (!*name) return 0;
    char *text = take(strlen(name) + 8);
    strcpy(text, how == 1 ? "hello, \xff" : "hello, ");
    strcat(text, name);
    return text;
}

const char *version(void) { return how == 1 ? 0 : "1.2.3"; }

int describe(char *text, size_t size) {
    if (how == 1) memset(text, 'x', size);
    else strncpy(text, "a guest", size);
    return 0;
}

void scale(float *values, size_t n, float factor) {
    for (size_t i = 0; i < n; i++) values[i] *= factor;
    if (how == 1 && n) values[n - 1] = 0.0f / 0.0f;
}

int next(unsigned *state) {
    *state = how == 1 ? 1000 : *state + 1;
    return 0;
}

bool is_even(unsigned value) {
    return value % 2 == 0;
}

enum kind kind_of(unsigned value) { return how == 1 ? (enum kind)77 : value < 10 ? KIND_SMALL : KIND_LARGE; }

void measure(const uint8_t *bytes, size_t n, double *mean, enum kind *kind, bool *empty) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += bytes[i];
    *mean = how == 1 ? 0.0 / 0.0 : n ? sum / (double)n : 0.0;
    *kind = how == 2 ? (enum kind)-1 : n < 10 ? KIND_SMALL : KIND_LARGE;
    if (how == 3) memset(empty, 2, 1);
    else *empty = n == 0;
}

void *block(size_t size) { return how == 1 ? 0 : take(size); }

uint8_t *probe(unsigned value) {
    uint8_t *bytes = take(4);
    memset(bytes, (int)value, 4);
    return bytes;
}

struct counter { int total; };

struct counter *counter_open(int start) {
    if (start < 0) return 0;
    struct counter *counter = malloc(sizeof *counter);
    counter->total = start;
    return counter;
}

int counter_add(struct counter *counter, int amount, int *total) {
    counter->total += amount;
    *total = counter->total;
    return 0;
}
