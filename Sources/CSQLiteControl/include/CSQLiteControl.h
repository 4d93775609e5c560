#ifndef RAILYARD_CSQLITECONTROL_H
#define RAILYARD_CSQLITECONTROL_H

// Variadic C functions do not import into Swift; the settings that Railyard needs have a plain one here.

/// Before the first connection of a process: SQLite keeps no count of the memory that it uses, since it
/// would take one lock of the whole process for every piece. Returns SQLite's result code, which says
/// SQLITE_MISUSE where SQLite was in use already; it then works as well, only slower. Also lets the C library
/// keep some memory that is free, since a merge asks for it again at once.
int railyard_sqlite_begin(void);

/// Prepares a connection: no checkpoint of SQLite's own, neither when it closes nor after a commit,
/// and no tricks that a hostile database file could play on its reader. Returns SQLite's result code.
int railyard_sqlite_prepare(void *connection);

#endif
