#include <stddef.h>
#include <stdint.h>

/* As many of each kind as there are registers for on x86-64; one whole number more; one float more. Each times its place. */
double weigh_twelve(int a, double b, long long c, float d, int e, double f, unsigned g, float h, double i, double j,
                    double k, double l);
double weigh_five_whole(int a, double b, long long c, float d, int e, unsigned f, int g);
float weigh_nine_floats(float a, double b, float c, double d, float e, double f, float g, double h, float i);
long long add_eleven_ints(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k);
long long add_eleven_longs(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k);
long long add_eleven_wide(long long a, long long b, long long c, long long d, long long e, long long f, long long g,
                          long long h, long long i, long long j, long long k);
