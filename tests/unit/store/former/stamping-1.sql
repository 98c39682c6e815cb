BEGIN TRANSACTION;
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('stamping',1);
CREATE TABLE stamp_wanted (package TEXT NOT NULL PRIMARY KEY, tries INTEGER NOT NULL, due INTEGER NOT NULL,
        error TEXT);
INSERT INTO "stamp_wanted" VALUES('"x"',1,1,'"x"');
COMMIT;
