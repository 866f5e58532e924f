/* The class `SoundTouch` as C functions: all that the wrapper needs to know of C++. */
#ifdef __cplusplus
#include "SoundTouch.h"
using Stretch = soundtouch::SoundTouch;
extern "C" {
#else
#include <stdbool.h>
typedef struct Stretch Stretch;
#endif

/* None when it throws; stretch_failure says what, as after the others that return false. */
Stretch *stretch_new(unsigned rate, unsigned channels, double tempo, double semitones);
const char *stretch_failure(void);
void stretch_free(Stretch *self);
bool stretch_put(Stretch *self, const float *samples, unsigned frames);
bool stretch_flush(Stretch *self);
unsigned stretch_receive(Stretch *self, float *samples, unsigned frames);

#ifdef __cplusplus
}
#endif
