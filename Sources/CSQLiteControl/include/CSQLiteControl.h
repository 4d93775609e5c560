#ifndef RAILYARD_CSQLITECONTROL_H
#define RAILYARD_CSQLITECONTROL_H

// Variadic C functions do not import into Swift; each setting that Railyard needs has a plain one here.

/// Keeps SQLite from checkpointing when the last connection closes. Returns SQLite's result code.
int railyard_sqlite_keep_wal_on_close(void *connection);

/// Refuses tricks that a hostile database file could play on its reader. Returns SQLite's result code.
int railyard_sqlite_defend(void *connection);

#endif
