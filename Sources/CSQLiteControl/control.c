#include "CSQLiteControl.h"

#include <sqlite3.h>
#if defined(__linux__)
#include <malloc.h>
#endif

// A merge takes and lets go tens of megabytes again and again. The C library gives each back at once and asks
// for it anew, 128 KiB at a time, which took a thirtieth of the merge; so it keeps up to 64 MiB that are free,
// and asks for 4 MiB. A threshold that is set no longer follows what a program does, so that of large pieces,
// which are mapped one by one, is set to the most that it would have grown to.
static void keep_free_memory(void) {
#if defined(M_TRIM_THRESHOLD) && defined(M_TOP_PAD) && defined(M_MMAP_THRESHOLD)
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 4 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

int railyard_sqlite_begin(void) {
    keep_free_memory();
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

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
