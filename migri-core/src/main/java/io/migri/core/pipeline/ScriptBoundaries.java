package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.script.ScriptShape;
import io.migri.spi.script.SqlStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a script begins and ends transactions itself. Its last commit carries the migration's row. */
final class ScriptBoundaries {
    private final Attempt attempt;
    private final Segments segments;
    private final ScriptShape shape;
    /** Told once, though the script may be run again around another statement. */
    private final Set<Integer> warned = new HashSet<>();

    private CompletionStatements row = new CompletionStatements(List.of(), List.of(), List.of());
    private boolean recorded;

    ScriptBoundaries(Attempt attempt, Segments segments) {
        this.attempt = attempt;
        this.segments = segments;
        this.shape = attempt.prepared().shape();
    }

    /** What is sent when the migration is complete. */
    void completeWith(CompletionStatements complete) {
        row = complete;
        recorded = false;
    }

    CompletionStatements row() {
        return row;
    }

    /** Whether a commit of the script's own carries the row. */
    boolean recorded() {
        return recorded;
    }

    void begin(SqlStatement statement) throws SQLException {
        segments.beginBlock(statement);
        if (!attempt.stage().mode().commits() && warned.add(statement.ordinal())) {
            attempt.notice("the transaction that begins in line " + statement.line() + " was rehearsed as a savepoint");
        }
    }

    /** Without auto-commit a script ends transactions that it did not begin by a statement. */
    void commit(SqlStatement statement) throws SQLException {
        if (!segments.block().isOpen()) {
            stray(statement);
        } else if (shape.recordsAt(statement.ordinal())) {
            recorded = true;
            segments.record(row, statement);
        } else {
            segments.commitBlock(statement);
        }
    }

    /** A statement that ended the script's own transaction by itself left nothing to roll back. */
    void rollBack(SqlStatement statement) throws SQLException {
        if (segments.block().isOpen() && !segments.block().lostOwn()) {
            segments.rollBackBlock(statement);
        } else {
            stray(statement);
        }
    }

    /** Ends a transaction where none is open, which some databases refuse and others warn of. */
    void stray(SqlStatement statement) {
        attempt.ledger().countUnsent(1);
        if (warned.add(statement.ordinal())) {
            attempt.notice("line " + statement.line() + " ends a transaction, but none is open; it was not sent");
        }
    }
}
