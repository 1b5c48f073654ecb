package io.migri.dialect.sqlite.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.script.TextSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteTextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t /* it's */ values ('secret') AFTER",
                "insert into c values ('', 'secret', \"secret\") AFTER",
                "select 'a''secret' AFTER",
                "update t set a = \"secret\" AFTER",
                "select 'secret",
                "select 1 -- secret\n, 2 AFTER",
                "select x'secret' AFTER",
                "/* secret"
            })
    void showsNothingOfATextOrAComment(String statement) {
        String shown = SqliteTexts.leftOut(statement);
        assertEquals(-1, shown.indexOf("secret"), shown);
        assertEquals(statement.contains("AFTER"), shown.contains("AFTER"), shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA key = 'secret'",
                "ATTACH 'plain' AS a KEY 'secret'",
                "PRAGMA rekey=\"secret\"; select 'plain'",
                "update u set password = 'secret' where name = 'plain'"
            })
    void findsThePasswordsOfAScript(String script) {
        String stored = TextSpan.replaced(script, SqliteTexts.secrets(script), "'***'");
        assertEquals(-1, stored.indexOf("secret"), stored);
        assertEquals(script.contains("plain"), stored.contains("plain"), stored);
    }

    @Test
    void leavesWhatIsNoPassword() {
        for (String script : List.of(
                "create table u (password text default 'x', key text)",
                "insert into i18n values ('password', 'Passwort')",
                "select 1 where key = 'x'")) {
            assertEquals(List.of(), SqliteTexts.secrets(script), script);
        }
    }
}
