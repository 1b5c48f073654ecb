package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigrationReport.Failed;
import io.migri.api.MigrationReport.NotReached;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Started;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies prepared migrations in order and stops at the first that fails. */
final class Applying {
    private final Workplace workplace;
    private final MigrationListener listener;
    private final int found;
    private final boolean dryRun;
    private final List<MigrationReport.Result> results = new ArrayList<>();

    /**
     * An application of some of the {@code found} migrations.
     *
     * @param dryRun whether it is going to be undone
     */
    Applying(Workplace workplace, int found, boolean dryRun) {
        this.workplace = workplace;
        this.listener = workplace.options().listener();
        this.found = found;
        this.dryRun = dryRun;
    }

    /**
     * Applies them all.
     *
     * @throws MigrationFailedException at the first that fails
     */
    MigrationReport all(List<Prepared> pending) {
        listener.planned(new Planned(
                found, pending.stream().map(one -> one.migration().name()).toList()));
        for (int i = 0; i < pending.size(); i++) {
            one(pending, i);
        }
        return report();
    }

    private MigrationReport report() {
        return new MigrationReport(found, dryRun, results);
    }

    private void one(List<Prepared> pending, int index) {
        Prepared prepared = pending.get(index);
        String name = prepared.migration().name();
        StatementPipeline pipeline = workplace.pipeline(prepared);
        long start = System.nanoTime();
        listener.started(
                new Started(name, index + 1, pending.size(), prepared.script().statements()));
        boolean ended = false;
        try {
            run(prepared, pipeline);
            ended = true;
            applied(new Applied(name, Duration.ofNanos(System.nanoTime() - start), pipeline.done()));
        } catch (AlreadyAppliedException e) {
            ended = true;
            restoreSession(pipeline);
        } catch (BatchFailedException e) {
            ended = true;
            undo(pipeline);
            fail(Failure.of(workplace, prepared.migration(), e, pipeline), pending, index, pipeline);
        } catch (SQLException | IOException | MigriException e) {
            ended = true;
            undo(pipeline);
            fail(Failure.of(workplace, prepared.migration(), e, pipeline), pending, index, pipeline);
        } finally {
            if (!ended) {
                undo(pipeline);
            }
        }
    }

    private void undo(StatementPipeline pipeline) {
        workplace.interruption().stopCancelling();
        pipeline.rollBack();
    }

    private void run(Prepared prepared, StatementPipeline pipeline) throws SQLException, IOException {
        refuseEmpty(prepared);
        while (!attempt(prepared, pipeline)) {
            pipeline.rollBack();
        }
        pipeline.executeQuietly(workplace.session().restoreStatementsOutsideTransaction());
    }

    private void refuseEmpty(Prepared prepared) {
        if (prepared.script().empty() && !workplace.options().allowEmpty()) {
            throw new MigriException(
                    ErrorCode.MIGRATION_FAILED,
                    "empty migration",
                    "write something into " + prepared.migration().origin()
                            + ", remove it, or record empty files too with --allow-empty",
                    null,
                    null,
                    null);
        }
    }

    /** False where a statement turned out to refuse its transaction, so that the rest has to be run once more around it. */
    private boolean attempt(Prepared prepared, StatementPipeline pipeline) throws SQLException, IOException {
        Instant now = workplace.options().clock().instant().truncatedTo(ChronoUnit.MICROS);
        AppliedMigration row = new AppliedMigration(prepared.migration().name(), Optional.of(now));
        try {
            prepared.script().run(pipeline);
            pipeline.finish(workplace.restore(), workplace.log().append(row));
        } catch (BatchFailedException e) {
            if (!refusesTransaction(e, pipeline)) {
                throw e;
            }
            return false;
        }
        workplace.log().appended(row);
        return true;
    }

    private boolean refusesTransaction(BatchFailedException failure, StatementPipeline pipeline) {
        SqlStatement statement = failure.item().statement();
        if (statement == null || failure.item().role() != BatchItem.Role.INSIDE) {
            return false;
        }
        DatabaseError error = workplace.dialect().explain(failure.failure(), statement.text());
        return error.kind() == DatabaseError.Kind.REFUSES_TRANSACTION && pipeline.refuse(statement);
    }

    private void applied(Applied applied) {
        results.add(applied);
        listener.applied(applied);
    }

    private void fail(Failure cause, List<Prepared> pending, int index, StatementPipeline pipeline) {
        restoreSession(pipeline);
        Failure failure = dryRun ? cause.leavingNothing() : cause;
        Prepared prepared = pending.get(index);
        Failed failed = new Failed(prepared.migration().name(), firstLine(failure.message()), failure.state());
        results.add(failed);
        listener.failed(failed);
        for (Prepared later : pending.subList(index + 1, pending.size())) {
            NotReached notReached = new NotReached(later.migration().name());
            results.add(notReached);
            listener.notReached(notReached);
        }
        boolean partly = failure.state() == DatabaseState.PARTLY_CHANGED;
        throw exception(failure, prepared, partly ? pipeline.lastingStatements() : 0);
    }

    /** A borrowed connection goes back as it came, also after a failure. */
    private void restoreSession(StatementPipeline pipeline) {
        if (workplace.onlyInTransaction()) {
            return;
        }
        pipeline.executeQuietly(workplace.restore());
        try {
            pipeline.executeQuietly(workplace.session().restoreStatementsOutsideTransaction());
        } catch (SQLException e) {
            // only a session that is lost cannot say how to restore it
        }
    }

    private MigrationFailedException exception(Failure failure, Prepared prepared, long lasting) {
        return new MigrationFailedException(
                failure.code(),
                prepared.migration().name(),
                failure.message(),
                failure.state(),
                failure.statement(),
                prepared.script().statements(),
                lasting,
                workplace.session().server(),
                report(),
                failure.position(),
                failure.error(),
                failure.help(),
                failure.details(),
                failure.cause());
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).stripTrailing();
    }
}
