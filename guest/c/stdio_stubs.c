/* The operating system of a fenced library: none.
 *
 * wasi-libc reaches the outside through functions named __imported_wasi_snapshot_preview1_*. Where nothing
 * defines them they become imports of the module. Here each one that serves streams, files, arguments or
 * environment is defined to give the answer of a process that was granted nothing. C code has to deal with
 * those answers anyway ("no such descriptor", "not permitted"), so they cannot mislead it.
 *
 * What the build script grants becomes an import after all: the build helper defines RINGFENCE_GRANT_OUTPUT,
 * RINGFENCE_GRANT_ENVIRONMENT or RINGFENCE_GRANT_FILES, and the answers of that group fall away.
 *
 * Clocks, randomness and sleeping are left out on purpose. A clock that stands still or a random number that
 * never changes is a wrong answer that looks right, and code that asks for one gets a build error instead.
 *
 * The types are those of the raw calls: pointers and sizes are 32 bits, file positions and rights 64.
 */
#include <stdint.h>

#define CALL(name) __imported_wasi_snapshot_preview1_##name

/* Error numbers of wasi_snapshot_preview1. */
enum { SUCCESS = 0, BADF = 8, NOTCAPABLE = 76 };

struct io_vector {
    void *start;
    uint32_t length;
};

#ifndef RINGFENCE_GRANT_OUTPUT
/* Output is discarded, and reported as written: printf and perror must neither fail nor be retried. */
int32_t CALL(fd_write)(int32_t descriptor, int32_t vectors, int32_t count, int32_t written) {
    const struct io_vector *vector = (const struct io_vector *)vectors;
    uint32_t total = 0;
    (void)descriptor;
    for (int32_t index = 0; index < count; index++)
        total += vector[index].length;
    *(uint32_t *)written = total;
    return SUCCESS;
}
#endif

#ifndef RINGFENCE_GRANT_FILES
/* Input is at its end. */
int32_t CALL(fd_read)(int32_t descriptor, int32_t vectors, int32_t count, int32_t read) {
    (void)descriptor, (void)vectors, (void)count;
    *(uint32_t *)read = 0;
    return SUCCESS;
}

/* The three standard streams are all there is; closing one changes nothing. */
int32_t CALL(fd_close)(int32_t descriptor) { return descriptor >= 0 && descriptor <= 2 ? SUCCESS : BADF; }

/* Not a file: the standard streams have no position. 70 is "invalid seek". */
int32_t CALL(fd_seek)(int32_t descriptor, int64_t offset, int32_t whence, int32_t result) {
    (void)descriptor, (void)offset, (void)whence, (void)result;
    return 70;
}
int32_t CALL(fd_tell)(int32_t descriptor, int32_t result) {
    (void)descriptor, (void)result;
    return 70;
}

/* Asked by isatty and fdopen. Where output is granted it is a terminal's: C libraries then write a line when it is
 * complete, and not when some buffer is full. 2 is "character device". */
int32_t CALL(fd_fdstat_get)(int32_t descriptor, int32_t result) {
#ifdef RINGFENCE_GRANT_OUTPUT
    if (descriptor == 1 || descriptor == 2) {
        struct {
            uint8_t type;
            uint16_t flags;
            uint64_t rights, inherited;
        } *status = (void *)result;
        status->type = 2;
        status->flags = 0;
        status->rights = 1 << 6; /* write */
        status->inherited = 0;
        return SUCCESS;
    }
#endif
    (void)descriptor, (void)result;
    return BADF;
}
int32_t CALL(fd_filestat_get)(int32_t descriptor, int32_t result) { (void)descriptor, (void)result; return BADF; }
int32_t CALL(fd_readdir)(int32_t descriptor, int32_t buffer, int32_t length, int64_t cookie, int32_t used) {
    (void)descriptor, (void)buffer, (void)length, (void)cookie, (void)used;
    return BADF;
}

/* libc walks the folders that were opened for it until it meets BADF. Any other error ends the process
 * before the library has run. */
int32_t CALL(fd_prestat_get)(int32_t descriptor, int32_t result) { (void)descriptor, (void)result; return BADF; }
int32_t CALL(fd_prestat_dir_name)(int32_t descriptor, int32_t path, int32_t length) {
    (void)descriptor, (void)path, (void)length;
    return BADF;
}

