-- Who lives in the zoo, and where.
CREATE TABLE exhibit (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    opened_on TEXT
);

CREATE TABLE animal (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    species TEXT NOT NULL,
    exhibit_id INTEGER NOT NULL REFERENCES exhibit (id)
);

CREATE INDEX animal_by_exhibit ON animal (exhibit_id);
