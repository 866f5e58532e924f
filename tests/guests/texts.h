/* Strings, lists of strings, and arguments in any number. */
#ifndef TEXTS_H
#define TEXTS_H
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

int format(char *out, size_t room, const char *format, ...);
int format_list(char *out, size_t room, const char *format, va_list list);
int64_t sum(const char *kinds, ...);
int64_t sum_only(int count, ...);
int call_first(int marker, ...);
size_t longest(char **list);
char **names(void);
char **endless(void);
char **wild(void);
char **unterminated(void);
int open_name(size_t index, const char **out);
#endif
