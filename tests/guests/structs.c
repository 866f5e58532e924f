/* Structs in every shape that C has: copied, by value, and lied about. */
#include "structs.h"

#include <string.h>

void fill_record(record *r) {
  memset(r, 0, sizeof *r);
  r->tag = 200;
  r->weight = 2.5;
  r->size = 3000000000u;
  r->on = true;
  r->suit = SUIT_SPADES;
  r->name = "record";
  r->next = r;
  strcpy(r->text, "text");
  for (int i = 0; i < 3; i++) r->corners[i] = (pair){i, -i};
  r->hand[0] = SUIT_CLUBS;
  r->hand[1] = (enum suit)77; /* no suit at all */
  r->sizes[1] = 9;
  r->links[1] = r;
  for (int i = 0; i < 6; i++) r->grid[i / 3][i % 3] = (int16_t)i;
  for (int i = 0; i < 4; i++) r->table[i / 2][i % 2] = (pair){i, 10 * i};
  r->inner = (pair){7, 8};
}

int64_t sum_record(const record *r) {
  int64_t sum = r->tag + (int64_t)r->weight + (int64_t)r->size + r->on + (int64_t)r->suit + (r->next == r) + (int64_t)strlen(r->text);
  for (int i = 0; i < 3; i++) sum += r->corners[i].x + r->corners[i].y;
  sum += (int64_t)r->hand[1] + (int64_t)r->sizes[1] + (r->links[1] == r) + r->grid[1][2] + r->table[1][0].y + r->inner.x;
  return sum;
}

static line some_line = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
line *a_line(void) { return &some_line; }

static pair pairs[4] = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
pair *some_pairs(void) { return pairs; }
static const char *const names[3] = {"one", "two", NULL};
const char *const *some_names(void) { return names; }
static const enum suit suits[3] = {SUIT_CLUBS, SUIT_SPADES, (enum suit)-5};
const enum suit *some_suits(void) { return suits; }

/* Structs that are not there. */
record *wild_record(uint32_t address) { return (record *)address; }

/* By value: the caller's copy is its own. */
single twice(single s) { return (single){s.value * 2}; }
wrapped twice_wrapped(wrapped w) { return (wrapped){{{w.inner[0].value * 2}}}; }
/* The compiler need not clear the bits above the lowest. */
yes odd(int v) { return (yes){v & 1}; }
bool is_yes(yes y) { return y.value; }
tiny negative(tiny t) { return (tiny){(int8_t)-t.value}; }
big shifted(big b) { return (big){b.value << 32}; }
empty nothing_in(empty e, int v, int *out) { *out = v; return e; }
reference refer(reference r) { return (reference){r.target + 1}; }
pair swap(pair p) {
  int32_t x = p.x;
  p.x = p.y;
  p.y = x;
  return p;
}
mixed_pair heavier(mixed_pair m, float by, mixed_pair other) {
  m.weight += by + other.weight;
  m.tag++;
  return m;
}
node child(node n, uint32_t index) {
  n.context[0] += index;
  n.id = n.tree;
  return n;
}
uint32_t depth(node n) { return n.context[0]; }
either of_part(double part) { return (either){.part = part}; }
double part_of(either e) { return e.part; }
float half(one_of o) { return o.part / 2; }
wide wider(wide w) { return (wide){(uint8_t)(w.tag + ((uintptr_t)&w & 15))}; }

void fill_packet(packet *p) {
  memset(p, 0, sizeof *p);
  p->version = 5;
  p->kind = 17;
  p->delta = -60;
  p->last = true;
  p->suit = SUIT_SPADES;
  p->long_one = 0xabcdef0123;
  p->after = 'z';
}
int check_packet(const packet *p) {
  return p->version == 2 && p->kind == 31 && p->delta == 63 && !p->last && p->suit == SUIT_CLUBS && p->long_one == 1 && p->after == 'a';
}

void fill_value(value *v) {
  v->tag = 1;
  v->low = 0x1111;
  v->high = 0x2222;
  v->color.b = 3;
}

static struct { message head; uint32_t words[3]; } some_message = {{3}, {10, 20, 30}};
message *a_message(void) { return &some_message.head; }
uint32_t sum_message(const message *m) {
  uint32_t sum = 0;
  for (int i = 0; i < m->length; i++) sum += m->words[i];
  return sum;
}
/* Its length is a lie. */
message *a_lie(void) {
  static message lie = {65535};
  return &lie;
}
/* The last bytes of memory: there is no room for what the length says. */
message *at_the_end(void) {
  message *m = (message *)(__builtin_wasm_memory_size(0) * 65536 - 4);
  m->length = 65535;
  return m;
}

void fill_tight(tight *t) { *t = (tight){1, 0x01020304, 5}; }

/* What the host calls as `node f(void)` and `pair g(node)`: liars, in the shape of the ABI. */
void smash_result(char *result) { memset(result, 0x55, 100000); }
void forget_result(node *result) { (void)result; }
void change_argument(pair *result, node *argument) {
  memset(argument, 0xff, sizeof *argument);
  *result = (pair){1, 2};
}

double call_weigh(weigh_fn f, const void *user) { return f(user, (pair){3, 4}, (single){0.5}, (empty){}); }
bool call_test(test_fn f, int value) { return f((tiny){(int8_t)value}).value; }
static double weigh(const void *user, pair p, single s, empty e) { return (user ? 1000 : 0) + p.x * 100 + p.y * 10 + s.value; }
weigh_fn a_weigh(void) { return weigh; }
