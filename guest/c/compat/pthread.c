/* Threads for a program that has one: what pthread.h beside this file declares.
 *
 * All of it is weak, so that a C library which has some of these functions keeps its own.
 */
#include "pthread.h"

#include <errno.h>

#define WEAK __attribute__((weak))

WEAK int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
    (void)thread, (void)attributes, (void)start, (void)argument;
    return EAGAIN;
}
WEAK int pthread_join(pthread_t thread, void **result) { (void)thread, (void)result; return ESRCH; }
WEAK int pthread_detach(pthread_t thread) { (void)thread; return ESRCH; }

/* Some address that is not null: the type is a pointer or a number, and the C library's choice. */
static char the_thread;
WEAK pthread_t pthread_self(void) { return (pthread_t)&the_thread; }
WEAK int pthread_equal(pthread_t one, pthread_t other) { return one == other; }

WEAK int pthread_once(pthread_once_t *control, void (*run)(void)) {
    if (!*control) {
        *control = 1;
        run();
    }
    return 0;
}
WEAK int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void)) {
    (void)prepare, (void)parent, (void)child;
    return 0;
}

WEAK int pthread_attr_init(pthread_attr_t *attributes) { (void)attributes; return 0; }
WEAK int pthread_attr_destroy(pthread_attr_t *attributes) { (void)attributes; return 0; }
WEAK int pthread_attr_setdetachstate(pthread_attr_t *attributes, int state) { (void)attributes, (void)state; return 0; }
WEAK int pthread_attr_setstacksize(pthread_attr_t *attributes, size_t size) { (void)attributes, (void)size; return 0; }

/* The first word counts how often a mutex is held, the second is its type. A normal mutex that is taken twice is a
 * deadlock, and a trap says so earlier than a deadline would. */
enum { HELD = 0, TYPE = 1 };
#define WORD(mutex, which) (((int *)(void *)(mutex))[which])

WEAK int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) {
    WORD(mutex, HELD) = 0;
    WORD(mutex, TYPE) = attributes ? *(const int *)(const void *)attributes : PTHREAD_MUTEX_NORMAL;
    return 0;
}
WEAK int pthread_mutex_destroy(pthread_mutex_t *mutex) { return WORD(mutex, HELD) ? EBUSY : 0; }
WEAK int pthread_mutex_trylock(pthread_mutex_t *mutex) {
    if (WORD(mutex, HELD) && WORD(mutex, TYPE) != PTHREAD_MUTEX_RECURSIVE) return EBUSY;
    WORD(mutex, HELD)++;
    return 0;
}
WEAK int pthread_mutex_lock(pthread_mutex_t *mutex) {
    if (pthread_mutex_trylock(mutex) == 0) return 0;
    if (WORD(mutex, TYPE) == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
    __builtin_trap();
}
WEAK int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    if (!WORD(mutex, HELD)) return EPERM;
    WORD(mutex, HELD)--;
    return 0;
}
WEAK int pthread_mutexattr_init(pthread_mutexattr_t *attributes) {
    *(int *)(void *)attributes = PTHREAD_MUTEX_NORMAL;
    return 0;
}
WEAK int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes) { (void)attributes; return 0; }
WEAK int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int type) {
    *(int *)(void *)attributes = type;
    return 0;
}

WEAK int pthread_rwlock_init(pthread_rwlock_t *lock, const void *attributes) { (void)lock, (void)attributes; return 0; }
WEAK int pthread_rwlock_destroy(pthread_rwlock_t *lock) { (void)lock; return 0; }
WEAK int pthread_rwlock_rdlock(pthread_rwlock_t *lock) { (void)lock; return 0; }
WEAK int pthread_rwlock_wrlock(pthread_rwlock_t *lock) { (void)lock; return 0; }
WEAK int pthread_rwlock_unlock(pthread_rwlock_t *lock) { (void)lock; return 0; }

WEAK int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) {
    (void)condition, (void)attributes;
    return 0;
}
WEAK int pthread_cond_destroy(pthread_cond_t *condition) { (void)condition; return 0; }
WEAK int pthread_cond_signal(pthread_cond_t *condition) { (void)condition; return 0; }
WEAK int pthread_cond_broadcast(pthread_cond_t *condition) { (void)condition; return 0; }
/* Nobody is left to signal it. */
WEAK int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
    (void)condition, (void)mutex;
    __builtin_trap();
}
WEAK int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *time) {
    (void)condition, (void)mutex, (void)time;
    return ETIMEDOUT;
}

enum { KEYS = 128 };
static void *values[KEYS];
static unsigned char taken[KEYS];

WEAK int pthread_key_create(pthread_key_t *key, void (*destructor)(void *)) {
    /* Destructors run when a thread ends, and this one never does. */
    (void)destructor;
    for (unsigned number = 0; number < KEYS; number++) {
        if (taken[number]) continue;
        taken[number] = 1;
        values[number] = 0;
        *key = (pthread_key_t)number;
        return 0;
    }
    return EAGAIN;
}
WEAK int pthread_key_delete(pthread_key_t key) {
    if ((unsigned)key >= KEYS || !taken[(unsigned)key]) return EINVAL;
    taken[(unsigned)key] = 0;
    return 0;
}
WEAK void *pthread_getspecific(pthread_key_t key) { return (unsigned)key < KEYS ? values[(unsigned)key] : 0; }
WEAK int pthread_setspecific(pthread_key_t key, const void *value) {
    if ((unsigned)key >= KEYS || !taken[(unsigned)key]) return EINVAL;
    values[(unsigned)key] = (void *)value;
    return 0;
}
