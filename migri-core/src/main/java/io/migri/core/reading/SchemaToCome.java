package io.migri.core.reading;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A schema that somebody named and that is not there. A run goes on only where its first migration creates it, in the one transaction
 * that makes the history, too.
 *
 * @param schema such as {@code the schema "shop"}
 * @param target where it is missing
 */
public record SchemaToCome(String schema, String target) {

    public MigriException refusal() {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        schema + " does not exist in " + target + ", or this user may not use it; nothing was touched")
                .help("create it, name one that exists, or have the first migration create it")
                .build();
    }

    /** Has the session make its history in the transaction of the first of {@code prepared}, or refuses. */
    public void require(List<Prepared> prepared) throws SQLException {
        if (prepared.isEmpty() || prepared.get(0).script().lastsInParts() || !isMadeBy(prepared.get(0))) {
            throw refusal();
        }
    }

    private static boolean isMadeBy(Prepared first) throws SQLException {
        return Preparing.explained(first.migration(), () -> made(first));
    }

    private static boolean made(Prepared first) throws SQLException, IOException {
        AtomicBoolean made = new AtomicBoolean();
        first.script().show(statement -> {
            if (!made.get() && statement.traits().makesMissingSchema()) {
                made.set(true);
            }
        });
        return made.get();
    }
}
