CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE animal (id int PRIMARY KEY, name text NOT NULL, mood mood, weight int DEFAULT 0, height int DEFAULT 3);
CREATE TABLE seen (animal int, what text);
INSERT INTO animal SELECT i, 'animal ' || i, 'ok', i FROM generate_series(1, 2000) i;
SELECT set_config('application_name', 'mark 1', false), pg_sleep(0.1);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO seen VALUES (new.id, tg_op || ' ' || new.weight);
    RETURN new;
END
$$;
CREATE TRIGGER animal_note AFTER INSERT OR UPDATE ON animal
    FOR EACH ROW WHEN (new.id > 1990) EXECUTE FUNCTION note();
UPDATE animal SET weight = weight + 1;
CREATE VIEW heavy AS SELECT * FROM animal WHERE weight > 1000;