/* Paths lead nowhere: fopen, stat, remove, rename and mkdir fail with "not permitted". */
int32_t CALL(path_open)(int32_t folder, int32_t lookup, int32_t path, int32_t length, int32_t open, int64_t rights,
                        int64_t inherited, int32_t flags, int32_t result) {
    (void)folder, (void)lookup, (void)path, (void)length, (void)open;
    (void)rights, (void)inherited, (void)flags, (void)result;
    return NOTCAPABLE;
}
int32_t CALL(path_filestat_get)(int32_t folder, int32_t lookup, int32_t path, int32_t length, int32_t result) {
    (void)folder, (void)lookup, (void)path, (void)length, (void)result;
    return NOTCAPABLE;
}
#endif

/* Nothing is ever changed. */
int32_t CALL(fd_fdstat_set_flags)(int32_t descriptor, int32_t flags) {
    (void)descriptor, (void)flags;
    return BADF;
}
int32_t CALL(fd_filestat_set_size)(int32_t descriptor, int64_t size) {
    (void)descriptor, (void)size;
    return BADF;
}
int32_t CALL(fd_sync)(int32_t descriptor) { (void)descriptor; return BADF; }
int32_t CALL(path_create_directory)(int32_t folder, int32_t path, int32_t length) {
    (void)folder, (void)path, (void)length;
    return NOTCAPABLE;
}
int32_t CALL(path_remove_directory)(int32_t folder, int32_t path, int32_t length) {
    (void)folder, (void)path, (void)length;
    return NOTCAPABLE;
}
int32_t CALL(path_unlink_file)(int32_t folder, int32_t path, int32_t length) {
    (void)folder, (void)path, (void)length;
    return NOTCAPABLE;
}
int32_t CALL(path_rename)(int32_t folder, int32_t path, int32_t length, int32_t new_folder, int32_t new_path,
                          int32_t new_length) {
    (void)folder, (void)path, (void)length, (void)new_folder, (void)new_path, (void)new_length;
    return NOTCAPABLE;
}

/* No arguments. */
int32_t CALL(args_sizes_get)(int32_t count, int32_t bytes) {
    *(uint32_t *)count = 0;
    *(uint32_t *)bytes = 0;
    return SUCCESS;
}
int32_t CALL(args_get)(int32_t pointers, int32_t bytes) { (void)pointers, (void)bytes; return SUCCESS; }

#ifndef RINGFENCE_GRANT_ENVIRONMENT
/* No environment. */
int32_t CALL(environ_sizes_get)(int32_t count, int32_t bytes) {
    *(uint32_t *)count = 0;
    *(uint32_t *)bytes = 0;
    return SUCCESS;
}
int32_t CALL(environ_get)(int32_t pointers, int32_t bytes) { (void)pointers, (void)bytes; return SUCCESS; }
#endif

/* exit, abort and a failed assert. There is no process to end; the call ends, and the instance with it. */
_Noreturn void CALL(proc_exit)(int32_t code) {
    (void)code;
    __builtin_trap();
}

/* Parts of zig's libc are written in Zig, and there a call is named after the function and the module. */
#define ZIG(name) \
    extern __typeof__(CALL(name)) zig_##name __asm__(#name "|wasi_snapshot_preview1") \
        __attribute__((alias("__imported_wasi_snapshot_preview1_" #name)));

ZIG(fd_fdstat_set_flags)
ZIG(fd_filestat_set_size)
ZIG(fd_sync)
ZIG(path_create_directory)
ZIG(path_remove_directory)
ZIG(path_unlink_file)
ZIG(path_rename)
ZIG(args_sizes_get)
ZIG(args_get)
ZIG(proc_exit)
#ifndef RINGFENCE_GRANT_OUTPUT
ZIG(fd_write)
#endif
#ifndef RINGFENCE_GRANT_ENVIRONMENT
ZIG(environ_sizes_get)
ZIG(environ_get)
#endif
#ifndef RINGFENCE_GRANT_FILES
ZIG(fd_read)
ZIG(fd_close)
ZIG(fd_seek)
ZIG(fd_tell)
ZIG(fd_fdstat_get)
ZIG(fd_filestat_get)
ZIG(fd_readdir)
ZIG(fd_prestat_get)
ZIG(fd_prestat_dir_name)
ZIG(path_open)
ZIG(path_filestat_get)
#endif
