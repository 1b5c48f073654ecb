INSERT INTO seen VALUES (1, 'rows');
UPDATE animal SET weight = weight + 1;
CALL feed(3);
DO sleep(0.1) /* mark 7 */;
DELETE FROM animal WHERE id BETWEEN 100 AND 200;
INSERT INTO animal (id, name) SELECT id, name FROM (SELECT id + 5000 AS id, name FROM animal WHERE id < 20) more;
