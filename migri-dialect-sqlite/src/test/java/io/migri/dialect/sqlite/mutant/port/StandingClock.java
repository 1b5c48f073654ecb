package io.migri.dialect.sqlite.mutant.port;

import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes statements as if the present time were that of the beginning of their transaction, as {@code now()} is in many databases. */
final class StandingClock implements Mutation {
    private String now = "now";

    @Override
    public @Nullable Object answer(Call call) throws Throwable {
        List<String> statements = new ArrayList<>();
        for (String statement : call.statements()) {
            if (statement.startsWith("BEGIN")) {
                now = Instant.now().toString();
            }
            statements.add(statement.replace("'now'", "'" + now + "'"));
        }
        return call.soundly(statements);
    }
}
