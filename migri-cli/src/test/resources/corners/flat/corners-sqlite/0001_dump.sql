PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE animal (id INTEGER PRIMARY KEY, [na;me] TEXT, `o"f` TEXT, "a ""b"";" TEXT);
INSERT INTO animal VALUES(1,'it''s; one','--','/*');
CREATE TABLE log (entry TEXT);
COMMIT;
