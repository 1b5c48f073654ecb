package io.migri.dialect.postgresql.rehearsal;

import io.migri.dialect.postgresql.language.PostgresqlText;
import java.util.List;

/**
 * Looks at deferred constraints as a commit does, in the middle of a transaction
 * (<a href="https://www.postgresql.org/docs/current/sql-set-constraints.html">manual</a>). Nothing sets them back to how they were declared, and those
 * of tables to come have to be deferrable again, so all are deferred but for those that are there and are not meant to be.
 */
public final class PostgresqlCommitChecks {
    private static final String IMMEDIATE = "declare names pg_catalog.text = (select pg_catalog.string_agg(distinct"
            + " pg_catalog.format('%I.%I', n.nspname, k.conname), ', ') from pg_catalog.pg_constraint k"
            + " join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) k.connamespace where k.condeferrable and not k.condeferred);"
            + " begin if names is not null then execute pg_catalog.concat('set constraints ', names, ' immediate'); end if; end";

    public static final List<String> ALL = List.of(
            "SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED", "do " + PostgresqlText.literal(IMMEDIATE));

    private PostgresqlCommitChecks() {}
}
