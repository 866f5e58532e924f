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

/* By value. */
typedef struct single { double value; } single;
typedef struct wrapped { single inner[1]; } wrapped;
typedef struct yes { bool value; } yes;
typedef struct tiny { int8_t value; } tiny;
typedef struct big { int64_t value; } big;
typedef struct empty {} empty;
typedef struct reference { const pair *target; } reference;
typedef struct mixed_pair { double weight; uint8_t tag; } mixed_pair;
/* The shape of tree-sitter's TSNode. */
typedef struct node {
  uint32_t context[4];
  const void *id;
  const void *tree;
} node;
typedef union either {
  int32_t whole;
  double part;
  unsigned char bytes[12];
} either;
typedef union one_of { float part; } one_of;

/* Behind function pointers. */
typedef double (*weigh_fn)(const void *user, pair p, single s, empty e);
typedef yes (*test_fn)(tiny t);

/* Bits. */
typedef struct packet {
  unsigned version : 3, kind : 5;
  signed delta : 7;
  bool last : 1;
  enum suit suit : 4;
  uint64_t long_one : 40;
  char after;
} packet;

/* Members without a name, and types without one. */
typedef struct value {
  int tag;
  union {
    int32_t i;
    struct { int16_t low, high; };
    float f;
  };
  struct { uint8_t r, g, b; } color;
} value;

/* An array without a length. */
typedef struct message {
  uint16_t length;
  uint32_t words[];
} message;

typedef struct __attribute__((packed)) tight { uint8_t tag; uint32_t word; uint8_t end; } tight;
typedef struct wide { _Alignas(16) uint8_t tag; } wide;

#endif
