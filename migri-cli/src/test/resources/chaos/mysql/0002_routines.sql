DELIMITER //
CREATE TRIGGER animal_note AFTER UPDATE ON animal FOR EACH ROW
BEGIN
    IF new.id > 990 THEN
        INSERT INTO seen VALUES (new.id, concat('update ', new.weight));
    END IF;
END//
CREATE PROCEDURE feed(more int)
BEGIN
    UPDATE animal SET weight = weight + more WHERE id > 990;
END//
CREATE FUNCTION twice(n int) RETURNS int DETERMINISTIC RETURN n * 2//
DELIMITER ;
UPDATE animal SET weight = weight + 1;
DO sleep(0.1) /* mark 3 */;
CREATE VIEW heavy AS SELECT id, twice(weight) AS weight FROM animal WHERE weight > 3;
INSERT INTO seen SELECT id, 'from the view' FROM heavy WHERE id > 995;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2038-01-01 00:00:00' DISABLE DO DELETE FROM seen;
ALTER EVENT nightly COMMENT 'changed';
ALTER VIEW heavy AS SELECT id, weight FROM animal WHERE weight > 4;
ALTER PROCEDURE feed COMMENT 'feeds';
DROP FUNCTION twice;
DO sleep(0.1) /* mark 4 */;
DROP TRIGGER animal_note;
CREATE TRIGGER animal_note BEFORE INSERT ON animal FOR EACH ROW SET new.weight = new.weight + 100;
INSERT INTO animal (id, name) VALUES (2001, 'by trigger');
