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
