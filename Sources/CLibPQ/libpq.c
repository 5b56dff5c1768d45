/*
 * libpq, loaded when somebody first connects to PostgreSQL: it brings two dozen libraries along (TLS, Kerberos, LDAP), which
 * a house on SQLite neither needs in memory nor has to have on the machine. See docs/decisions/0009-loaded-when-used.md.
 *
 * Each function that we use stands here under its own name and goes on to the library's, so that callers see libpq's header.
 */
#include "CLibPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#ifdef __APPLE__
#define LIBRARY "libpq.5.dylib"
#else
#define LIBRARY "libpq.so.5"
#endif

/* Name, result, parameters, arguments. */
#define FUNCTIONS(F) \
    F(PQconnectdbParams, PGconn *, (const char *const *keys, const char *const *values, int expand), (keys, values, expand)) \
    F(PQfinish, void, (PGconn * c), (c)) \
    F(PQstatus, ConnStatusType, (const PGconn *c), (c)) \
    F(PQtransactionStatus, PGTransactionStatusType, (const PGconn *c), (c)) \
    F(PQerrorMessage, char *, (const PGconn *c), (c)) \
    F(PQsetNoticeProcessor, PQnoticeProcessor, (PGconn * c, PQnoticeProcessor f, void *place), (c, f, place)) \
    F(PQexec, PGresult *, (PGconn * c, const char *query), (c, query)) \
    F(PQprepare, PGresult *, (PGconn * c, const char *name, const char *query, int count, const Oid *types), \
      (c, name, query, count, types)) \
    F(PQexecPrepared, PGresult *, (PGconn * c, const char *name, int count, const char *const *values, \
      const int *lengths, const int *formats, int format), (c, name, count, values, lengths, formats, format)) \
    F(PQsendQuery, int, (PGconn * c, const char *query), (c, query)) \
    F(PQenterPipelineMode, int, (PGconn * c), (c)) \
    F(PQexitPipelineMode, int, (PGconn * c), (c)) \
    F(PQpipelineSync, int, (PGconn * c), (c)) \
    F(PQsendQueryParams, int, (PGconn * c, const char *query, int count, const Oid *types, const char *const *values, \
      const int *lengths, const int *formats, int format), (c, query, count, types, values, lengths, formats, format)) \
    F(PQsendQueryPrepared, int, (PGconn * c, const char *name, int count, const char *const *values, \
      const int *lengths, const int *formats, int format), (c, name, count, values, lengths, formats, format)) \
    F(PQgetResult, PGresult *, (PGconn * c), (c)) \
    F(PQresultStatus, ExecStatusType, (const PGresult *r), (r)) \
    F(PQresultErrorField, char *, (const PGresult *r, int field), (r, field)) \
    F(PQntuples, int, (const PGresult *r), (r)) \
    F(PQnfields, int, (const PGresult *r), (r)) \
    F(PQfname, char *, (const PGresult *r, int column), (r, column)) \
    F(PQftype, Oid, (const PGresult *r, int column), (r, column)) \
    F(PQgetisnull, int, (const PGresult *r, int row, int column), (r, row, column)) \
    F(PQgetlength, int, (const PGresult *r, int row, int column), (r, row, column)) \
    F(PQgetvalue, char *, (const PGresult *r, int row, int column), (r, row, column)) \
    F(PQcmdStatus, char *, (PGresult * r), (r)) \
    F(PQcmdTuples, char *, (PGresult * r), (r)) \
    F(PQclear, void, (PGresult * r), (r))

#define POINTER(name, result, parameters, arguments) static result(*library_##name) parameters;
FUNCTIONS(POINTER)

static bool is_there = false;

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    bool has_all = true;
#define FIND(name, result, parameters, arguments) \
    *(void **)&library_##name = dlsym(library, #name); \
    has_all = has_all && library_##name != NULL;
    FUNCTIONS(FIND)
    is_there = has_all;
}

bool knot_libpq_is_there(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_there;
}

#define FORWARD(name, result, parameters, arguments) \
    result name parameters { return library_##name arguments; }
FUNCTIONS(FORWARD)
