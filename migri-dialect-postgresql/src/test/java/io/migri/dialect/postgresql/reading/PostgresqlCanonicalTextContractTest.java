package io.migri.dialect.postgresql.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresqlCanonicalTextContractTest extends CanonicalTextContract {

    PostgresqlCanonicalTextContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }

    @Override
    protected List<String> statements() {
        return List.of(
                "CREATE·TABLE·public·.·Animal·(·id·int·PRIMARY·KEY·,·\"Name\"·text·DEFAULT·E'it\\'s'·||·'a''b'·)",
                "SELECT·1.5e-3·,·.5·,·a·::·int·,·x·@>·y·,·$1·,·-·1·<=·2·FROM·t·WHERE·a·=·-·1",
                "CREATE·FUNCTION·f·(·)·RETURNS·int·LANGUAGE·sql·AS·$Body$ SELECT 1; -- one\n$Body$",
                "SELECT·U&'d!0061'·UESCAPE·'!'·,·X'1F'·,·ARRAY·[·1·:·2·]");
    }

    @Override
    protected boolean isTakenApartOnce(String script) {
        return true;
    }

    @Override
    protected List<List<String>> different() {
        return List.of(
                List.of("SELECT 1 - -1", "SELECT 1 --1"),
                List.of("SELECT a @ > b", "SELECT a @> b"),
                List.of("SELECT 'a'\n'b'", "SELECT 'a' 'b'"),
                List.of("SELECT $a$ x $a$", "SELECT $a$ x  $a$"),
                List.of("SELECT $a$ -- b\n$a$", "SELECT $a$ -- c\n$a$"),
                List.of("SELECT E'\\n'", "SELECT '\\n'"));
    }

    @Test
    void aStringMayGoOnOnAnyLaterLine() {
        for (String prefix : List.of("", "E", "B")) {
            assertEquals(canonical("SELECT " + prefix + "'1'\n'0'"), canonical("select " + prefix + "'1' \r\n\n  '0'"));
            assertNotEquals(canonical("SELECT " + prefix + "'1'\n'0'"), canonical("SELECT " + prefix + "'1'\n'1'"));
        }
    }

    @Test
    void readsOperatorsAsTheServerDoes() {
        assertEquals(canonical("UPDATE t SET a=-1"), canonical("UPDATE t SET a = -1"));
        assertNotEquals(canonical("SELECT a @- 1"), canonical("SELECT a @ -1"));
    }

    private static String canonical(String statement) {
        return PostgresqlCanonicalText.of(statement, new PostgresqlStrings(true));
    }
}
