package io.migri.dialect.sqlite.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqliteSubjectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insert or ignore into a values (1)                                 | INSERT  |      | a
            REPLACE INTO main.[a b] VALUES (1)                                 | REPLACE | main | a b
            WITH x AS (SELECT 1), y (z) AS (DELETE) UPDATE OR FAIL "a" SET b=1 | UPDATE  |      | a
            /* x */ DELETE FROM temp . a WHERE 1                               | DELETE  | temp | a
            DROP TABLE IF EXISTS a                                             | DROP    |      | a
            ALTER TABLE `a` RENAME TO b                                        | ALTER   |      | a
            CREATE UNIQUE INDEX IF NOT EXISTS other.b ON a (c)                 | CREATE  |      | a
            CREATE TABLE a (b)                                                 | CREATE  |      |
            REINDEX                                                            | REINDEX |      |
            ANALYZE main.a                                                     | ANALYZE | main | a
            WITH x AS (SELECT 1)                                               |         |      |
            DELETE FROM                                                        | DELETE  |      |
            UPDATE                                                             | UPDATE  |      |
            """)
    void findsTheTable(String statement, String verb, String schema, String name) {
        SqliteSubject subject = SqliteSubject.of(statement);
        assertEquals(verb == null ? "" : verb, subject.verb());
        assertEquals(schema == null ? "" : schema, subject.schema());
        assertEquals(name == null ? "" : name, subject.name());
    }

    @Test
    void findsWordsOutsideOfParenthesesAndQuotes() {
        SqliteSubject subject = SqliteSubject.of("ALTER TABLE a ADD b DEFAULT 'CHECK' NOT NOT NULL AS (c CHECK d)");
        assertTrue(subject.has("NOT", "NULL"));
        assertTrue(subject.has("ADD", "b"));
        assertFalse(subject.has("CHECK"));
        assertFalse(subject.has("ADD", "DEFAULT"));
        assertFalse(subject.has("d"));
    }
}
