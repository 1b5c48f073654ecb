package io.migri.dialect.postgresql.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlPlainFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX CONCURRENTLY i ON t (a)|CREATE INDEX i ON t (a)|t",
                "create unique index concurrently if not exists i on only s.t (a)|create unique index if not exists i on only s.t (a)|s.t",
                "CREATE INDEX CONCURRENTLY ON t USING gin (a)|CREATE INDEX ON t USING gin (a)|t",
                "DROP INDEX CONCURRENTLY IF EXISTS s . i RESTRICT|DROP INDEX IF EXISTS s . i RESTRICT|s.i",
                "REINDEX INDEX CONCURRENTLY i|REINDEX INDEX i|i",
                "REINDEX (CONCURRENTLY) TABLE t|REINDEX TABLE t|t",
                "REINDEX (VERBOSE, CONCURRENTLY true) TABLE t|REINDEX (VERBOSE ) TABLE t|t",
                "REINDEX (CONCURRENTLY on, VERBOSE, TABLESPACE x) TABLE t|REINDEX ( VERBOSE, TABLESPACE x) TABLE t|t",
                "ALTER TABLE IF EXISTS ONLY s.t DETACH PARTITION p CONCURRENTLY|ALTER TABLE IF EXISTS ONLY s.t DETACH PARTITION p|s.t"
            })
    void leavesOutTheWord(String statement, String plain, String relation) {
        PostgresqlPlainForm form = PostgresqlPlainForm.of(statement).orElseThrow();
        assertEquals(statement.length(), form.text().length());
        assertEquals(plain, form.text().replaceAll(" +", " ").strip());
        assertEquals(relation, form.relation());
    }

    @Test
    void leavesTheWordWhereItIsAName() {
        assertEquals(
                "CREATE /* CONCURRENTLY */ INDEX              \"CONCURRENTLY\" ON \"a \"\"b\" (x) WHERE x <> 'CONCURRENTLY'",
                PostgresqlPlainForm.of(
                                "CREATE /* CONCURRENTLY */ INDEX CONCURRENTLY \"CONCURRENTLY\" ON \"a \"\"b\" (x) WHERE x <> 'CONCURRENTLY'")
                        .orElseThrow()
                        .text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON t (a)",
                "CREATE TABLE concurrently (a int)",
                "DROP INDEX CONCURRENTLY i, j",
                "DROP INDEX CONCURRENTLY i CASCADE",
                "DROP INDEX i",
                "REINDEX TABLE t",
                "REINDEX (VERBOSE) TABLE t",
                "REINDEX SCHEMA CONCURRENTLY s",
                "REINDEX DATABASE d",
                "REINDEX (",
                "ALTER TABLE t DETACH PARTITION p",
                "ALTER TABLE t DETACH PARTITION p FINALIZE",
                "ALTER TABLE t ADD COLUMN a int",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
                "VACUUM t",
                "CREATE DATABASE d",
                "ALTER SYSTEM SET a = 'CONCURRENTLY'"
            })
    void knowsWhatHasNone(String statement) {
        assertEquals(Optional.empty(), PostgresqlPlainForm.of(statement).map(PostgresqlPlainForm::text));
    }
}
