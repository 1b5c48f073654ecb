-- migri: no-transaction
CREATE TABLE one (id INTEGER PRIMARY KEY); CREATE TABLE two (id INTEGER PRIMARY KEY); INSERT INTO one VALUES (1);
UPDATE animal SET mass = mass + 1; UPDATE animal SET mass = mass + 1;
DROP TABLE one; DROP TABLE two;
UPDATE animal SET mass = mass + 1;
