#ifndef KNOTWORK_CLOADED_H
#define KNOTWORK_CLOADED_H

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A library that is loaded when it is first used: see docs/decisions/0009-loaded-when-used.md.
 *
 * FUNCTIONS(F) lists the functions as F(name, result, parameters, arguments). Each stands here under its own name and goes on to
 * the library's, so that callers see the library's own header. They may be called once IS_THERE() has answered true, which
 * loads the first of LIBRARIES that is on the machine, and is true when it has all of them.
 */
#define LOADED_POINTER(name, result, parameters, arguments) static result(*library_##name) parameters;

#define LOADED_FIND(name, result, parameters, arguments) \
    *(void **)&library_##name = dlsym(library, #name); \
    has_all = has_all && library_##name != NULL;

#define LOADED_FORWARD(name, result, parameters, arguments) \
    result name parameters { return library_##name arguments; }

#define LOADED(FUNCTIONS, IS_THERE, ...) \
    FUNCTIONS(LOADED_POINTER) \
    static bool is_there = false; \
    static void load(void) { \
        static const char *const names[] = {__VA_ARGS__}; \
        void *library = loaded_first(names, sizeof names / sizeof *names); \
        bool has_all = library != NULL; \
        if (!has_all) return; \
        FUNCTIONS(LOADED_FIND) \
        is_there = has_all; \
    } \
    bool IS_THERE(void) { \
        static pthread_once_t once = PTHREAD_ONCE_INIT; \
        pthread_once(&once, load); \
        return is_there; \
    }

/* The first of some libraries that can be loaded; NULL when there is none. */
void *loaded_first(const char *const *names, size_t count);

#endif
