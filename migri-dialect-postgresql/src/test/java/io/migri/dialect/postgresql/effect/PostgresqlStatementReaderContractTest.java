package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class PostgresqlStatementReaderContractTest extends StatementReaderContract {

    PostgresqlStatementReaderContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }

    @Override
    protected List<String> scripts() {
        return PostgresqlScripts.SOUND;
    }

    @Override
    protected List<UnclosedScript> unclosedScripts() {
        return List.of(
                UnclosedScript.marked("SELECT 1; SELECT ▶$a$ ; $b$ $A$"),
                UnclosedScript.marked("SELECT e▶'a\\'"),
                UnclosedScript.marked("SELECT 1; SELECT u&▶\"a;"),
                UnclosedScript.marked("SELECT ▶/* /* */ ;"),
                UnclosedScript.marked("SELECT 1;\n ▶COPY t (a, b) FROM stdin;\n1\t2\n\\.x\n"),
                UnclosedScript.marked("▶COPY t FROM stdin;"),
                UnclosedScript.marked("▶COPY t FROM stdin"),
                UnclosedScript.marked(
                        "CREATE FUNCTION f() RETURNS int\n▶BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2;"));
    }

    /** Also what pg_dump writes, and the mark after the rows. */
    @Override
    protected String withoutFiller(String between) {
        return super.withoutFiller(between.replaceAll("(?m)^\\\\(restrict .*|unrestrict .*|\\.)$", "")
                .replaceAll("(?s)/\\*(?:(?!/\\*|\\*/).)*/\\*.*?\\*/.*?\\*/", ""));
    }
}
