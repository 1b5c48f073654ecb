package io.migri.dialect.postgresql;

import io.migri.spi.script.SessionValue;
import java.util.List;

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
