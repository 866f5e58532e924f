/* The class `SoundTouch` as C functions: all that the wrapper needs to know of C++. */
#ifdef __cplusplus
#include "SoundTouch.h"
using Stretch = soundtouch::SoundTouch;
extern "C" {
#else
typedef struct Stretch Stretch;
#endif

Stretch *stretch_new(unsigned rate, unsigned channels, double tempo, double semitones);
void stretch_free(Stretch *self);
void stretch_put(Stretch *self, const float *samples, unsigned frames);
void stretch_flush(Stretch *self);
unsigned stretch_receive(Stretch *self, float *samples, unsigned frames);

#ifdef __cplusplus
}
#endif
