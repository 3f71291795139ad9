/*
 * Loaded before libc (LD_PRELOAD), it lets the device named BUSY_DEVICE be held by somebody else,
 * as the driver of USB printers does for everyone after the first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static int is_busy(const char *path) {
  const char *busy = getenv("BUSY_DEVICE");
  if (busy == NULL || strcmp(busy, path) != 0) return 0;
  errno = EBUSY;
  return 1;
}

int open(const char *path, int flags, ...) {
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return is_busy(path) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return is_busy(path) ? -1 : real(path, flags, mode);
}
