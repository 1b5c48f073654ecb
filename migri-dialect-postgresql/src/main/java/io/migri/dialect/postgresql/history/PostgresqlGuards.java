package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import io.migri.dialect.postgresql.wire.PostgresqlOwnChecks;
import io.migri.spi.history.HistoryTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands around a row of the history. */
record PostgresqlGuards(PostgresqlSpelling spelling, HistoryTable table) {
    private static final String EQ = PostgresqlText.EQ;

    /**
     * Fails where a row of that name was added since.
     *
     * @param last the highest number that was read; null where rows have none
     */
    String absent(String migration, @Nullable Long last) {
        return "select 1 operator(pg_catalog./) (select (pg_catalog.count(*)" + EQ + "0)::pg_catalog.int4 from "
                + name() + where(migration, last) + ")";
    }

    /** Numbers and names of the rows behind that one. */
    String since(@Nullable Long last) {
        return "select \"id\", \"name\" from " + name() + " where \"id\" operator(pg_catalog.>) " + last;
    }

    /** Fails unless there is just one row of that name; {@link PostgresqlErrors} knows it by its end. */
    String present(String migration) {
        return "select 1 operator(pg_catalog./) (select (pg_catalog.count(*)" + EQ + "1)::pg_catalog.int4 from "
                + name() + where(migration, null) + ")" + PostgresqlOwnChecks.RECORDED;
    }

    private static String where(String migration, @Nullable Long last) {
        return " where " + (last == null ? "" : "\"id\" operator(pg_catalog.>) " + last + " and ") + "\"name\"" + EQ
                + PostgresqlText.literal(migration);
    }

    /** In front of what is written to a table of somebody else, who may change it at any time. */
    List<String> holding(PostgresqlTrust trust) {
        return List.of(
                "lock table " + name() + " in row exclusive mode",
                "select "
                        + trust.check(
                                PostgresqlText.identifier(table.schema(), table.name()), PostgresqlTrust.oid(name())));
    }

    private String name() {
        return spelling.table(table.name());
    }
}
