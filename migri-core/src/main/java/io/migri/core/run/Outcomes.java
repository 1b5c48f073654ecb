package io.migri.core.run;

import io.migri.api.DatabaseState;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigrationReport.Failed;
import io.migri.api.MigrationReport.NotReached;
import io.migri.api.MigrationReport.Result;
import io.migri.api.MigrationReport.RolledBack;
import io.migri.api.event.MigrationListener;
import io.migri.api.text.Text;
import io.migri.core.reading.Prepared;
import io.migri.core.stage.Stage;
import java.util.ArrayList;
import java.util.List;

/** What became of each migration. It is told at once or, where all share a transaction, once that has ended. */
final class Outcomes {
    private final Stage stage;
    private final MigrationListener listener;
    private final List<Result> results = new ArrayList<>();
    /** Executed in the transaction that is open. */
    private final List<Applied> held = new ArrayList<>();

    Outcomes(Stage stage) {
        this.stage = stage;
        this.listener = stage.listener();
    }

    List<Result> results() {
        return results;
    }

    /** It was executed to its end. */
    void applied(Applied one) {
        held.add(one);
        if (!stage.mode().isShared()) {
            committed();
        }
    }

    /** What was executed is there to stay. */
    void committed() {
        held.forEach(this::stays);
        held.clear();
    }

    private void stays(Applied one) {
        results.add(one);
        listener.applied(one);
    }

    /** That one failed, and those after it are not tried. */
    void failed(Failure failure, List<Prepared> pending, int index) {
        String name = pending.get(index).migration().name();
        for (Applied one : held) {
            if (!one.name().equals(name)) {
                goes(one, failure.state());
            }
        }
        held.clear();
        fails(new Failed(name, failure.text().firstLine(), failure.state()));
        for (Prepared later : pending.subList(index + 1, pending.size())) {
            NotReached notReached = new NotReached(later.migration().name());
            results.add(notReached);
            listener.notReached(notReached);
        }
    }

    private void fails(Failed failed) {
        results.add(failed);
        listener.failed(failed);
    }

    /** The failure of a later one took it along, unless the transaction had ended before. */
    private void goes(Applied one, DatabaseState state) {
        if (state == DatabaseState.UNKNOWN) {
            fails(new Failed(one.name(), Text.of("it is not known whether it was committed"), state));
        } else if (state == DatabaseState.PARTLY_CHANGED && stage.books().haveRecorded(one.name())) {
            stays(one);
        } else {
            RolledBack rolledBack = new RolledBack(one.name());
            results.add(rolledBack);
            listener.rolledBack(rolledBack);
        }
    }
}
