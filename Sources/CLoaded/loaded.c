#include "CLoaded.h"

void *loaded_first(const char *const *names, size_t count) {
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < count; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}
