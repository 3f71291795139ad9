/*
 * A device that is a terminal of its own: its path is the first line of standard output, then what
 * is written to the device comes out there, and what comes in on standard input is read from the
 * device. SIGUSR1 stops taking, as a printer without paper does; SIGUSR2 goes on. It vanishes when
 * standard input ends.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t takes = 1;

static void stop_taking(int signal_number) { takes = 0; (void)signal_number; }
static void go_on(int signal_number) { takes = 1; (void)signal_number; }

static void on_signal(int number, void (*handler)(int)) {
  /* Without SA_RESTART: poll comes back and looks again. */
  struct sigaction action = {.sa_handler = handler};
  sigaction(number, &action, NULL);
}

static int carry(int from, int to) {
  char bytes[1024];
  ssize_t count = read(from, bytes, sizeof bytes);
  if (count <= 0) return 0;
  for (ssize_t done = 0; done < count;) {
    ssize_t written = write(to, bytes + done, count - done);
    if (written < 0) return 0;
    done += written;
  }
  return 1;
}

int main(void) {
  int device = posix_openpt(O_RDWR | O_NOCTTY);
  if (device < 0 || grantpt(device) != 0 || unlockpt(device) != 0) return 1;
  /* Kept open, so that the settings stay and nobody's closing looks like a hang-up. */
  int other_end = open(ptsname(device), O_RDWR | O_NOCTTY);
  struct termios settings;
  if (other_end < 0 || tcgetattr(other_end, &settings) != 0) return 1;
  cfmakeraw(&settings);
  tcsetattr(other_end, TCSANOW, &settings);
  on_signal(SIGUSR1, stop_taking);
  on_signal(SIGUSR2, go_on);
  printf("%s\n", ptsname(device));
  fflush(stdout);
  for (;;) {
    struct pollfd ends[2] = {{.fd = 0, .events = POLLIN}, {.fd = takes ? device : -1, .events = POLLIN}};
    if (poll(ends, 2, 100) < 0) continue;
    if (ends[0].revents != 0 && !carry(0, device)) return 0;
    if ((ends[1].revents & POLLIN) != 0 && !carry(device, 1)) return 0;
  }
}
