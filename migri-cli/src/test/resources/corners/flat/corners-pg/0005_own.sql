BEGIN;
LOCK TABLE animal;
UPDATE animal SET name = 'own' WHERE id = 1;
COMMIT;
