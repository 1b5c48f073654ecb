package io.migri.dialect.sqlite.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqliteActionTest {

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
        SqliteAction action = SqliteAction.of(statement);
        assertEquals(verb == null ? "" : verb, action.verb());
        assertEquals(schema == null ? "" : schema, action.schema());
        assertEquals(name == null ? "" : name, action.name());
    }

    @Test
    void findsWordsOutsideOfParenthesesAndQuotes() {
        SqliteAction action = SqliteAction.of("ALTER TABLE a ADD b DEFAULT 'CHECK' NOT NOT NULL AS (c CHECK d)");
        assertTrue(action.has("NOT", "NULL"));
        assertTrue(action.has("ADD", "b"));
        assertFalse(action.has("CHECK"));
        assertFalse(action.has("ADD", "DEFAULT"));
        assertFalse(action.has("d"));
    }
}
