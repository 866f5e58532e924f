// The class `SoundTouch` as C functions: all that the wrapper needs to know of C++.
#include "SoundTouch.h"

using soundtouch::SoundTouch;

extern "C" {

SoundTouch *stretch_new(unsigned rate, unsigned channels, double tempo, double semitones) {
    auto *self = new SoundTouch;
    self->setSampleRate(rate);
    self->setChannels(channels);
    self->setTempo(tempo);
    self->setPitchSemiTones(semitones);
    return self;
}

void stretch_free(SoundTouch *self) { delete self; }

void stretch_put(SoundTouch *self, const float *samples, unsigned frames) { self->putSamples(samples, frames); }

void stretch_flush(SoundTouch *self) { self->flush(); }

unsigned stretch_receive(SoundTouch *self, float *samples, unsigned frames) {
    return self->receiveSamples(samples, frames);
}

}
