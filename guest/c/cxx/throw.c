/* C++ `throw` where nothing catches.
 *
 * Handlers and destructors are left out of a library that did not ask for exceptions, so a throw can only be the end.
 * It leaves the name of the thrown type for the host's error message, and traps.
 *
 * Both functions are weak, for C++ libraries that bring them.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* The beginning of every std::type_info, as the C++ ABI has it. */
struct type {
    void *vtable;
    const char *name;
};

struct note {
    /* 1 when something was thrown. */
    uint32_t written;
    /* The mangled name of its type. */
    const char *name;
};

volatile struct note __ringfence_throw;

__attribute__((weak)) void *__cxa_allocate_exception(size_t size) {
    void *object = malloc(size);
    if (!object) __builtin_trap();
    return object;
}

__attribute__((weak, __noreturn__)) void __cxa_throw(void *object, const struct type *type, void (*destroy)(void *)) {
    (void)object, (void)destroy;
    __ringfence_throw.name = type ? type->name : 0;
    __ringfence_throw.written = 1;
    __builtin_trap();
}
