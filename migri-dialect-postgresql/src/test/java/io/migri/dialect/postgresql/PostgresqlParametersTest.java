package io.migri.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Where parameters are, and where they only seem to be. */
final class PostgresqlParametersTest {

    @Test
    void findsTheHighest() {
        assertEquals(0, PostgresqlParameters.highest("select 1"));
        assertEquals(12, PostgresqlParameters.highest("select $1, $12::int,$3"));
        assertEquals(2, PostgresqlParameters.highest("select ($2)"));
    }

    @Test
    void passesOverQuotesAndComments() {
        assertEquals(
                1,
                PostgresqlParameters.highest("select '$2', \"$3\", $$ $4 $$, $a$ $5 $a$ /* $6 /* $7 */ */, $1 -- $8"));
        assertEquals(1, PostgresqlParameters.highest("select E'\\'$2', a$3, U&'$4', 1$1"));
    }

    @Test
    void leavesWhatIsUnfinishedToTheServer() {
        assertEquals(0, PostgresqlParameters.highest("select 'a $1"));
    }
}
