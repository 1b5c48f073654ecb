package io.migri.dialect.postgresql.effect;

import java.util.List;

/** Scripts with all that PostgreSQL's scripts are made of. */
final class PostgresqlScripts {
    static final List<String> SOUND = List.of(
            "SELECT 'a;''b' || \"c;\"\"d\" FROM t;\n;;\n  SELECT E'it\\'s;' ; SELECT e'\\\\';SELECT U&'d\\0061t;\\' , U&\"n;\\\", B'1;', x'F;', n';';",
            "SELECT 'back\\'; SELECT 2;",
            "SELECT E'a'\n  -- why; 'not\n 'b\\';c'; SELECT 3",
            "SELECT E'a' 'b\\';",
            "SELECT a$b$c, d$ FROM t; SELECT $$;$$, $x$ ; $$ $y$ ; $x$, $1; SELECT $ü_1$;$ü_1$; SELECT 1$$;$$",
            "SELECT $a$x$a$a$; SELECT $a$ $A$ $a$;",
            "/* a /* nested; */ ; */ SELECT /* b; */ 1 -- c;\n + 2; -- d;\n/* e */",
            "SELECT 1 -- old\r + 2; SELECT 3 +-- plus\n4; SELECT 5 */* times */ 6;",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO u VALUES (1); DELETE FROM v; ); SELECT 1;",
            "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql\nBEGIN ATOMIC\n SELECT CASE WHEN a > 1 THEN 2 ELSE (SELECT CASE 1 WHEN 1 THEN 2 END) END; SELECT 1 AS end; SELECT x.case FROM x; SELECT 2;\nEND;\nSELECT 1;",
            "CREATE PROCEDURE p() BEGIN ATOMIC END; CREATE FUNCTION g() RETURNS int RETURN 1; SELECT begin, atomic;",
            "CREATE FUNCTION \"begin\"(begin int) RETURNS int AS $$ BEGIN; END; $$ LANGUAGE plpgsql; CREATE TABLE begin (atomic int); SELECT 1",
            "CREATE SCHEMA s CREATE TABLE t (id int) CREATE VIEW v AS SELECT 1; SELECT 2;",
            "BEGIN; SELECT 1; COMMIT; SELECT 2",
            "COPY t (a, b) FROM stdin;\n1\t';\n\\\\.\n2\t$$\n\\.\nSELECT 1;\nCOPY u FROM STDIN WITH (FORMAT csv); -- rows\n\\.\n\nSELECT 2;",
            "\\restrict abc;'\nSET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);\n\\unrestrict abc;'\n",
            "SET standard_conforming_strings = off; SELECT 'it\\'s;'; SET standard_conforming_strings TO on; SELECT '\\'; SELECT 4;",
            "SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false); SELECT '\\';' , b'1\\'; RESET standard_conforming_strings; SELECT '\\'",
            "SELECT :'x', :y, ?, {fn now()}, a[1:2], 1.5e3, 0x1F, 1_000;",
            "SELECT 'é🥳;', \"ключ;\" FROM таблица$1; SELECT 'ß';");

    private PostgresqlScripts() {}
}
