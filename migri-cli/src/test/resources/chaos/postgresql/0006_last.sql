CREATE TABLE ledger (id int PRIMARY KEY, amount int);
COPY ledger FROM stdin;
1	10
2	20
3	30
\.
UPDATE ledger SET amount = amount + 1;
CREATE INDEX CONCURRENTLY ledger_amount ON ledger (amount);
SELECT set_config('application_name', 'mark 7', false), pg_sleep(0.1);
UPDATE ledger SET amount = amount + 1;
