UPDATE animal SET weight = weight + 1;
VACUUM;
INSERT INTO animal VALUES (2001, 'after the vacuum', 1);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n;
UPDATE animal SET weight = weight + 1;
VACUUM;
UPDATE animal SET weight = weight + 1 WHERE id > 1990;
