/* setjmp and longjmp by way of WebAssembly exceptions.
 *
 * The compiler rewrites a function that calls setjmp: what it calls afterwards is surrounded by a handler, and
 * longjmp throws to it. Needs -mllvm -wasm-enable-sjlj, which the build helper passes.
 */
#ifndef RINGFENCE_SETJMP_H
#define RINGFENCE_SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif

/* Six words are what the compiler asks for. Two are spare. */
typedef struct {
    unsigned long words[8];
} jmp_buf[1];
typedef jmp_buf sigjmp_buf;

int setjmp(jmp_buf) __attribute__((__returns_twice__));
__attribute__((__noreturn__)) void longjmp(jmp_buf, int);

/* The names themselves are macros too, as C demands of setjmp. */
#define setjmp setjmp
#define _setjmp(environment) setjmp(environment)
#define sigsetjmp(environment, mask) ((void)(mask), setjmp(environment))
#define _longjmp(environment, value) longjmp(environment, value)
#define siglongjmp(environment, value) longjmp(environment, value)

#ifdef __cplusplus
}
#endif
#endif
