#ifndef RAILYARD_CSQLITECONTROL_H
#define RAILYARD_CSQLITECONTROL_H

// Variadic C functions do not import into Swift; the settings that Railyard needs have a plain one here.

/// Prepares a connection: no checkpoint of SQLite's own, neither when it closes nor after a commit,
/// and no tricks that a hostile database file could play on its reader. Returns SQLite's result code.
int railyard_sqlite_prepare(void *connection);

#endif
