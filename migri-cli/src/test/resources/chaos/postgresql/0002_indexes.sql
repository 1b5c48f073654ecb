-- Ordinary statements between those that refuse a transaction: a journaled file.
UPDATE animal SET weight = weight + 1 WHERE id > 1990;
CREATE INDEX CONCURRENTLY animal_name ON animal (name);
INSERT INTO animal VALUES (2001, 'after the first index', 'sad', 7);
SELECT set_config('application_name', 'mark 2', false), pg_sleep(0.1);
CREATE UNIQUE INDEX CONCURRENTLY "Animal Unique" ON public.animal (id, name);
UPDATE animal SET weight = weight + 1 WHERE id > 1990;
DROP INDEX CONCURRENTLY animal_name;
CREATE TABLE cage (id int PRIMARY KEY, animal int REFERENCES animal);
INSERT INTO cage SELECT i, i FROM generate_series(1, 500) i;
SELECT set_config('application_name', 'mark 3', false), pg_sleep(0.1);
CREATE INDEX CONCURRENTLY cage_animal ON cage (animal) WHERE animal > 10;
REINDEX INDEX CONCURRENTLY "Animal Unique";
REINDEX TABLE CONCURRENTLY cage;
UPDATE cage SET animal = animal + 1;
