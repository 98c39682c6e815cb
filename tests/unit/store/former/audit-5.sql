BEGIN TRANSACTION;
CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, who TEXT NOT NULL, via TEXT NOT NULL,
        action TEXT NOT NULL, collection TEXT NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, changes TEXT NOT NULL);
INSERT INTO "audit" VALUES(1,1.0,'"x"','"x"','"x"','"x"','"x"','"x"','"x"');
CREATE TABLE audit_state (collection TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "audit_state" VALUES('"x"','"x"');
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('audit',5);
CREATE INDEX audit_by_subject ON audit (collection, subject, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',1);
COMMIT;
