/* expat salts its hash tables with the time, unless it was given a salt, which the wrapper does. */
#include <time.h>

time_t time(time_t *now) {
  if (now) *now = 0;
  return 0;
}
