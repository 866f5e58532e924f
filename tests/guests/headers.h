/* Every construct of C that a header may have, for the interface that is read from it. */
#ifndef HEADERS_H
#define HEADERS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Constants. */
#define HDR_MOST 40
#define HDR_NEGATIVE (-HDR_MOST - 2)
#define HDR_UNKNOWN (0ULL - 1)
#define HDR_CAST ((uint8_t)0x1ff)
#define HDR_SIZE sizeof(struct hdr_record)
#define HDR_VERSION "1.2." HDR_STRINGIFY(3)
#define HDR_STRINGIFY(x) HDR_STRINGIFY_(x)
#define HDR_STRINGIFY_(x) #x
#define HDR_RATIO 2.5
#define HDR_LETTER 'x'
#define HDR_TAG(a, b) ((a) << 8 | (b))
#define HDR_API extern
#define HDR_FLAG
#define HDR_NULL ((void *)0)
#define HDR_BRACES { 1, 2 }
static const int hdr_limit = 7;

/* Enums. */
enum { HDR_ANON_A = 3, HDR_ANON_B };
typedef enum { HDR_RED, HDR_GREEN = 5, HDR_ALSO_GREEN = 5 } hdr_color;
enum hdr_mode { HDR_SLOW = -1, HDR_FAST };

/* Types. */
typedef unsigned int hdr_uint;
typedef hdr_uint hdr_count;
typedef struct hdr_handle hdr_handle;
struct hdr_record;
typedef int (*hdr_visit)(void *user, const struct hdr_record *record);
typedef long double hdr_wide;

struct hdr_point {
    int32_t x, y;
};

typedef union {
    uint32_t whole;
    uint8_t parts[4];
} hdr_either;

/**
 * A record, with [brackets] and <angles>:
 *
 *     struct hdr_record record;
 */
struct hdr_record {
    hdr_count count;
    struct hdr_inner { int16_t a; struct hdr_point at; } inner;
    struct { int8_t low; int8_t high; } range;
    union { float ratio; uint32_t bits; };
    unsigned kind : 5;
    unsigned : 3;
    unsigned rest : 8;
    hdr_color color;
    struct hdr_point corners[2];
    char name[8];
    hdr_either either;
    hdr_visit visit;
    int type;
    struct hdr_record *next;
    size_t length;
};

struct hdr_odd {
    hdr_wide value;
};

/* Functions. */

/** Adds two numbers. */
int hdr_add(int a, int b);
int hdr_fill(struct hdr_record *record);
hdr_color hdr_next(hdr_color color);
int64_t hdr_sum(const int32_t *values, size_t length);
struct hdr_point hdr_mirrored(struct hdr_point point);
int hdr_walk(const struct hdr_record *first, hdr_visit visit, void *user);
const char *hdr_name(hdr_color color);
int hdr_format(char *out, size_t size, const char *format, ...);
int hdr_vformat(char *out, size_t size, const char *format, va_list arguments);
hdr_handle *hdr_open(void);
void hdr_close(hdr_handle *handle);
int match(int type, int in);
int hdr_status(int code);
const char *hdr_explain(int code);

/** Lies: says that it wrote more than fits, and points to where nothing is. */
size_t hdr_lie(uint8_t *out, size_t capacity);
const struct hdr_record *hdr_nowhere(void);

/* What cannot be had. */
hdr_wide hdr_widen(hdr_wide value);
int hdr_never_defined(int a, int b);
int hdr_odd_value(struct hdr_odd odd);
void hdr_nothing_defined(void);

/* Functions of the header itself. */
static inline int hdr_twice(int x) { return 2 * x; }
static int hdr_sum_of(const struct hdr_point *point) { return point->x + point->y; }

/* Variables. */
extern const char *hdr_motto;
extern int hdr_counter;
extern int hdr_not_there;

/* Not asked for. */
int other_function(void);

#endif
