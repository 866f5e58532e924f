/* expat salts its hash tables with the time. Inside the fence there is no clock, and a salt that an attacker
 * knows costs a scope its deadline at worst. */
#include <time.h>

time_t time(time_t *now) {
  if (now) *now = 0;
  return 0;
}
