#ifndef STRUCTS_H
#define STRUCTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum suit { SUIT_CLUBS = 1, SUIT_SPADES = 4 };

typedef struct pair {
  int32_t x, y;
} pair;

/* A field of every kind that a copy can show. */
typedef struct record {
  uint8_t tag;
  double weight;
  size_t size;
  bool on;
  enum suit suit;
  const char *name;
  struct record *next;
  char text[12];
  pair corners[3];
  enum suit hand[2];
  size_t sizes[2];
  struct record *links[2];
  int16_t grid[2][3];
  pair table[2][2];
  pair inner;
} record;

/* 64 bytes. */
typedef struct line {
  int64_t a, b, c, d;
  int32_t e, f, g, h;
  double i, j;
} line;

#endif
