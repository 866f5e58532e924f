/* Signals for a program that gets none from outside.
 *
 * The C library's emulation has signal and raise. Libraries that only want to keep signals away for a while find
 * the functions for that here; there is nothing to keep away.
 */
#ifndef RINGFENCE_SIGNAL_H
#define RINGFENCE_SIGNAL_H

#include_next <signal.h>

#include <sys/types.h>

#ifndef SIG_BLOCK
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

/* Some versions of the C library declare the type, in a header that all of them lack or share. */
#if __has_include(<__typedef_sigset_t.h>)
#include <__typedef_sigset_t.h>
#else
typedef unsigned long sigset_t;
#endif

static inline int sigemptyset(sigset_t *set) { *set = 0; return 0; }
static inline int sigfillset(sigset_t *set) { *set = (sigset_t)-1; return 0; }
static inline int sigaddset(sigset_t *set, int number) { (void)set, (void)number; return 0; }
static inline int sigdelset(sigset_t *set, int number) { (void)set, (void)number; return 0; }
static inline int sigismember(const sigset_t *set, int number) { (void)number; return *set != 0; }
static inline int sigprocmask(int how, const sigset_t *set, sigset_t *old) {
    (void)how, (void)set;
    if (old) *old = 0;
    return 0;
}
static inline int pthread_sigmask(int how, const sigset_t *set, sigset_t *old) { return sigprocmask(how, set, old); }
#endif

#endif
