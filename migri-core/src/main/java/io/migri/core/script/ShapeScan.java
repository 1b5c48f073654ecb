package io.migri.core.script;

import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Finds the shape of a script as its statements come by, in order. Keeps two bits a statement, and no texts.
 *
 * <p>It foretells what {@code io.migri.core.pipeline.StatementDispatch} does with each {@link TransactionEffect}: the two agree on where a
 * transaction begins and ends. Whoever changes one changes the other.
 */
final class ShapeScan {
    private final BitSet looksBack = new BitSet();
    private final BitSet overwrites = new BitSet();
    private final List<ScriptTransaction> transactions = new ArrayList<>();
    private int count;

    private boolean several;
    private int parts;
    private int recordedAt = -1;
    private int partsBeforeRecord;

    /** First statement of the transaction that is open; -1 where none is. */
    private int begun = -1;
    /** First statement in it that could have a mark in front of it. */
    private int markable;

    private boolean own;
    private boolean readOnly;
    private boolean substantial;
    /** The first statement in it that a rollback may leave; -1 where none is. */
    private int outlasting = -1;

    private boolean ends;

    /** The next statement. */
    void add(SqlStatement statement) {
        int ordinal = statement.ordinal();
        count = ordinal + 1;
        looksBack.set(ordinal, statement.session().reads(Kind.LAST_RESULT));
        overwrites.set(ordinal, statement.session().gives(Kind.LAST_RESULT));
        if (!followsTheRow(statement)) {
            recordedAt = -1;
        }
        place(statement, ordinal);
    }

    private void place(SqlStatement statement, int ordinal) {
        switch (statement.effect()) {
            case NONE -> take(statement);
            case MAY_END_IT -> {
                several = true;
                if (begun >= 0 && !ends && substantial) {
                    transactions.add(new ScriptTransaction(begun, markable, ordinal, ordinal, true, -1));
                }
                take(statement);
                // it may commit what was marked in front of it, so nothing behind it is marked there
                markable = ordinal + 1;
            }
            case ALONE -> {
                close(ordinal, ordinal, false);
                take(statement);
                ends = true;
            }
            case ENDS_IT, REFUSES_IT -> {
                several = true;
                close(ordinal, ordinal, true);
            }
            case SESSION_ONLY -> ends |= begun >= 0 && !own;
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK -> {
                close(ordinal, ordinal, false);
                open(statement.effect(), ordinal);
            }
            case COMMITS_BLOCK -> {
                boolean carries = begun >= 0 && !readOnly;
                int before = parts;
                close(ordinal, ordinal + 1, false);
                recordedAt = carries ? ordinal : -1;
                partsBeforeRecord = before;
            }
            case COMMITS_AND_BEGINS_BLOCK -> {
                close(ordinal, ordinal, false);
                open(TransactionEffect.BEGINS_BLOCK, ordinal);
            }
            case ROLLS_BACK_BLOCK -> forget();
            case ROLLS_BACK_AND_BEGINS_BLOCK -> {
                forget();
                open(TransactionEffect.BEGINS_BLOCK, ordinal);
            }
            case STRAY, REDUNDANT -> {}
        }
    }

    private boolean followsTheRow(SqlStatement statement) {
        return switch (statement.effect()) {
            case NONE -> statement.session().constant();
            case SESSION_ONLY, STRAY, REDUNDANT -> true;
            default -> false;
        };
    }

    private void take(SqlStatement statement) {
        if (begun >= 0 && ends) {
            close(statement.ordinal(), statement.ordinal(), false);
        }
        if (begun < 0) {
            begun = statement.ordinal();
            markable = begun;
        }
        substantial |= !statement.session().constant();
        if (outlasting < 0 && statement.outlastsRollback()) {
            outlasting = statement.ordinal();
        }
    }

    private void open(TransactionEffect effect, int ordinal) {
        begun = ordinal;
        markable = ordinal + 1;
        own = true;
        readOnly = effect == TransactionEffect.BEGINS_READ_ONLY_BLOCK;
    }

    private void close(int mark, int through, boolean beforeOutside) {
        if (begun >= 0 && substantial && !readOnly) {
            parts++;
            transactions.add(new ScriptTransaction(begun, markable, mark, through, beforeOutside, outlasting));
        }
        forget();
    }

    private void forget() {
        begun = -1;
        own = false;
        readOnly = false;
        substantial = false;
        outlasting = -1;
        ends = false;
    }

    /** Called after the last statement. */
    ScriptShape shape(Reading reading) throws SQLException, IOException {
        if (begun >= 0 && outlasting >= 0) {
            transactions.add(new ScriptTransaction(begun, markable, count, count, false, outlasting));
        }
        boolean units = transactions.stream().anyMatch(ScriptTransaction::outlasts);
        boolean inParts = several || units || (recordedAt >= 0 ? partsBeforeRecord : parts) > 0;
        BitSet noticed = noticed();
        return new ScriptShape(
                inParts,
                recordedAt,
                noticed,
                places(reading, early(noticed), ScriptTransaction::doubtful),
                places(reading, units(), ScriptTransaction::outlasting));
    }

    /** A mark in front of a statement is noticed by the next that looks back, unless one in between did something itself. */
    private BitSet noticed() {
        BitSet noticed = new BitSet();
        if (looksBack.isEmpty()) {
            return noticed;
        }
        boolean later = false;
        for (int ordinal = count - 1; ordinal >= 0; ordinal--) {
            later = looksBack.get(ordinal) || (later && !overwrites.get(ordinal));
            noticed.set(ordinal, later);
        }
        return noticed;
    }

    private Map<Integer, ScriptTransaction> early(BitSet noticed) {
        Map<Integer, ScriptTransaction> places = new HashMap<>();
        for (ScriptTransaction transaction : transactions) {
            if (noticed.get(transaction.mark())) {
                int place = noticed.previousClearBit(transaction.mark());
                if (place >= transaction.markable()) {
                    places.putIfAbsent(place, transaction);
                }
            }
        }
        return places;
    }

    private Map<Integer, ScriptTransaction> units() {
        Map<Integer, ScriptTransaction> units = new HashMap<>();
        for (ScriptTransaction transaction : transactions) {
            if (transaction.outlasts()) {
                units.put(transaction.start(), transaction);
            }
        }
        return units;
    }

    /** Reads the script once more for the hashes, which is seldom needed. */
    private static Map<Integer, Place> places(
            Reading reading, Map<Integer, ScriptTransaction> wanted, ToIntFunction<ScriptTransaction> doubtful)
            throws SQLException, IOException {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        PlaceHashes hashes = new PlaceHashes(wanted.values(), doubtful);
        reading.each(hashes::add);
        Map<Integer, Place> places = new HashMap<>();
        wanted.forEach((ordinal, transaction) -> places.put(ordinal, hashes.place(transaction)));
        return places;
    }

    /** Reads the script from its beginning. */
    @FunctionalInterface
    interface Reading {
        void each(Viewer viewer) throws SQLException, IOException;
    }

    /** Sees a statement. */
    @FunctionalInterface
    interface Viewer {
        void see(SqlStatement statement) throws SQLException, IOException;
    }
}
