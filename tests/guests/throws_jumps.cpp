#include "throws_jumps.h"

#include <csetjmp>
#include <stdexcept>
#include <string>

namespace {

jmp_buf place;
int destroyed;

struct Guard {
    ~Guard() { destroyed++; }
};

[[gnu::noinline]] void fail(int value, bool jumps) {
    if (jumps) longjmp(place, value);
    throw std::runtime_error(std::to_string(value));
}

[[gnu::noinline]] int guarded(int value, bool jumps) {
    Guard guard;
    fail(value, jumps);
    return destroyed;
}

} // namespace

int mixed_each_to_its_own(int value) {
    int thrown = 0;
    if (setjmp(place)) return value / 2;
    try {
        fail(value, false);
    } catch (const std::exception &error) {
        thrown = std::stoi(error.what());
    }
    volatile int kept = thrown;
    int jumped = setjmp(place);
    if (jumped) return kept * 10 + jumped;
    try {
        fail(1, true);
    } catch (...) {
        return value / 2;
    }
    return 0;
}

int mixed_jump_from_handler(int value) {
    int jumped = setjmp(place);
    if (jumped) return jumped;
    try {
        fail(value, false);
    } catch (const std::exception &error) {
        longjmp(place, std::stoi(error.what()));
    }
    return 0;
}

int mixed_jump_out_of_noexcept(void) {
    if (setjmp(place)) return 1;
    []() noexcept { fail(1, true); }();
    return 0;
}

int mixed_jump_past_destructor(void) {
    destroyed = 0;
    if (setjmp(place)) return destroyed;
    return guarded(1, true) + 100;
}
