// What shim.h declares. Nothing that SoundTouch throws gets past it.
#include "shim.h"

#include <cstring>
#include <exception>
#include <memory>

// What was thrown last, in its own words.
static char failure[128];

static void remember(const std::exception &thrown) { std::strncpy(failure, thrown.what(), sizeof failure - 1); }

extern "C" {

Stretch *stretch_new(unsigned rate, unsigned channels, double tempo, double semitones) try {
    auto self = std::make_unique<Stretch>();
    self->setSampleRate(rate);
    self->setChannels(channels);
    self->setTempo(tempo);
    self->setPitchSemiTones(semitones);
    return self.release();
} catch (const std::exception &thrown) {
    remember(thrown);
    return nullptr;
}

const char *stretch_failure(void) { return failure; }

void stretch_free(Stretch *self) { delete self; }

bool stretch_put(Stretch *self, const float *samples, unsigned frames) try {
    self->putSamples(samples, frames);
    return true;
} catch (const std::exception &thrown) {
    remember(thrown);
    return false;
}

bool stretch_flush(Stretch *self) try {
    self->flush();
    return true;
} catch (const std::exception &thrown) {
    remember(thrown);
    return false;
}

unsigned stretch_receive(Stretch *self, float *samples, unsigned frames) {
    return self->receiveSamples(samples, frames);
}

}
