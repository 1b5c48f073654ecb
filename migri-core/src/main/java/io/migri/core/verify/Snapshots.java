package io.migri.core.verify;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.api.undo.SchemaDifference;
import io.migri.api.undo.SchemaDifference.Kind;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a snapshot of the schema before the first step of a trial, and after each. */
final class Snapshots implements MigrationListener {
    private final HistoryTable history;
    private final List<List<SchemaPart>> taken = new ArrayList<>();
    private @Nullable SchemaReader reader;
    private @Nullable SQLException failure;

    Snapshots(HistoryTable history) {
        this.history = history;
    }

    /** The rehearsal begins in that session. */
    void begin(DialectSession session) {
        reader = session.schema().orElseThrow();
        take();
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        take();
    }

    private void take() {
        SchemaReader known = reader;
        if (known == null || failure != null) {
            return;
        }
        try {
            taken.add(known.parts(history));
        } catch (SQLException e) {
            failure = e;
        }
    }

    /** @throws SQLException where the schema could not be read */
    void require() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }

    /** In what two states differ, as far as there were both. */
    List<SchemaDifference> differences(Trial.Comparison comparison) {
        if (Math.max(comparison.expected(), comparison.found()) >= taken.size()) {
            return List.of();
        }
        List<SchemaPart> expected = taken.get(comparison.expected());
        List<SchemaPart> found = taken.get(comparison.found());
        List<SchemaDifference> differences = new ArrayList<>();
        add(Kind.LEFT, found, expected, comparison.again(), differences);
        add(Kind.MISSING, expected, found, comparison.again(), differences);
        return differences;
    }

    private static void add(
            Kind kind, List<SchemaPart> some, List<SchemaPart> others, boolean again, List<SchemaDifference> all) {
        Set<SchemaPart> known = new HashSet<>(others);
        for (SchemaPart part : some) {
            if (!known.contains(part)) {
                all.add(new SchemaDifference(kind, again, part.statement()));
            }
        }
    }
}
