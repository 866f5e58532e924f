/* The service without a fence: one request, read from a file. */
#include "handle.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) return 2;
    long size = ftell(file);
    uint8_t *data = size < 0 ? NULL : malloc((size_t)size + 1);
    rewind(file);
    if (data == NULL || fread(data, 1, (size_t)size, file) != (size_t)size) return 2;
    fclose(file);
    uint32_t first = 0, second = 0;
    int status = handle(data, (size_t)size, &first, &second);
    free(data);
    printf("%d %u %u\n", status, (unsigned)first, (unsigned)second);
    return 0;
}
