BEGIN TRANSACTION;
CREATE TABLE picture (
        key TEXT NOT NULL PRIMARY KEY, sha256 TEXT, refused TEXT, seen INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "picture" VALUES('"x"','"x"','"x"',1);
CREATE TABLE picture_shown (
        key TEXT NOT NULL, item_id TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (key, item_id)) WITHOUT ROWID;
INSERT INTO "picture_shown" VALUES('"x"','"x"','"x"');
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('pictures',3);
CREATE INDEX picture_shown_by_item ON picture_shown (item_id);
COMMIT;
