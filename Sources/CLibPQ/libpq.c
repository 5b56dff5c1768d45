/*
 * libpq, loaded when somebody first connects to PostgreSQL: it brings two dozen libraries along (TLS, Kerberos, LDAP), which
 * a house on SQLite neither needs in memory nor has to have on the machine. See docs/decisions/0009-loaded-when-used.md.
 */
#include "CLibPQ.h"

#include <CLoaded.h>

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
    F(PQsetnonblocking, int, (PGconn * c, int wanted), (c, wanted)) \
    F(PQsocket, int, (const PGconn *c), (c)) \
    F(PQflush, int, (PGconn * c), (c)) \
    F(PQconsumeInput, int, (PGconn * c), (c)) \
    F(PQisBusy, int, (PGconn * c), (c)) \
    F(PQsendPrepare, int, (PGconn * c, const char *name, const char *query, int count, const Oid *types), \
      (c, name, query, count, types)) \
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

LOADED(FUNCTIONS, knot_libpq_is_there, LIBRARY)
FUNCTIONS(LOADED_FORWARD)
