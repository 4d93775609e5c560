#include "CSQLiteControl.h"

#include <sqlite3.h>

int railyard_sqlite_begin(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int railyard_sqlite_prepare(void *connection) {
    sqlite3 *db = (sqlite3 *)connection;
    int code = sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
    if (code != SQLITE_OK) return code;
    code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    if (code != SQLITE_OK) return code;
    code = sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    if (code != SQLITE_OK) return code;
    return sqlite3_wal_autocheckpoint(db, 0);
}
