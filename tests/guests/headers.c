/* What headers.h declares, as far as it can be had. */
#include "headers.h"

#include <stdio.h>
#include <string.h>

struct hdr_handle {
    int value;
};

const char *hdr_motto = "read it yourself";
int hdr_counter = 40;

int hdr_add(int a, int b) {
    hdr_counter++;
    return a + b;
}

static int visited(void *user, const struct hdr_record *record) { return user != 0 && record->kind == 9; }

int hdr_fill(struct hdr_record *record) {
    memset(record, 0, sizeof *record);
    record->count = 3;
    record->inner.a = -2;
    record->inner.at = (struct hdr_point){ 4, 5 };
    record->range.high = 9;
    record->bits = 0x3f800000;
    record->kind = 21;
    record->rest = 200;
    record->color = HDR_GREEN;
    record->corners[1].y = -7;
    strcpy(record->name, "record");
    record->either.parts[3] = 1;
    record->visit = visited;
    record->type = 6;
    record->length = sizeof *record;
    return 0;
}

hdr_color hdr_next(hdr_color color) { return color == HDR_RED ? HDR_GREEN : HDR_RED; }

int64_t hdr_sum(const int32_t *values, size_t length) {
    int64_t sum = 0;
    for (size_t i = 0; i < length; i++) sum += values[i];
    return sum;
}

struct hdr_point hdr_mirrored(struct hdr_point point) { return (struct hdr_point){ -point.x, -point.y }; }

int hdr_walk(const struct hdr_record *first, hdr_visit visit, void *user) {
    int sum = 0;
    for (; first != 0; first = first->next) sum += visit(user, first);
    return sum;
}

const char *hdr_name(hdr_color color) { return color == HDR_GREEN ? "green" : "red"; }

int hdr_format(char *out, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(out, size, format, arguments);
    va_end(arguments);
    return length;
}

int hdr_vformat(char *out, size_t size, const char *format, va_list arguments) {
    return vsnprintf(out, size, format, arguments);
}

hdr_handle *hdr_open(void) {
    static struct hdr_handle handle;
    return &handle;
}

void hdr_close(hdr_handle *handle) { handle->value = 0; }

int match(int type, int in) { return type * in; }

int hdr_status(int code) { return code; }

const char *hdr_explain(int code) { return hdr_name((hdr_color)code); }

size_t hdr_lie(uint8_t *out, size_t capacity) {
    memset(out, 'x', capacity);
    return capacity + 1000000;
}

const struct hdr_record *hdr_nowhere(void) { return (const struct hdr_record *)0xfffffff0; }

hdr_wide hdr_widen(hdr_wide value) { return value; }

int hdr_odd_value(struct hdr_odd odd) { return (int)odd.value; }

int other_function(void) { return 1; }
