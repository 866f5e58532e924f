/* A C++ library, and the small C functions through which its class is used. */
#ifndef CPP_H
#define CPP_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct words words;

words *words_new(void);
void words_free(words *);
/* Counts the words of a text; the longest can be asked for later. Throws for a text without words. */
int words_add(words *, const char *text);
/* The longest word so far. It belongs to the object. */
const char *words_longest(const words *);

/* What static constructors have left: 1 + 2 + 3 + 4, and the number of them that ran. */
int built_before_anyone_called(void);
/* 1 when a virtual call, a dynamic cast and a local static do what they should. */
int classes_work(void);
/* Throws: 1 a std::runtime_error, 2 a type of the library, 3 an int, 4 nothing that C++ knows of: abort(). */
int give(int what);

#ifdef __cplusplus
}
#endif
#endif
