/* What SQLite calls its operating system. Here there are no files, no time and no chance: databases are in memory,
 * `'now'` is null, and `random()` gives the same numbers every time. */
#include <string.h>

#include "sqlite3.h"

static int no_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out) {
  file->pMethods = 0;
  return SQLITE_CANTOPEN;
}

static int no_delete(sqlite3_vfs *vfs, const char *name, int sync) { return SQLITE_IOERR_DELETE; }

static int no_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  *result = 0;
  return SQLITE_OK;
}

static int same_name(sqlite3_vfs *vfs, const char *name, int room, char *out) {
  size_t length = strlen(name);
  if (length >= (size_t)room) return SQLITE_CANTOPEN;
  memcpy(out, name, length + 1);
  return SQLITE_OK;
}

static int no_chance(sqlite3_vfs *vfs, int length, char *out) {
  memset(out, 0, length);
  return length;
}

static int no_sleep(sqlite3_vfs *vfs, int microseconds) { return 0; }

static int no_time(sqlite3_vfs *vfs, double *now) { return SQLITE_ERROR; }

static int no_error(sqlite3_vfs *vfs, int room, char *out) { return 0; }

int sqlite3_os_init(void) {
  static sqlite3_vfs vfs = {
      .iVersion = 1,
      .szOsFile = sizeof(sqlite3_file),
      .mxPathname = 256,
      .zName = "none",
      .xOpen = no_file,
      .xDelete = no_delete,
      .xAccess = no_access,
      .xFullPathname = same_name,
      .xRandomness = no_chance,
      .xSleep = no_sleep,
      .xCurrentTime = no_time,
      .xGetLastError = no_error,
  };
  return sqlite3_vfs_register(&vfs, 1);
}

int sqlite3_os_end(void) { return SQLITE_OK; }
