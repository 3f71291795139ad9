/*
 * Makes every durable write take as long as on the disk of a usual small computer: loaded before libc
 * (LD_PRELOAD), it does the real thing and then waits. Both sides of a measurement get the same.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int after(int result) {
  const char *asked = getenv("SLOW_DISK_MICROSECONDS");
  long microseconds = asked ? atol(asked) : 0;
  struct timespec wait = {microseconds / 1000000, (microseconds % 1000000) * 1000};
  nanosleep(&wait, NULL);
  return result;
}

int fdatasync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  return after(real(file));
}

int fsync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return after(real(file));
}
