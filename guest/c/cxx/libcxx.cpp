/* What libc++ itself throws.
 *
 * Most of libc++ is headers and throws like any code of the library. The rest is compiled already, without exceptions:
 * where std::string::at or std::stoi would throw, it calls a function that prints what it would have thrown and aborts,
 * and that a program may replace. Here it throws. The frames of libc++ in between have no destructors to run then; its
 * authors throw before they take anything.
 *
 * operator new and dynamic_cast are the C++ runtime's and are replaced by the same right.
 */
#include <new>
#include <stdarg.h>
#include <stdexcept>
#include <stdlib.h>
#include <string.h>
#include <typeinfo>

/* In exceptions.cpp. */
extern "C" [[noreturn]] void __ringfence_ended(const char *name);

#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

/* Under a C++ name of its own, since libc++ declares that it never throws. */
[[noreturn]] void libcxx_gives_up(const char *format, ...)
    __asm__("_ZNSt3" TEXT(_LIBCPP_ABI_NAMESPACE) "22__libcpp_verbose_abortEPKcz");

void libcxx_gives_up(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *end = strstr(format, " was thrown in -fno-exceptions mode");
    size_t length = end ? size_t(end - format) : 0;
    auto is = [&](const char *name) { return length == strlen(name) && !memcmp(format, name, length); };
    auto message = [&] { return va_arg(arguments, const char *); };
    if (is("out_of_range")) throw std::out_of_range(message());
    if (is("length_error")) throw std::length_error(message());
    if (is("invalid_argument")) throw std::invalid_argument(message());
    if (is("runtime_error")) throw std::runtime_error(message());
    if (is("overflow_error")) throw std::overflow_error(message());
    if (is("bad_alloc")) throw std::bad_alloc();
    if (is("bad_array_new_length")) throw std::bad_array_new_length();
    if (is("bad_cast")) throw std::bad_cast();
    if (length == 0) abort();
    /* Those of streams and of the operating system would bring much along. They are named and end here. */
    static char name[64] = "std::";
    strncat(name, format, length < 32 ? length : 32);
    __ringfence_ended(name);
}

extern "C" {

[[noreturn]] void __cxa_bad_cast() { throw std::bad_cast(); }
[[noreturn]] void __cxa_bad_typeid() { throw std::bad_typeid(); }
[[noreturn]] void __cxa_throw_bad_array_new_length() { throw std::bad_array_new_length(); }
}

namespace {

void *allocate(size_t size, size_t alignment) noexcept {
    if (size == 0) size = 1;
    if (alignment <= alignof(max_align_t)) return malloc(size);
    size_t whole = (size + alignment - 1) & ~(alignment - 1);
    return whole < size ? nullptr : aligned_alloc(alignment, whole);
}

/* Once more for as long as the library's own handler finds something to free. */
void *allocate_or_throw(size_t size, size_t alignment) {
    for (;;) {
        if (void *memory = allocate(size, alignment)) return memory;
        std::new_handler handler = std::get_new_handler();
        if (!handler) throw std::bad_alloc();
        handler();
    }
}

void *allocate_or_null(size_t size, size_t alignment) noexcept {
    try {
        return allocate_or_throw(size, alignment);
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

constexpr size_t ANY = alignof(max_align_t);

} // namespace

#define WEAK __attribute__((weak))

WEAK void *operator new(size_t size) { return allocate_or_throw(size, ANY); }
WEAK void *operator new[](size_t size) { return ::operator new(size); }
WEAK void *operator new(size_t size, const std::nothrow_t &) noexcept { return allocate_or_null(size, ANY); }
WEAK void *operator new[](size_t size, const std::nothrow_t &) noexcept { return allocate_or_null(size, ANY); }
WEAK void *operator new(size_t size, std::align_val_t to) { return allocate_or_throw(size, size_t(to)); }
WEAK void *operator new[](size_t size, std::align_val_t to) { return ::operator new(size, to); }
WEAK void *operator new(size_t size, std::align_val_t to, const std::nothrow_t &) noexcept {
    return allocate_or_null(size, size_t(to));
}
WEAK void *operator new[](size_t size, std::align_val_t to, const std::nothrow_t &) noexcept {
    return allocate_or_null(size, size_t(to));
}
