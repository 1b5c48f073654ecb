package io.migri.core.attempt;

import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a migration leaves in its session. The next one is not to find it, since it does not where it is run another day. */
public final class LeftBehind {
    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.TEMPORARY_TABLE, Kind.CURSOR, Kind.PREPARED_STATEMENT, Kind.LOCK);

    private final Set<SessionValue> values = new LinkedHashSet<>();

    /** The next statement, whether it was executed or not. */
    public void next(SqlStatement statement) {
        if (statement.session().gives().isEmpty() && statement.session().ends().isEmpty()) {
            return;
        }
        for (SessionValue ended : statement.session().ends()) {
            values.removeIf(ended::concerns);
        }
        for (SessionValue given : statement.session().gives()) {
            if (KINDS.contains(given.kind()) && !given.name().equals(SessionValue.ANY)) {
                values.add(given);
            }
        }
    }

    public Set<SessionValue> values() {
        return values;
    }
}
