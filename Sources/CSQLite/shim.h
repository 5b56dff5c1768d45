#include <sqlite3.h>

/// What Swift cannot call, because it takes variable arguments: names in double quotes are names only, never text by
/// mistake, and a file from elsewhere may not run functions from its schema nor damage the pages below it.
static inline void csqlite_be_strict(sqlite3 *connection) {
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (void *)0);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (void *)0);
}

/// Keeps no count of the memory in use: the count would cost each allocation of every connection one lock for all. To be
/// called before the first connection is opened; later it does nothing.
static inline int csqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
