package io.migri.dialect.postgresql.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.postgresql.journal.PostgresqlSubject.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlSubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE INDEX CONCURRENTLY i ON t (id)                           | MAKES_INDEX | i        | t",
                "create unique index concurrently if not exists i on only s.t(a) | MAKES_INDEX | i        | s.t",
                "CREATE INDEX CONCURRENTLY \"I \"\"x\" ON \"S\".\"T\" USING gin (a) | MAKES_INDEX | \"I \"\"x\" | \"S\".\"T\"",
                "CREATE INDEX CONCURRENTLY größe ON t$1 (a)                      | MAKES_INDEX | größe    | t$1",
                "CREATE INDEX /* slow */ CONCURRENTLY i ON t (id)                | MAKES_INDEX | i        | t",
                "DROP INDEX CONCURRENTLY s.i                                     | DROPS_INDEX | s.i      | ``",
                "DROP INDEX CONCURRENTLY IF EXISTS \"i\" CASCADE                 | DROPS_INDEX | \"i\"    | ``",
                "REINDEX INDEX CONCURRENTLY s.i                                  | REINDEX     | s.i      | ``",
                "REINDEX (VERBOSE) TABLE CONCURRENTLY t                          | REINDEX     | t        | ``",
                "CREATE DATABASE zoo TEMPLATE template0                          | DATABASE    | zoo      | ``",
                "DROP DATABASE zoo                                               | DATABASE    | zoo      | ``",
                "CREATE INDEX CONCURRENTLY ON s.t (id)                           | MAKES_UNNAMED_INDEX | `` | s.t",
                "CREATE UNIQUE INDEX CONCURRENTLY ON ONLY \"on\"(id)             | MAKES_UNNAMED_INDEX | `` | \"on\"",
                "ALTER TABLE IF EXISTS ONLY s.t DETACH PARTITION \"P\" CONCURRENTLY | DETACHES | \"P\" | s.t",
                "DROP TABLESPACE \"T\"                                           | TABLESPACE  | \"T\"    | ``"
            })
    void namesAreFoundAsTheyAreWritten(String statement, Kind kind, String object, String table) {
        assertEquals(new PostgresqlSubject(kind, object, table), PostgresqlSubject.of(statement));
    }

    @Test
    void commentsAreNoNames() {
        assertEquals(
                new PostgresqlSubject(Kind.MAKES_INDEX, "\"i--\"", "t"),
                PostgresqlSubject.of("CREATE INDEX -- slow\n CONCURRENTLY /* on */ \"i--\" ON /* the */ t/**/(id)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM",
                "VACUUM (FULL) t",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "CLUSTER",
                "REINDEX DATABASE zoo",
                "VACUUM/* all */t"
            })
    void whatDoesNoHarmTwiceIsRepeated(String statement) {
        assertEquals(Kind.HARMLESS, PostgresqlSubject.of(statement).kind());
    }

    /** Of several only some may be dropped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP INDEX CONCURRENTLY i, j",
                "CREATE INDEX i ON t (id)",
                "DO $$ BEGIN COMMIT; END $$",
                "CALL p()",
                "ALTER TABLE t DETACH PARTITION p",
                ""
            })
    void nothingIsKnownOfTheRest(String statement) {
        assertEquals(Kind.UNKNOWN, PostgresqlSubject.of(statement).kind());
    }
}
