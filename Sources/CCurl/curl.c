/*
 * libcurl, loaded when mail first goes to an SMTP server: it brings thirty libraries along, which the commands, and a house
 * whose mail goes to files, do without. See docs/decisions/0009-loaded-when-used.md.
 */
#include "CCurl.h"

#include <CLoaded.h>

#ifdef __APPLE__
#define LIBRARIES "libcurl.4.dylib"
#else
/* Debian's two, by the library that does their TLS. */
#define LIBRARIES "libcurl.so.4", "libcurl-gnutls.so.4"
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

/* It takes a value of any kind and is called through the doors below, not under its own name. */
#define WITH_DOORS(F) \
    FUNCTIONS(F) \
    F(curl_easy_setopt, CURLcode, (CURL * h, CURLoption o, ...), ())

LOADED(WITH_DOORS, knot_curl_is_there, LIBRARIES)
FUNCTIONS(LOADED_FORWARD)

CURLcode knot_curl_set_long(CURL *h, CURLoption o, long v) { return library_curl_easy_setopt(h, o, v); }
CURLcode knot_curl_set_text(CURL *h, CURLoption o, const char *v) { return library_curl_easy_setopt(h, o, v); }
CURLcode knot_curl_set_pointer(CURL *h, CURLoption o, void *v) { return library_curl_easy_setopt(h, o, v); }
CURLcode knot_curl_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return library_curl_easy_setopt(h, o, v); }
CURLcode knot_curl_set_read(CURL *h, knot_curl_io f) { return library_curl_easy_setopt(h, CURLOPT_READFUNCTION, f); }
CURLcode knot_curl_set_write(CURL *h, knot_curl_io f) { return library_curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f); }
CURLcode knot_curl_set_debug(CURL *h, knot_curl_debug f) {
    return library_curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, (curl_debug_callback)f);
}
