package io.migri.dialect.postgresql.facade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements may insert the rows of many. */
final class PostgresqlPlainInsertTest {

    @Test
    void repeatsTheRow() {
        assertArrayEquals(
                new Object[] {"t", "insert into t (a, b) values ($1, $2), ($3,$4), ($5,$6)"},
                PostgresqlPlainInsert.spread("insert into t (a, b) values ($1, $2)", 3, 2));
    }

    @Test
    void keepsCastsAndNamesAndComments() {
        assertArrayEquals(
                new Object[] {
                    "S.\"a)b\"",
                    "Insert Into S.\"a)b\" /* ; */ values ( $2::text[], $1 :: \"my type\"), ($4::text[],$3::\"my type\")"
                },
                PostgresqlPlainInsert.spread(
                        "Insert Into S.\"a)b\" /* ; */ values ( $2::text[], $1 :: \"my type\") ;", 2, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values ($1) returning a",
                "insert into t values ($1) on conflict do nothing",
                "insert into t values ($1), ($2)",
                "insert into t values ($1 + 1)",
                "insert into t values ('$1')",
                "insert into t values (f($1))",
                "insert into t values ($1); delete from t",
                "insert into t select $1",
                "insert into t default values",
                "insert into t as u values ($1)",
                "insert into t (a[1]) values ($1)",
                "with x as (select 1) insert into t values ($1)",
                "update t set a = $1",
                "insert into t values (",
                "insert",
                ""
            })
    void leavesEverythingElseAlone(String statement) {
        assertNull(PostgresqlPlainInsert.spread(statement, 3, 1));
    }
}
