CREATE TABLE animal (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight INTEGER DEFAULT 0);
CREATE TABLE seen (animal INTEGER, what TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO animal SELECT i, 'animal ' || i, i FROM n;
CREATE TRIGGER animal_note AFTER UPDATE ON animal WHEN new.id > 1990
BEGIN
    INSERT INTO seen VALUES (new.id, 'update ' || new.weight);
END;
UPDATE animal SET weight = weight + 1;
CREATE VIEW heavy AS SELECT * FROM animal WHERE weight > 1000;
CREATE INDEX animal_name ON animal (name);
