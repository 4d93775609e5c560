#include <zstd.h>

/* The number is a macro of casts, which Swift does not import. */
static inline unsigned int railyard_zstd_magic(void) { return ZSTD_MAGICNUMBER; }
