BEGIN TRANSACTION;
CREATE TABLE package (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, grade TEXT NOT NULL, title TEXT NOT NULL,
        url TEXT, sealed TEXT NOT NULL, seal TEXT NOT NULL, bytes INTEGER NOT NULL, page_kind TEXT, item_id TEXT,
        seller_id TEXT, risk INTEGER, missing INTEGER NOT NULL, parent TEXT, picture TEXT);
INSERT INTO "package" VALUES('"x"','"x"','"x"','"x"','"x"','"x"','"x"',1,'"x"','"x"','"x"',1,1,'"x"','"x"');
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('evidence',1);
COMMIT;
