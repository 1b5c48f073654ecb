package io.migri.dialect.postgresql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.postgresql.language.PostgresqlSplitter;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script's own BEGIN and COMMIT mean where they stand. */
final class PostgresqlBlocksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BEGIN; SELECT 1; COMMIT | BEGINS_BLOCK NONE COMMITS_BLOCK",
                "START TRANSACTION ISOLATION LEVEL SERIALIZABLE; END | BEGINS_BLOCK COMMITS_BLOCK",
                "BEGIN; ABORT WORK; ROLLBACK | BEGINS_BLOCK ROLLS_BACK_BLOCK STRAY",
                "COMMIT; SELECT 1; END; ROLLBACK | STRAY NONE STRAY STRAY",
                "COMMIT AND CHAIN | STRAY",
                "BEGIN; COMMIT AND CHAIN; ROLLBACK AND CHAIN; COMMIT AND NO CHAIN; COMMIT"
                        + " | BEGINS_BLOCK COMMITS_AND_BEGINS_BLOCK ROLLS_BACK_AND_BEGINS_BLOCK COMMITS_BLOCK STRAY",
                "BEGIN; BEGIN; COMMIT; COMMIT | BEGINS_BLOCK REDUNDANT COMMITS_BLOCK STRAY",
                "BEGIN; SAVEPOINT a; ROLLBACK TO a; RELEASE a; COMMIT | BEGINS_BLOCK NONE NONE NONE COMMITS_BLOCK",
                "BEGIN READ ONLY; SELECT 1; COMMIT | BEGINS_READ_ONLY_BLOCK NONE COMMITS_BLOCK",
                "BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY; COMMIT"
                        + " | BEGINS_READ_ONLY_BLOCK NONE COMMITS_BLOCK",
                "BEGIN; SET LOCAL transaction_read_only = on; COMMIT | BEGINS_READ_ONLY_BLOCK NONE COMMITS_BLOCK",
                "BEGIN; SET TRANSACTION READ WRITE; COMMIT | BEGINS_BLOCK NONE COMMITS_BLOCK",
                "SET default_transaction_read_only = on; BEGIN; COMMIT; BEGIN READ WRITE; COMMIT"
                        + " | NONE BEGINS_READ_ONLY_BLOCK COMMITS_BLOCK BEGINS_BLOCK COMMITS_BLOCK",
                "SET a.b = 1; SET default_transaction_read_only = off; SELECT 1 | NONE SESSION_ONLY NONE",
                "SELECT 1; SET default_transaction_read_only = off | NONE NONE",
                "COMMIT PREPARED 'x' | REFUSES_IT",
            })
    void knowsWhatStoodBefore(String script, String effects) throws IOException {
        assertEquals(
                effects, read(script).stream().map(each -> each.effect().name()).collect(Collectors.joining(" ")));
    }

    @Test
    void rowsBehindABeginAreRead() throws IOException {
        List<String> rows = new ArrayList<>();
        try (PostgresqlStatementReader reader = new PostgresqlStatementReader(
                new StringReader("BEGIN;\nCOPY t FROM stdin;\n1\n2\n\\.\nCOMMIT;"), new PostgresqlStrings(true))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                StringBuilder data = new StringBuilder();
                for (int taken = next.data() == null ? -1 : next.data().read();
                        taken >= 0;
                        taken = next.data().read()) {
                    data.append((char) taken);
                }
                rows.add(next.text() + "|" + data);
            }
        }
        assertEquals(List.of("BEGIN|", "COPY t FROM stdin|1\n2\n", "COMMIT|"), rows);
    }

    @Test
    void whatIsSentAsOneMessageIsReadAsTheServerReadsIt() throws IOException {
        try (PostgresqlSplitter splitter = new PostgresqlSplitter(
                new StringReader("SET standard_conforming_strings = off; SELECT 'a\\'; COMMIT; --'"),
                new PostgresqlStrings(true))) {
            List<String> statements = new ArrayList<>();
            for (PostgresqlStatement next = splitter.next(); next != null; next = splitter.next()) {
                statements.add(next.text());
            }
            assertEquals(List.of("SET standard_conforming_strings = off", "SELECT 'a\\'", "COMMIT"), statements);
        }
    }

    private static List<SqlStatement> read(String script) throws IOException {
        try (PostgresqlStatementReader reader =
                new PostgresqlStatementReader(new StringReader(script), new PostgresqlStrings(true))) {
            List<SqlStatement> statements = new ArrayList<>();
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
            return statements;
        }
    }
}
