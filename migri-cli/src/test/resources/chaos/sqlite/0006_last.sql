CREATE TABLE ledger (id INTEGER PRIMARY KEY, amount INTEGER);
INSERT INTO ledger VALUES (1, 10), (2, 20);
UPDATE ledger SET amount = amount + 1;
