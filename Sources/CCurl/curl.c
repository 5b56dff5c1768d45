/*
 * libcurl, loaded when mail first goes to an SMTP server: it brings thirty libraries along, which the commands, and a house
 * whose mail goes to files, do without. See docs/decisions/0009-loaded-when-used.md.
 *
 * Each function that we use stands here under its own name and goes on to the library's.
 */
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#ifdef __APPLE__
static const char *const libraries[] = {"libcurl.4.dylib"};
#else
/* Debian's two, by the library that does their TLS. */
static const char *const libraries[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
#endif

/* Name, result, parameters, arguments. */
#define FUNCTIONS(F) \
    F(curl_global_init, CURLcode, (long flags), (flags)) \
    F(curl_easy_init, CURL *, (void), ()) \
    F(curl_easy_cleanup, void, (CURL * h), (h)) \
    F(curl_easy_reset, void, (CURL * h), (h)) \
    F(curl_easy_perform, CURLcode, (CURL * h), (h)) \
    F(curl_easy_strerror, const char *, (CURLcode code), (code)) \
    F(curl_slist_append, struct curl_slist *, (struct curl_slist * list, const char *text), (list, text)) \
    F(curl_slist_free_all, void, (struct curl_slist * list), (list))

#define POINTER(name, result, parameters, arguments) static result(*library_##name) parameters;
FUNCTIONS(POINTER)
static CURLcode (*set)(CURL *h, CURLoption o, ...);

static bool is_there = false;

static void load(void) {
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof libraries / sizeof *libraries; i++)
        library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    *(void **)&set = dlsym(library, "curl_easy_setopt");
    bool has_all = set != NULL;
#define FIND(name, result, parameters, arguments) \
    *(void **)&library_##name = dlsym(library, #name); \
    has_all = has_all && library_##name != NULL;
    FUNCTIONS(FIND)
    is_there = has_all;
}

bool knot_curl_is_there(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_there;
}

#define FORWARD(name, result, parameters, arguments) \
    result name parameters { return library_##name arguments; }
FUNCTIONS(FORWARD)

CURLcode knot_curl_set_long(CURL *h, CURLoption o, long v) { return set(h, o, v); }
CURLcode knot_curl_set_text(CURL *h, CURLoption o, const char *v) { return set(h, o, v); }
CURLcode knot_curl_set_pointer(CURL *h, CURLoption o, void *v) { return set(h, o, v); }
CURLcode knot_curl_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return set(h, o, v); }
CURLcode knot_curl_set_read(CURL *h, knot_curl_io f) { return set(h, CURLOPT_READFUNCTION, f); }
CURLcode knot_curl_set_write(CURL *h, knot_curl_io f) { return set(h, CURLOPT_WRITEFUNCTION, f); }
CURLcode knot_curl_set_debug(CURL *h, knot_curl_debug f) {
    return set(h, CURLOPT_DEBUGFUNCTION, (curl_debug_callback)f);
}
