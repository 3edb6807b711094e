#include "actors/archive/archive_schema.hpp"

#include <array>

namespace quickbooking {

namespace {

// Instants are milliseconds since 1970, UTC. The snapshot holds the customer's data, so a row is
// dropped when the session and its receipt have expired.
const std::array<const char*, 2> migrations{
    R"sql(
CREATE TABLE sessions (
  customer     TEXT    NOT NULL PRIMARY KEY CHECK (customer <> ''),
  expected     TEXT    NOT NULL,
  owner_epoch  INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  snapshot     TEXT    NOT NULL,
  receipt      TEXT    NOT NULL,
  moves_legacy INTEGER NOT NULL,
  used_at      INTEGER NOT NULL,
  in_store     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_ahead ON sessions (customer) WHERE in_store = 0;
CREATE INDEX sessions_used ON sessions (used_at);

CREATE TABLE handled (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  customer   TEXT    NOT NULL,
  message_id TEXT    NOT NULL,
  handled_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX handled_once ON handled (customer, message_id);
CREATE INDEX handled_when ON handled (handled_at);

CREATE TABLE replies (
  customer TEXT    NOT NULL,
  out_id   TEXT    NOT NULL,
  bytes    TEXT    NOT NULL,
  since    INTEGER NOT NULL,
  PRIMARY KEY (customer, out_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE server (run_id TEXT NOT NULL) STRICT;

CREATE TABLE letters (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  customer   TEXT    NOT NULL,
  message_id TEXT    NOT NULL,
  buried_at  INTEGER NOT NULL,
  tries      INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  message    TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX letters_once ON letters (customer, message_id) WHERE message_id <> '';
)sql",
    // Without rowids inner pages hold whole rows, too, seven each: 100,000 sessions have six levels
    // and 1,830 inner pages instead of three and 37 (https://www.sqlite.org/withoutrowid.html).
    R"sql(
CREATE TABLE sessions_with_rowid (
  customer     TEXT    NOT NULL PRIMARY KEY CHECK (customer <> ''),
  expected     TEXT    NOT NULL,
  owner_epoch  INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  snapshot     TEXT    NOT NULL,
  receipt      TEXT    NOT NULL,
  moves_legacy INTEGER NOT NULL,
  used_at      INTEGER NOT NULL,
  in_store     INTEGER NOT NULL
) STRICT;

INSERT INTO sessions_with_rowid SELECT * FROM sessions; -- the same columns
DROP TABLE sessions;
ALTER TABLE sessions_with_rowid RENAME TO sessions;

CREATE INDEX sessions_ahead ON sessions (customer) WHERE in_store = 0;
CREATE INDEX sessions_used ON sessions (used_at);
)sql"};

} // namespace

/// The id reads "QBKA".
const sqlite_schema archive_schema{"archive", "1363299137", migrations};

} // namespace quickbooking
