#ifndef KNOTWORK_CLIBPQ_H
#define KNOTWORK_CLIBPQ_H

#include <stdbool.h>

/* Debian keeps the header in a folder of its own; others do not. */
#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif

/* Loads libpq when it is first asked for. Nothing else may be called before this has answered true. */
bool knot_libpq_is_there(void);

#endif
