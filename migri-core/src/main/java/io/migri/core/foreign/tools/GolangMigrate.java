package io.migri.core.foreign.tools;

import io.migri.api.Migration;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Pairs;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.util.List;
import java.util.Optional;

/**
 * golang-migrate, and with the same names sqlx, bun and geni: {@code 1_users.up.sql} and {@code 1_users.down.sql}; by the numbers at the
 * start of the names.
 */
final class GolangMigrate implements ForeignTool {
    private static final Pairs PAIRS = new Pairs("golang-migrate or a tool like it", "up", "down");

    @Override
    public String name() {
        return PAIRS.tool();
    }

    @Override
    public Optional<Trace> trace(Place place) {
        List<Migration> applied = PAIRS.applied(place);
        return PAIRS.undoing(place)
                .or(() -> Numbers.disorder(name(), applied))
                .map(conflict -> Trace.of(name(), conflict))
                .or(() -> applied.stream().findFirst().map(first -> Trace.harmless(name(), first)));
    }
}
