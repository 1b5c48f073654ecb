package io.migri.dialect.postgresql.facade;

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
    void findsNoneWhereTheServerTakesNone() {
        for (String statement : new String[] {
            "create view v as select $1::int",
            "/* a */ create function f() returns int language sql return $1",
            "alter table t alter a set default $1",
            "create role r password $1",
            "create table t (a int default $1)"
        }) {
            assertEquals(0, PostgresqlParameters.highest(statement), statement);
        }
    }

    @Test
    void findsThemWhereverTheServerDoes() {
        for (String statement : new String[] {
            "; -- a\n with a as (select $1) select * from a",
            "(select $1)",
            "create temp table t as select $1::int",
            "create table t(a) as values ($1)",
            "explain select $1",
            "merge into t using u on t.a = $1 when matched then delete",
            "call p($1)"
        }) {
            assertEquals(1, PostgresqlParameters.highest(statement), statement);
        }
    }

    @Test
    void leavesWhatIsUnfinishedToTheServer() {
        assertEquals(0, PostgresqlParameters.highest("select 'a $1"));
    }
}
