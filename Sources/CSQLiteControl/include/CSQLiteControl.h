#ifndef SAMBAND_CSQLITECONTROL_H
#define SAMBAND_CSQLITECONTROL_H

#include <sqlite3.h>

/// sqlite3_db_config is variadic, which Swift cannot call. These are the switches Samband needs.
/// Both return an SQLite result code.
int samband_enable_triggers(sqlite3 *connection, int enabled);
int samband_disable_double_quoted_strings(sqlite3 *connection);

#endif
