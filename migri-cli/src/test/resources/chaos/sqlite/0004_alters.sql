ALTER TABLE animal ADD COLUMN note TEXT DEFAULT 'none';
UPDATE animal SET note = note || '!';
WITH RECURSIVE n(i) AS (SELECT 3000 UNION ALL SELECT i + 1 FROM n WHERE i < 15000)
INSERT INTO animal SELECT i, hex(zeroblob(50)) || i, i, '' FROM n;
DROP VIEW heavy;
ALTER TABLE animal RENAME COLUMN weight TO mass;
UPDATE animal SET mass = mass * 2;
DELETE FROM animal WHERE id BETWEEN 3001 AND 14900;
DROP INDEX animal_name;
