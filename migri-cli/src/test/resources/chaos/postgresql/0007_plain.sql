-- migri: no-transaction
CREATE TABLE one (id int PRIMARY KEY); CREATE TABLE two (id int PRIMARY KEY); INSERT INTO one VALUES (1); INSERT INTO two VALUES (2);
UPDATE ledger SET amount = amount + 1; UPDATE ledger SET amount = amount + 1;
ALTER TYPE mood ADD VALUE 'glad';
SELECT set_config('application_name', 'mark 8', false), pg_sleep(0.1);
DROP TABLE one, two;
REINDEX INDEX CONCURRENTLY ledger_amount;
UPDATE ledger SET amount = amount + 1;
