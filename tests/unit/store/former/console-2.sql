BEGIN TRANSACTION;
CREATE TABLE console_link (hash TEXT PRIMARY KEY, page TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
INSERT INTO "console_link" VALUES('"x"','"x"',1.0);
CREATE TABLE console_session (hash TEXT PRIMARY KEY, created REAL NOT NULL, last_used REAL NOT NULL) WITHOUT ROWID;
INSERT INTO "console_session" VALUES('"x"',1.0,1.0);
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('console',2);
COMMIT;
