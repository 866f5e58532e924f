/* C++ exceptions: what is thrown, who is dealing with it, and when it ends.
 *
 * The compiler turns throw into calls of the functions below, and catch into WebAssembly's own: the engine unwinds to
 * the next frame with a handler or a destructor and hands it the address of a Throw. Where there is more than one
 * clause, or one with a type, _Unwind_CallPersonality (handlers.cpp) says which; __cxa_begin_catch and
 * __cxa_end_catch enclose it. Names and order of the calls are those of the Itanium C++ ABI, which this is written
 * from; the C++ library brings all but these, since it is built without exceptions.
 *
 * There is one thread. Nothing is looked up ahead: frames that nothing catches for are unwound all the same, and then
 * the exception leaves the fence.
 */
#include <exception>
#include <new>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <typeinfo>

namespace __cxxabiv1 {
struct __cxa_exception;
}

namespace {

/* A destructor gives its argument back, as all do on WebAssembly. */
using Destroy = void *(*)(void *);

struct Exception;

/* One way of an exception through the frames: what the engine carries. */
struct Throw {
    Exception *exception;
    /* The object as the chosen clause sees it: its base, or what a pointer points at. */
    void *caught;
    /* Clauses that deal with it. More than one when it was thrown again inside of one. */
    unsigned handlers;
    bool in_flight;
    /* The next older one in flight; the next outer one that a clause deals with. */
    Throw *older, *outer;
};

/* Lies before each object. */
struct alignas(16) Exception {
    const std::type_info *type;
    Destroy destroy;
    /* Throws, and std::exception_ptr. */
    unsigned owners;
    Throw first;

    void *object() { return this + 1; }
    static Exception *of(void *object) { return static_cast<Exception *>(object) - 1; }
};

Throw *in_flight;
Throw *handled;

/* What the host reads when a call has ended. */
struct Note {
    /* 0: nothing is thrown. 1: it ended here. 2: it is in flight. */
    uint32_t written;
    const char *name;
};

} // namespace

extern "C" {
volatile Note __ringfence_throw = {};

/* Ends all, with the name of what could not be thrown on. For libcxx.cpp too. */
[[noreturn]] void __ringfence_ended(const char *name) {
    __ringfence_throw.written = 1;
    __ringfence_throw.name = name;
    __builtin_trap();
}
}

namespace {

const char *name(const Throw *one) { return one ? one->exception->type->name() : nullptr; }

void note_in_flight() {
    __ringfence_throw.written = in_flight ? 2 : 0;
    __ringfence_throw.name = name(in_flight);
}

/* std::terminate ends here, unless the library has a handler of its own. */
[[noreturn]] void end() {
    if (const Throw *last = in_flight ? in_flight : handled) __ringfence_ended(name(last));
    __builtin_trap();
}

__attribute__((constructor(101))) void name_the_last() { std::set_terminate(end); }

void land(Throw *one) {
    for (Throw **link = &in_flight; *link; link = &(*link)->older) {
        if (*link != one) continue;
        *link = one->older;
        one->in_flight = false;
        break;
    }
    note_in_flight();
}

[[noreturn]] void fly(Throw *one) {
    if (!one->in_flight) {
        one->in_flight = true;
        one->older = in_flight;
        in_flight = one;
    }
    note_in_flight();
    /* 0 is the compiler's number for the tag of C++. */
    __builtin_wasm_throw(0, one);
}

/* A destructor that throws here ends all, as the language has it. */
void disown(Exception *exception) noexcept {
    if (--exception->owners) return;
    if (exception->destroy) exception->destroy(exception->object());
    free(exception);
}

void *reserve(size_t size) {
    void *memory = malloc(size);
    if (!memory) std::terminate();
    return memory;
}

} // namespace

extern "C" {

void *__cxa_allocate_exception(size_t size) noexcept {
    if (size > SIZE_MAX - sizeof(Exception)) std::terminate();
    return new (reserve(sizeof(Exception) + size)) Exception() + 1;
}

/* The object's constructor threw. */
void __cxa_free_exception(void *object) noexcept { free(Exception::of(object)); }

/* libc++ declares it, with its own name for what comes back. */
__cxxabiv1::__cxa_exception *__cxa_init_primary_exception(
    void *object, std::type_info *type, Destroy destroy) noexcept {
    Exception *exception = Exception::of(object);
    exception->type = type;
    exception->destroy = destroy;
    exception->first.exception = exception;
    return reinterpret_cast<__cxxabiv1::__cxa_exception *>(exception);
}

[[noreturn]] void __cxa_throw(void *object, std::type_info *type, Destroy destroy) {
    __cxa_init_primary_exception(object, type, destroy);
    Exception *exception = Exception::of(object);
    exception->owners = 1;
    fly(&exception->first);
}

void *__cxa_get_exception_ptr(void *thrown) noexcept { return static_cast<Throw *>(thrown)->caught; }

void *__cxa_begin_catch(void *thrown) noexcept {
    Throw *one = static_cast<Throw *>(thrown);
    land(one);
    if (one->handlers++ == 0) {
        one->outer = handled;
        handled = one;
    }
    return one->caught;
}

void __cxa_end_catch() {
    Throw *one = handled;
    if (!one || --one->handlers) return;
    handled = one->outer;
    /* Thrown again, it belongs to the next handler. */
    if (one->in_flight) return;
    Exception *exception = one->exception;
    if (one != &exception->first) free(one);
    disown(exception);
}

[[noreturn]] void __cxa_rethrow() {
    if (!handled) std::terminate();
    fly(handled);
}

std::type_info *__cxa_current_exception_type() {
    return handled ? const_cast<std::type_info *>(handled->exception->type) : nullptr;
}

unsigned __cxa_uncaught_exceptions() noexcept {
    unsigned count = 0;
    for (const Throw *one = in_flight; one; one = one->older) count++;
    return count;
}

bool __cxa_uncaught_exception() noexcept { return in_flight != nullptr; }

/* For handlers.cpp. */
const std::type_info *__ringfence_thrown_type(void *thrown, void **object) {
    Exception *exception = static_cast<Throw *>(thrown)->exception;
    *object = exception->object();
    return exception->type;
}

void __ringfence_caught(void *thrown, void *object) { static_cast<Throw *>(thrown)->caught = object; }

/* std::exception_ptr holds the address of an object, and throws it a second time beside the first. */
void __cxa_increment_exception_refcount(void *object) noexcept {
    if (object) Exception::of(object)->owners++;
}

void __cxa_decrement_exception_refcount(void *object) noexcept {
    if (object) disown(Exception::of(object));
}

void *__cxa_current_primary_exception() noexcept {
    if (!handled) return nullptr;
    handled->exception->owners++;
    return handled->exception->object();
}

void __cxa_rethrow_primary_exception(void *object) {
    if (!object) return;
    Throw *again = new (reserve(sizeof(Throw))) Throw();
    again->exception = Exception::of(object);
    again->exception->owners++;
    fly(again);
}

} // extern "C"

/* The tag. The language has no way to write it. */
__asm__(".tagtype __cpp_exception i32\n"
        ".globl __cpp_exception\n"
        "__cpp_exception:\n");
