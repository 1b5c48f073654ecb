package io.migri.dialect.postgresql.state;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.script.SessionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a session loses what a rollback leaves it, and what could not be given to it a second time. */
final class PostgresqlForgetting {
    private PostgresqlForgetting() {}

    static List<String> of(SessionValue value) {
        return switch (value.kind()) {
            case PREPARED_STATEMENT -> prepared(value.name());
            case LOCK -> lock(value.name());
            default -> List.of();
        };
    }

    /** All of it at once. */
    static List<String> of(Set<SessionValue> values) {
        List<String> statements = new ArrayList<>();
        List<String> temporary = new ArrayList<>();
        for (SessionValue value : values) {
            switch (value.kind()) {
                case TEMPORARY_TABLE -> temporary.add(PostgresqlText.literal(value.name()));
                case CURSOR -> statements.add(cursor(value.name()));
                default -> statements.addAll(of(value));
            }
        }
        if (!temporary.isEmpty()) {
            statements.add("do " + PostgresqlText.literal(discarding(String.join(", ", temporary))));
        }
        return statements;
    }

    private static String cursor(String name) {
        String command = "begin if exists (select from pg_catalog.pg_cursors c where c.name operator(pg_catalog.=) "
                + PostgresqlText.literal(name) + ") then execute "
                + PostgresqlText.literal("close " + PostgresqlText.identifier(name)) + "; end if; end";
        return "do " + PostgresqlText.literal(command);
    }

    /**
     * {@code DISCARD} fires no event triggers, as little as the end of a session does. A session that was lent with temporary tables of its owner keeps
     * everything.
     */
    private static String discarding(String names) {
        return "begin if not exists (select from pg_catalog.pg_class c where c.relnamespace operator(pg_catalog.=) pg_catalog.pg_my_temp_schema()"
                + " and c.relkind operator(pg_catalog.=) any (array['r', 'p', 'v', 'S']::pg_catalog.\"char\"[])"
                + " and c.relname operator(pg_catalog.<>) all (array[" + names + "]::pg_catalog.name[])"
                + " and not exists (select from pg_catalog.pg_depend d where d.objid operator(pg_catalog.=) c.oid"
                + " and d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid"
                + " and d.deptype operator(pg_catalog.=) any (array['a', 'i', 'n']::pg_catalog.\"char\"[])"
                + " and d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid))"
                + " then discard temp; end if; end";
    }

    /** It may not have come to be. */
    private static List<String> prepared(String name) {
        String command =
                "begin if exists (select from pg_catalog.pg_prepared_statements p where p.name operator(pg_catalog.=) "
                        + PostgresqlText.literal(name) + ") then execute "
                        + PostgresqlText.literal("deallocate " + PostgresqlText.identifier(name)) + "; end if; end";
        return name.equals(SessionValue.ANY) ? List.of() : List.of("do " + PostgresqlText.literal(command));
    }

    /** A lock that is taken twice has to be given back twice. Only numbers are known by their key. */
    private static List<String> lock(String key) {
        boolean numbers = key.chars().allMatch(each -> PostgresqlText.isDigit(each) || each == ',' || each == '-');
        return numbers ? List.of("select pg_catalog.pg_advisory_unlock(" + key + ")") : List.of();
    }
}
