CREATE TABLE feeding (
    id INTEGER PRIMARY KEY,
    animal_id INTEGER NOT NULL REFERENCES animal (id) ON DELETE CASCADE,
    food TEXT NOT NULL,
    grams INTEGER NOT NULL CHECK (grams > 0),
    fed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

ALTER TABLE animal ADD COLUMN last_fed_at TEXT;

-- The semicolons between BEGIN and END belong to the trigger.
CREATE TRIGGER animal_was_fed AFTER INSERT ON feeding
BEGIN
    UPDATE animal SET last_fed_at = NEW.fed_at WHERE id = NEW.animal_id;
END;
