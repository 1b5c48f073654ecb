package io.migri.dialect.postgresql.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.script.TextSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlTextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t /* it's */ values ('secret') AFTER",
                "insert into c values ('', 'secret') AFTER",
                "select E'a\\'secret' AFTER",
                "select 'a\\', 'secret', 'b'",
                "select U&'secret' AFTER, $1",
                "do $x$ secret $x$ AFTER",
                "do $$ 'a' secret $$ AFTER",
                "select 'a''secret' AFTER",
                "select 'secret",
                "do $a$ secret",
                "/* secret",
                "select 1 -- secret\n, 2 AFTER",
                "select 'a'\n'secret' AFTER",
                "select n'secret', x'secret', b'' AFTER"
            })
    void showsNothingOfATextOrAComment(String statement) {
        String shown = PostgresqlRedaction.of(statement);
        assertEquals(-1, shown.indexOf("secret"), shown);
        assertEquals(statement.contains("AFTER"), shown.contains("AFTER"), shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER a PASSWORD 'secret' VALID UNTIL 'plain'",
                "alter role a with encrypted password E'sec\\'secret' ; select 'plain'",
                "CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'plain', password 'secret')",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=secret' PUBLICATION p",
                "select dblink_connect('host=h password=secret')",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''secret'''; END $$; select 'plain'",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ' || quote_literal('secret'); END $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $b$ ALTER ROLE a PASSWORD 'secret' $b$",
                "ALTER SYSTEM SET primary_conninfo = 'host=h password=secret'",
                "ALTER DATABASE d SET \"app.jwt_SECRET\" TO 'secret'",
                "select 'plain'; update u set password = crypt('secret', gen_salt('plain'))",
                "ALTER USER a PASSWORD /* x */ $x$secret$x$"
            })
    void findsThePasswordsOfAScript(String script) {
        String stored = TextSpan.replaced(script, PostgresqlTexts.secrets(script), "'***'");
        assertEquals(-1, stored.indexOf("secret"), stored);
        assertEquals(script.contains("plain"), stored.contains("plain"), stored);
    }

    @Test
    void leavesWhatIsNoPassword() {
        for (String script : List.of(
                "create table u (password text default 'x', a text)",
                "insert into i18n values ('password', 'Passwort')",
                "comment on column u.name is 'x'",
                "create user a connection limit 5 valid until 'x'",
                "select 'key' from connection where a = 'x'")) {
            assertEquals(List.of(), PostgresqlTexts.secrets(script), script);
        }
    }
}
