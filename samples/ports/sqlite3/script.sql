CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c REAL);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, printf('row %05d', i), i * 0.25 FROM n;
CREATE INDEX tb ON t(b);
SELECT count(*), sum(c), min(b), max(b) FROM t;
BEGIN; DELETE FROM t WHERE a % 3 = 0; SELECT count(*) FROM t; ROLLBACK;
SELECT count(*) FROM t;
PRAGMA journal_mode = WAL;
UPDATE t SET c = c + 1 WHERE a < 100;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA integrity_check;
SELECT date(981173106, 'unixepoch'), strftime('%Y-%j', 981173106, 'unixepoch');
SELECT json_extract('{"a":[1,2,{"b":3}]}', '$.a[2].b'), upper('straße'), hex(x'00ff'), typeof(1e3), 9223372036854775807 + 1;
.mode csv
SELECT * FROM t LIMIT 3;
.schema
SELECT no_such_column FROM t;
VACUUM;
PRAGMA page_count;
