#include <stddef.h>
#include <stdint.h>

long long add_eleven_ints(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k);
long long add_eleven_longs(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k);
long long add_eleven_wide(long long a, long long b, long long c, long long d, long long e, long long f, long long g,
                          long long h, long long i, long long j, long long k);
