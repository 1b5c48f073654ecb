CREATE INDEX CONCURRENTLY animal_name ON animal (name);
CREATE TYPE mood AS ENUM ('sad');
ALTER TYPE mood ADD VALUE 'happy';
CREATE TABLE day (mood mood);
INSERT INTO day VALUES ('happy');
