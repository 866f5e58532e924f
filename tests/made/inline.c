/* Functions that the headers define. */
#include "tally.h"
extern __typeof__(tally_is_letter) ringfence_inline_tally_is_letter __attribute__((alias("tally_is_letter")));
