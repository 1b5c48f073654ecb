/* A comment /* within another; */ goes on; */
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $body$
BEGIN
    -- ';' and $$ are text here
    RETURN n + n;
END;
$body$;
CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT n + n;
    SELECT CASE WHEN n > 0 THEN 3 * n ELSE 0 END;
END;
CREATE TABLE log (entry text);
CREATE VIEW animals AS SELECT * FROM animal;
CREATE RULE logged AS ON INSERT TO animals DO INSTEAD (
    INSERT INTO log VALUES (new.name);
    INSERT INTO animal VALUES (new.id, new.name)
);
INSERT INTO animals VALUES (4, E'back\'slash; \\'), (5, U&'d\0061t\+000061;'), (6, 'a''b;"c');
DO 'BEGIN PERFORM twice(1); END'
