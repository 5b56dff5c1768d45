#include "CHeap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void heap_for_pages(void) {
#ifdef __GLIBC__
    /*
     * Each list of a thousand rows takes some buffers of half a megabyte and gives them back. By default glibc returns them to the
     * kernel, which clears every page of them when they are asked for again: a sixth of what such a list costs. So the last few
     * megabytes stay.
     */
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 8 << 20);
    /* A heap for each thread would keep as much again, for each. */
    mallopt(M_ARENA_MAX, 2);
#endif
}
