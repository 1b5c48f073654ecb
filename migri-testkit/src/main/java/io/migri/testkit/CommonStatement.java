package io.migri.testkit;

import java.util.List;
import java.util.stream.Stream;

/**
 * A statement that many databases understand, and what has to be there before it.
 *
 * @param before executed in front of it, in the same script
 */
record CommonStatement(List<String> before, String statement) {
    private static final String TABLE = "CREATE TABLE common (a integer)";
    private static final String INDEX = "CREATE INDEX common_a ON common (a)";
    private static final String VIEW = "CREATE VIEW common_view AS SELECT a FROM common";

    /** What the statements may have made. Each may be refused. */
    static final List<String> CLEANING = List.of(
            "DROP VIEW common_view",
            "DROP TABLE common_copy",
            "DROP TABLE common_other",
            "DROP TABLE common_temporary",
            "DROP TABLE common",
            "DROP SEQUENCE common_sequence");

    /** Definitions and changes of data, in the spellings of several databases. */
    static final List<CommonStatement> ALL = List.of(
            of(TABLE),
            of("CREATE TABLE common_copy AS SELECT a FROM common", TABLE),
            of(INDEX, TABLE),
            of("CREATE UNIQUE INDEX common_a ON common (a)", TABLE),
            of(VIEW, TABLE),
            of("CREATE SEQUENCE common_sequence"),
            of("ALTER TABLE common ADD COLUMN b integer", TABLE),
            of("ALTER TABLE common DROP COLUMN b", "CREATE TABLE common (a integer, b integer)"),
            of("ALTER TABLE common RENAME TO common_other", TABLE),
            of("RENAME TABLE common TO common_other", TABLE),
            of("DROP VIEW common_view", TABLE, VIEW),
            of("DROP INDEX common_a", TABLE, INDEX),
            of("DROP INDEX common_a ON common", TABLE, INDEX),
            of("DROP SEQUENCE common_sequence", "CREATE SEQUENCE common_sequence"),
            of("DROP TABLE common", TABLE),
            of("DROP TABLE IF EXISTS common_other"),
            of("TRUNCATE TABLE common", TABLE),
            of("COMMENT ON TABLE common IS 'x'", TABLE),
            of("ANALYZE common", TABLE),
            of("ANALYZE TABLE common", TABLE),
            of("OPTIMIZE TABLE common", TABLE),
            of("VACUUM"),
            of("CREATE TEMPORARY TABLE common_temporary (a integer)"),
            of("INSERT INTO common VALUES (1)", TABLE),
            of("INSERT INTO common SELECT 2", TABLE),
            of("UPDATE common SET a = a + 1", TABLE),
            of("DELETE FROM common", TABLE),
            of("SELECT a FROM common", TABLE),
            of("WITH one AS (SELECT 1 AS a) SELECT a FROM one"));

    CommonStatement {
        before = List.copyOf(before);
    }

    /** The statement behind what has to be there. */
    String script() {
        return String.join(
                ";\n", Stream.concat(before.stream(), Stream.of(statement)).toList());
    }

    private static CommonStatement of(String statement, String... before) {
        return new CommonStatement(List.of(before), statement);
    }
}
