package io.migri.core.script;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * How the statements of a script fall into transactions, which is known before the first of them runs.
 *
 * @param inParts whether something of it lasts before the transaction that holds the migration's row
 * @param recordedAt ordinal of the script's own {@code COMMIT} that commits the row as well; -1 where the row follows at the end
 * @param noticed statements that could notice a mark directly in front of them
 * @param early marks that are written in front of a statement, instead of at the end of its transaction
 * @param units stretches that a rollback would not undo as a whole, by their first statement: they are in doubt before they begin
 */
public record ScriptShape(
        boolean inParts, int recordedAt, BitSet noticed, Map<Integer, Place> early, Map<Integer, Place> units) {
    /** Of what is not made of statements. */
    public static final ScriptShape NONE = new ScriptShape(false, -1, new BitSet(), Map.of(), Map.of());

    public ScriptShape {
        noticed = (BitSet) noticed.clone();
        early = Map.copyOf(early);
        units = Map.copyOf(units);
    }

    /** Whether the {@code COMMIT} of that ordinal commits the row as well. */
    public boolean recordsAt(int ordinal) {
        return recordedAt == ordinal;
    }

    /** Whether a statement of that ordinal comes when the migration is recorded already; it is a setting of the session then. */
    public boolean recordedBefore(int ordinal) {
        return recordedAt >= 0 && ordinal > recordedAt;
    }

    /** Whether the statement of that ordinal, or one behind it, would notice a mark directly in front of it. */
    public boolean noticedBefore(int ordinal) {
        return noticed.get(ordinal);
    }

    /** The mark to write in front of that statement. */
    public Optional<Place> earlyBefore(int ordinal) {
        return Optional.ofNullable(early.get(ordinal));
    }

    /** The stretch that begins with that statement and is in doubt as a whole before it does. */
    public Optional<Place> unitAt(int ordinal) {
        return Optional.ofNullable(units.get(ordinal));
    }
}
