/* A library that wants everything: clocks, random numbers, output, variables and files. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

long long now_seconds(void) { return time(0); }

long long clock_ns(int id) {
    struct timespec now;
    clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC};
    if (clock_gettime(clocks[id & 1], &now) != 0)
        return -1;
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

long long clock_step_ns(void) {
    struct timespec step;
    return clock_getres(CLOCK_MONOTONIC, &step) == 0 ? step.tv_sec * 1000000000LL + step.tv_nsec : -1;
}

int roll(uint8_t *out, size_t length) { return getentropy(out, length); }

void say(const char *text) { printf("%s", text); }

void complain(const char *text) { fputs(text, stderr); }

void say_for_ever(void) {
    for (;;)
        puts("again");
}

int variable(const char *name, char *out, int length) {
    const char *value = getenv(name);
    return value ? snprintf(out, length, "%s", value) : -1;
}

/* Bytes read, or the negative error number. */
int read_at(const char *path, int offset, int from, char *out, int length) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return -errno;
    int origin[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    int result = fseek(file, offset, origin[from]) ? -errno : (int)fread(out, 1, length, file);
    if (result >= 0 && ferror(file))
        result = -errno;
    fclose(file);
    return result;
}

long long size_of(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (S_ISDIR(status.st_mode) ? -1000 : status.st_size) : -errno;
}

/* Names in a folder, a line each; folders with a slash. */
int list(const char *path, char *out, int length) {
    DIR *folder = opendir(path);
    if (!folder)
        return -errno;
    int used = 0;
    for (struct dirent *entry; (entry = readdir(folder)) && used < length;)
        used += snprintf(out + used, length - used, "%s%s\n", entry->d_name, entry->d_type == DT_DIR ? "/" : "");
    closedir(folder);
    return used;
}

int open_error(const char *path, const char *mode) {
    FILE *file = fopen(path, mode);
    return file ? (fclose(file), 0) : errno;
}

int open_until_refused(const char *path) {
    int count = 0;
    while (count < 100000 && fopen(path, "rb"))
        count++;
    return count;
}

/* The calls themselves, for arguments that no C library would pass. */
#define RAW(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
RAW(clock_time_get) int raw_clock(int, int64_t, int);
RAW(clock_res_get) int raw_step(int, int);
RAW(random_get) int raw_random(int, int);
RAW(fd_write) int raw_write(int, int, int, int);
RAW(environ_sizes_get) int raw_variables(int, int);
RAW(environ_get) int raw_variable(int, int);
RAW(fd_close) int raw_close(int);
RAW(fd_fdstat_get) int raw_status(int, int);
RAW(fd_filestat_get) int raw_file_status(int, int);
RAW(fd_prestat_get) int raw_root(int, int);
RAW(fd_prestat_dir_name) int raw_root_name(int, int, int);
RAW(fd_read) int raw_read(int, int, int, int);
RAW(fd_readdir) int raw_list(int, int, int, int64_t, int);
RAW(fd_seek) int raw_seek(int, int64_t, int, int);
RAW(fd_tell) int raw_tell(int, int);
RAW(path_filestat_get) int raw_path(int, int, int, int, int);
RAW(path_open) int raw_open(int, int, int, int, int, int64_t, int64_t, int, int);

int raw(int call, int a, int b, int c, int d, long long wide) {
    switch (call) {
    case 0: return raw_clock(a, wide, b);
    case 1: return raw_step(a, b);
    case 2: return raw_random(a, b);
    case 3: return raw_write(a, b, c, d);
    case 4: return raw_variables(a, b);
    case 5: return raw_variable(a, b);
    case 6: return raw_close(a);
    case 7: return raw_status(a, b);
    case 8: return raw_file_status(a, b);
    case 9: return raw_root(a, b);
    case 10: return raw_root_name(a, b, c);
    case 11: return raw_read(a, b, c, d);
    case 12: return raw_list(a, b, c, wide, d);
    case 13: return raw_seek(a, wide, b, c);
    case 14: return raw_tell(a, b);
    case 15: return raw_path(a, b, c, d, b);
    case 16: return raw_open(a, b, c, d, b & 3, wide, wide, 0, c);
    default: return -1;
    }
}

/* Uses up the stack, then speaks: the application's code must find enough of its own. */
__attribute__((noinline)) int speak_deep(int depth) {
    volatile char ballast[64];
    ballast[depth & 63] = (char)depth;
    if (depth == 0)
        return puts("deep");
    return speak_deep(depth - 1) + ballast[depth & 63];
}
