/* setjmp and longjmp for libraries that use them to report errors to their caller, and for nothing else.
 *
 * setjmp gives 0, always: the first return happens and the second never does. longjmp ends the call that the
 * host made into the fence, as an error of its own kind, and the host makes the stack as it was before the call.
 * No code is needed to make a jump possible, so a library costs what it would cost without any.
 */
#ifndef RINGFENCE_SETJMP_H
#define RINGFENCE_SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif

/* Nothing is kept. C code that asks for the size of it expects one that is not zero. */
typedef struct {
    int unused;
} jmp_buf[1];
typedef jmp_buf sigjmp_buf;

__attribute__((__noreturn__)) void longjmp(jmp_buf, int);

/* The argument is evaluated: libraries write setjmp(buffer_of(state)). */
#define setjmp(environment) ((void)(environment), 0)
#define _setjmp(environment) setjmp(environment)
#define sigsetjmp(environment, mask) ((void)(environment), (void)(mask), 0)
#define _longjmp(environment, value) longjmp(environment, value)
#define siglongjmp(environment, value) longjmp(environment, value)

#ifdef __cplusplus
}
#endif
#endif
