BEGIN TRANSACTION;
CREATE TABLE package (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, grade TEXT NOT NULL, title TEXT NOT NULL,
        url TEXT, sealed TEXT NOT NULL, seal TEXT NOT NULL, bytes INTEGER NOT NULL, page_kind TEXT, item_id TEXT,
        seller_id TEXT, risk INTEGER, missing INTEGER NOT NULL, parent TEXT, picture TEXT, listed INTEGER);
INSERT INTO "package" VALUES('"x"','"x"','"x"','"x"','"x"','"x"','"x"',1,'"x"','"x"','"x"',1,1,'"x"','"x"',1);
CREATE TABLE package_item (item_id TEXT NOT NULL, package TEXT NOT NULL, PRIMARY KEY (item_id, package))
        WITHOUT ROWID;
INSERT INTO "package_item" VALUES('"x"','"x"');
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('evidence',4);
CREATE INDEX package_by_item ON package (item_id);
COMMIT;
