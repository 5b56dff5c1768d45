#include <curl/curl.h>

/* curl_easy_setopt is variadic, which Swift cannot call: one door for each kind of value. */
static inline CURLcode knot_curl_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode knot_curl_set_text(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode knot_curl_set_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode knot_curl_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }

/* What libcurl calls to get bytes to send, and with bytes it received. */
typedef size_t (*knot_curl_io)(char *, size_t, size_t, void *);
static inline CURLcode knot_curl_set_read(CURL *h, knot_curl_io f) { return curl_easy_setopt(h, CURLOPT_READFUNCTION, f); }
static inline CURLcode knot_curl_set_write(CURL *h, knot_curl_io f) { return curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f); }

/* What libcurl tells of the dialogue: the kind is a curl_infotype. */
typedef int (*knot_curl_debug)(CURL *, int, char *, size_t, void *);
static inline CURLcode knot_curl_set_debug(CURL *h, knot_curl_debug f) {
    return curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, (curl_debug_callback)f);
}
