/* One function for each way a value can cross the boundary. */
#include "shapes.h"

#include <stdlib.h>
#include <string.h>

int8_t echo_i8(int8_t v) { return v; }
uint8_t echo_u8(uint8_t v) { return v; }
int16_t echo_i16(int16_t v) { return v; }
uint16_t echo_u16(uint16_t v) { return v; }
int32_t echo_i32(int32_t v) { return v; }
uint32_t echo_u32(uint32_t v) { return v; }
int64_t echo_i64(int64_t v) { return v; }
uint64_t echo_u64(uint64_t v) { return v; }
float echo_f32(float v) { return v; }
double echo_f64(double v) { return v; }
bool echo_bool(bool v) { return v; }
bool negate(bool v) { return !v; }
size_t echo_size(size_t v) { return v; }
ptrdiff_t echo_diff(ptrdiff_t v) { return v; }
long echo_long(long v) { return v; }
unsigned long echo_ulong(unsigned long v) { return v; }
char echo_char(char v) { return v; }
enum color echo_color(enum color v) { return v; }
enum level echo_level(enum level v) { return v; }
uint64_t bits_of_f64(double v) {
  uint64_t bits;
  memcpy(&bits, &v, 8);
  return bits;
}
void nothing(void) {}

int64_t sixteen(int8_t a, uint8_t b, int16_t c, uint16_t d, int32_t e, uint32_t f, int64_t g, uint64_t h, float i, double j,
                bool k, size_t l, long m, char n, enum color o, const void *p) {
  return a + b + c + d + e + (int64_t)f + g + (int64_t)h + (int64_t)i + (int64_t)j + k + (int64_t)l + m + n + (int64_t)o + (p != 0);
}

void fill_mixed(mixed *m) {
  memset(m, 0, sizeof *m);
  m->tag = 't';
  m->wide = -0x123456789abcdefLL;
  m->narrow = -300;
  m->native = -70000;
  m->size = 4000000000u;
  m->flag = true;
  m->ratio = 0.125;
  m->color = COLOR_BLUE;
  for (int i = 0; i < 3; i++) m->corners[i] = (point){i, -i};
  m->name = "a name";
  m->next = m;
  for (int i = 0; i < 6; i++) m->matrix[i / 3][i % 3] = (float)i / 2;
  m->last = 255;
}

/* What the host wrote, folded into one number. */
int64_t read_mixed(const mixed *m) {
  return m->tag + m->wide + m->narrow + m->native + (int64_t)m->size + m->flag + (int64_t)(m->ratio * 8) + (int64_t)m->color +
         m->corners[2].y + (int64_t)m->matrix[1][2] + m->last + (m->next == m) + (m->name ? (int64_t)strlen(m->name) : 0);
}

struct parser {
  size_t fed;
  char *copy;
};
parser *parser_new(void) { return calloc(1, sizeof(parser)); }
int parser_feed(parser *p, const uint8_t *bytes, size_t length) {
  char *copy = realloc(p->copy, p->fed + length + 1);
  if (!copy) return -1;
  memcpy(copy + p->fed, bytes, length);
  p->copy = copy;
  p->fed += length;
  copy[p->fed] = 0;
  return 0;
}
const char *parser_text(const parser *p) { return p->copy; }
void parser_free(parser *p) {
  free(p->copy);
  free(p);
}
int parser_open(parser **out) {
  *out = parser_new();
  return *out ? 0 : -1;
}

size_t length_of(const char *text) { return strlen(text); }
void split(const uint8_t *bytes, size_t length, uint32_t *sum, const uint8_t **middle) {
  *sum = 0;
  for (size_t i = 0; i < length; i++) *sum += bytes[i];
  *middle = bytes + length / 2;
}
void scale(int32_t *values, size_t count, int32_t factor) {
  for (size_t i = 0; i < count; i++) values[i] *= factor;
}
static const uint16_t table[4] = {10, 20, 30, 40};
const uint16_t *aligned_table(void) { return table; }
const uint16_t *unaligned_table(void) {
  static uint8_t bytes[16];
  memcpy(bytes + 1, table, sizeof table);
  return (const uint16_t *)(const void *)(bytes + 1);
}
int read(int v) { return v + 1; }   /* a name that the scope has, too */
int shape_version(void) { return SHAPES_VERSION; }
