#ifndef KNOTWORK_CCURL_H
#define KNOTWORK_CCURL_H

#include <stdbool.h>

/* The functions are ours, not those of a shared library: see CCurl's curl.c. */
#define CURL_STATICLIB
#include <curl/curl.h>

/* Loads libcurl when it is first asked for. Nothing else may be called before this has answered true. */
bool knot_curl_is_there(void);

/* curl_easy_setopt is variadic, which Swift cannot call: one door for each kind of value. */
CURLcode knot_curl_set_long(CURL *h, CURLoption o, long v);
CURLcode knot_curl_set_text(CURL *h, CURLoption o, const char *v);
CURLcode knot_curl_set_pointer(CURL *h, CURLoption o, void *v);
CURLcode knot_curl_set_list(CURL *h, CURLoption o, struct curl_slist *v);

/* What libcurl calls to get bytes to send, and with bytes it received. */
typedef size_t (*knot_curl_io)(char *, size_t, size_t, void *);
CURLcode knot_curl_set_read(CURL *h, knot_curl_io f);
CURLcode knot_curl_set_write(CURL *h, knot_curl_io f);

/* What libcurl tells of the dialogue: the kind is a curl_infotype. */
typedef int (*knot_curl_debug)(CURL *, int, char *, size_t, void *);
CURLcode knot_curl_set_debug(CURL *h, knot_curl_debug f);

#endif
