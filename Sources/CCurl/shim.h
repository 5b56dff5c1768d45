#include <curl/curl.h>

/* curl_easy_setopt is variadic, which Swift cannot call: one door for each kind of value. */
static inline CURLcode knot_curl_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode knot_curl_set_text(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode knot_curl_set_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode knot_curl_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }
typedef size_t (*knot_curl_read)(char *, size_t, size_t, void *);
static inline CURLcode knot_curl_set_read(CURL *h, knot_curl_read f) { return curl_easy_setopt(h, CURLOPT_READFUNCTION, f); }
static inline CURLcode knot_curl_response_code(CURL *h, long *v) { return curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, v); }
