#include "CHeap.h"

#include <stdlib.h>
#include <sys/resource.h>

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

long all_files_allowed(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    /* By default a process may have 1024, and ask for many more. */
    struct rlimit wanted = {limit.rlim_max, limit.rlim_max};
    if (wanted.rlim_cur == RLIM_INFINITY || wanted.rlim_cur > 65536) wanted.rlim_cur = 65536;
    if (wanted.rlim_cur > limit.rlim_cur && setrlimit(RLIMIT_NOFILE, &wanted) == 0) limit = wanted;
    return limit.rlim_cur > 65536 ? 65536 : (long)limit.rlim_cur;
}
