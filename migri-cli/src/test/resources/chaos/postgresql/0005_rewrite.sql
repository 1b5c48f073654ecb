DROP VIEW heavy;
INSERT INTO animal SELECT i, repeat('x', 100) || i, 'ok', i FROM generate_series(3000, 15000) i;
ALTER TABLE animal ALTER COLUMN height TYPE bigint USING height * 2;
SELECT set_config('application_name', 'mark 6', false), pg_sleep(0.1);
ALTER TABLE animal ADD COLUMN born date NOT NULL DEFAULT DATE '2001-02-03', ADD CHECK (weight >= 0);
DELETE FROM animal WHERE id BETWEEN 3001 AND 14900;
CREATE PROCEDURE feed(more int) LANGUAGE sql AS 'UPDATE animal SET weight = weight + more WHERE id > 1990';
CALL feed(5);
DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO seen VALUES (i, 'block'); END LOOP; END $$;
