BEGIN TRANSACTION;
CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "schema_version" VALUES('sightings',5);
CREATE TABLE sighting (
        item_id TEXT NOT NULL PRIMARY KEY, title TEXT, url TEXT, price REAL, price_maximum REAL, currency TEXT,
        seller_id TEXT, seller_name TEXT, kind TEXT NOT NULL, image_key TEXT,
        first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, count INTEGER NOT NULL, category TEXT);
INSERT INTO "sighting" VALUES('"x"','"x"','"x"',1.0,1.0,'"x"','"x"','"x"','"x"','"x"',1,1,1,'"x"');
CREATE INDEX sighting_by_time ON sighting (last_seen, item_id);
CREATE INDEX sighting_by_seller ON sighting (seller_id, last_seen, item_id) WHERE seller_id IS NOT NULL;
CREATE INDEX sighting_by_image ON sighting (image_key) WHERE image_key IS NOT NULL;
COMMIT;
