/* Exceptions and jumps in one C++ library. */
#ifndef THROWS_JUMPS_H
#define THROWS_JUMPS_H

#ifdef __cplusplus
extern "C" {
#endif

/* Throws below a setjmp, then jumps below a try: each lands where it should. Gives 10 * value + 1, and value / 2 when
 * a handler took what was not its own. */
int mixed_each_to_its_own(int value);
/* Throws, and jumps out of the handler. Gives the value. */
int mixed_jump_from_handler(int value);
/* A jump passes a frame with a destructor. Gives how often that ran. */
int mixed_jump_past_destructor(void);
/* A jump out of a function that says that nothing leaves it. */
int mixed_jump_out_of_noexcept(void);

#ifdef __cplusplus
}
#endif
#endif
