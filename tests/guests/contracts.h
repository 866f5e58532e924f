/* One function for each thing that a contract can say, and a switch that makes all of them lie. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind { KIND_SMALL = 1, KIND_LARGE = 2 };
struct counter;

void lie(int how);
unsigned blocks_live(void);
unsigned blocks_freed(void);
typedef int (*free_hook)(void *pixels);
void on_free(free_hook hook);

unsigned image_decode(uint8_t **out, unsigned *w, unsigned *h, const uint8_t *input, size_t insize);
const char *image_error(unsigned code);
void image_free(void *pixels);
uint8_t *image_load(const uint8_t *input, int len, int *w, int *h, int desired);

int pack(uint8_t *dest, unsigned long *dest_len, const uint8_t *source, unsigned long source_len);
int copy_some(char *dest, int capacity, const char *source, int length);
long long power(unsigned exponent);
long long dot(const int16_t *a, const int16_t *b, size_t n);
int digest(const uint8_t *key, const void *data, size_t n, uint8_t *out);
int grid(const uint8_t *pixels, int w, int h, int stride);
int optional(const uint8_t *bytes, size_t n, const char *name);

char *greeting(const char *name);
const char *version(void);
int describe(char *text, size_t size);

void scale(float *values, size_t n, float factor);
int next(unsigned *state);
bool is_even(unsigned value);
enum kind kind_of(unsigned value);
void measure(const uint8_t *bytes, size_t n, double *mean, enum kind *kind, bool *empty);

void *block(size_t size);
uint8_t *probe(unsigned value);

struct counter *counter_open(int start);
int counter_add(struct counter *counter, int amount, int *total);
