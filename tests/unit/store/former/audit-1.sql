BEGIN TRANSACTION;
CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, who TEXT NOT NULL, via TEXT NOT NULL,
        action TEXT NOT NULL, collection TEXT NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, changes TEXT NOT NULL);
INSERT INTO "audit" VALUES(1,1.0,'"x"','"x"','"x"','"x"','"x"','"x"','"x"');
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('audit',1);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',1);
COMMIT;
