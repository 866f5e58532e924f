// What shim.h declares.
#include "shim.h"

extern "C" {

Stretch *stretch_new(unsigned rate, unsigned channels, double tempo, double semitones) {
    auto *self = new Stretch;
    self->setSampleRate(rate);
    self->setChannels(channels);
    self->setTempo(tempo);
    self->setPitchSemiTones(semitones);
    return self;
}

void stretch_free(Stretch *self) { delete self; }

void stretch_put(Stretch *self, const float *samples, unsigned frames) { self->putSamples(samples, frames); }

void stretch_flush(Stretch *self) { self->flush(); }

unsigned stretch_receive(Stretch *self, float *samples, unsigned frames) {
    return self->receiveSamples(samples, frames);
}

}
