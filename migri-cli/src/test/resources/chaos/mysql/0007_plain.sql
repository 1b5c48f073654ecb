-- migri: no-transaction
CREATE TABLE one (id int PRIMARY KEY); CREATE TABLE two (id int PRIMARY KEY); INSERT INTO one VALUES (1); INSERT INTO two VALUES (2);
DO sleep(0.1) /* mark 10 */;
UPDATE animal SET weight = weight + 1; UPDATE animal SET weight = weight + 1;
DROP TABLE one, two /* happened: SELECT count(*) = 0 FROM information_schema.tables
    WHERE table_schema = database() AND table_name IN ('one', 'two') */;
UPDATE animal SET weight = weight + 1;
