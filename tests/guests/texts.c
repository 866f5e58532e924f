#include "texts.h"

#include <stdio.h>
#include <string.h>

int format(char *out, size_t room, const char *format, ...) {
  va_list list;
  va_start(list, format);
  int length = vsnprintf(out, room, format, list);
  va_end(list);
  return length;
}

int format_list(char *out, size_t room, const char *format, va_list list) { return vsnprintf(out, room, format, list); }

/* One letter for each argument: int, long long, size, double, pointer to an int. */
int64_t sum(const char *kinds, ...) {
  va_list list;
  int64_t total = 0;
  va_start(list, kinds);
  for (; *kinds; kinds++) {
    switch (*kinds) {
      case 'i': total += va_arg(list, int); break;
      case 'l': total += va_arg(list, long long); break;
      case 'z': total += (int64_t)va_arg(list, size_t); break;
      case 'd': total += (int64_t)va_arg(list, double); break;
      case 'p': total += *va_arg(list, int *); break;
    }
  }
  va_end(list);
  return total;
}

int64_t sum_only(int count, ...) {
  va_list list;
  int64_t total = 0;
  va_start(list, count);
  for (int i = 0; i < count; i++) total += va_arg(list, int);
  va_end(list);
  return total;
}

/* A function among the arguments, as in `curl_easy_setopt`. */
int call_first(int marker, ...) {
  va_list list;
  va_start(list, marker);
  int (*function)(const char *) = va_arg(list, int (*)(const char *));
  va_end(list);
  return function ? function("four") : marker;
}

size_t longest(char **list) {
  size_t most = 0;
  for (; *list; list++)
    if (strlen(*list) > most) most = strlen(*list);
  return most;
}

static char *own[] = {"alpha", "", "gamma", NULL};
char **names(void) { return own; }

/* No null at the end; the same string over and over. */
static char *many[512];
char **endless(void) {
  for (size_t i = 0; i < 512; i++) many[i] = "again";
  return many;
}

static char *lost[] = {"fine", (char *)0xfffffff0u, NULL};
char **wild(void) { return lost; }

static char full[64];
static char *runaway[] = {full, NULL};
char **unterminated(void) {
  memset(full, 'x', sizeof full);
  return runaway;
}

int open_name(size_t index, const char **out) {
  if (index >= 3) return -1;
  *out = own[index];
  return 0;
}
