package io.migri.core.journal;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Text;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the session of an earlier run had that a new one has not. Constant settings are made once more; what depends on anything else that
 * is lost must not run, for it would silently do something else.
 */
final class LostSession {
    private final Migration migration;
    private final Function<SqlStatement, SourcePosition> places;
    private final int done;
    private final ConstantsBefore settings = new ConstantsBefore();
    private final Map<SessionValue, SqlStatement> lost = new LinkedHashMap<>();
    /** Prepared from a literal. It is prepared again where that is needed, for what it names may be gone by now. */
    private final Map<SessionValue, SqlStatement> prepared = new LinkedHashMap<>();

    private final Set<Integer> pointless = new TreeSet<>();
    /**
     * What the transaction that is open at this place of the script has to do with the session. There may be millions of statements such as an
     * INSERT, which all do the same to it: the last of them stands for all.
     */
    private final Map<Object, SqlStatement> inTransaction = new LinkedHashMap<>();

    /**
     * Of a migration.
     *
     * @param done how many statements of it an earlier run did
     * @param places where a statement is, for messages
     */
    LostSession(Migration migration, int done, Function<SqlStatement, SourcePosition> places) {
        this.migration = migration;
        this.places = places;
        this.done = done;
    }

    /** Those statements that an earlier run did which give the new session the same. */
    Set<Integer> settings() {
        return settings.needed();
    }

    /** Those of the others that only end what the new session never had, which would fail. */
    Set<Integer> pointless() {
        return pointless;
    }

    /** The next statement. Throws where it needs what is gone. */
    void next(SqlStatement statement) {
        if (statement.ordinal() >= done) {
            commit();
            look(statement);
            return;
        }
        switch (statement.effect()) {
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK, COMMITS_BLOCK, COMMITS_AND_BEGINS_BLOCK -> commit();
            case ROLLS_BACK_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK -> rollBack();
            default -> {}
        }
        if (!statement.session().equals(SessionUse.NONE)) {
            Object alike = statement.session().constant() ? statement : statement.session();
            inTransaction.remove(alike);
            inTransaction.put(alike, statement);
        }
    }

    private void commit() {
        inTransaction.values().forEach(statement -> remember(statement, false));
        inTransaction.clear();
    }

    private void rollBack() {
        inTransaction.values().forEach(statement -> remember(statement, true));
        inTransaction.clear();
    }

    private void remember(SqlStatement statement, boolean rolledBack) {
        SessionUse use = statement.session();
        use.ends().stream().filter(value -> !(rolledBack && value.undone())).forEach(this::forget);
        List<SessionValue> given = use.gives().stream()
                .filter(value -> !(rolledBack && value.undone()))
                .toList();
        given.stream().filter(value -> value.kind() == Kind.LAST_RESULT).forEach(this::forget);
        if (use.constant()) {
            given.forEach(this::forget);
            if (preparesOnly(given)) {
                settings.pin();
                given.forEach(value -> prepared.put(value, statement));
            } else if ((!rolledBack || !given.isEmpty()) && !freesOnly(use)) {
                settings.add(statement, given);
            }
        } else {
            given.forEach(value -> lost.put(value, statement));
        }
    }

    private static boolean preparesOnly(List<SessionValue> given) {
        return !given.isEmpty() && given.stream().allMatch(value -> value.kind() == Kind.PREPARED_STATEMENT);
    }

    /** What it frees is not prepared again in the first place. */
    private static boolean freesOnly(SessionUse use) {
        return use.gives().isEmpty()
                && !use.ends().isEmpty()
                && use.ends().stream().allMatch(value -> value.kind() == Kind.PREPARED_STATEMENT);
    }

    private void forget(SessionValue value) {
        prepared.keySet().removeIf(value::concerns);
        lost.keySet().removeIf(one -> value.concerns(one) && !one.name().equals(SessionValue.ANY));
        if (value.name().equals(SessionValue.ANY)) {
            lost.keySet().removeIf(one -> one.kind() == value.kind());
        }
    }

    private void look(SqlStatement statement) {
        SessionUse use = statement.session();
        for (Map.Entry<SessionValue, SqlStatement> one : lost.entrySet()) {
            SessionValue value = one.getKey();
            boolean ended = use.ends().stream().anyMatch(end -> end.concerns(value));
            if (needs(statement, value) && !ended && !makes(statement, value)) {
                throw missing(value, one.getValue(), statement);
            }
        }
        prepareAgain(use);
        if (endsOnly(use)) {
            pointless.add(statement.ordinal());
        }
        use.ends().forEach(this::forget);
        use.gives().forEach(this::forget);
    }

    private static boolean needs(SqlStatement statement, SessionValue value) {
        SessionUse use = statement.session();
        return switch (value.kind()) {
            case SETTING -> !use.constant() && !statement.effect().ends();
            // what a routine looks at is not known
            case LAST_RESULT -> statement.effect() != TransactionEffect.MAY_END_IT && use.reads(Kind.LAST_RESULT);
            default -> use.reads().stream().anyMatch(read -> read.concerns(value));
        };
    }

    private void prepareAgain(SessionUse use) {
        prepared.forEach((value, statement) -> {
            if (use.reads().stream().anyMatch(read -> read.concerns(value))) {
                settings.again(statement);
            }
        });
        prepared.keySet().removeIf(value -> use.reads().stream().anyMatch(read -> read.concerns(value)));
    }

    private boolean endsOnly(SessionUse use) {
        return !use.ends().isEmpty()
                && use.gives().isEmpty()
                && use.ends().stream()
                        .allMatch(end -> end.kind() == Kind.PREPARED_STATEMENT
                                && (lost.containsKey(end) || prepared.containsKey(end)));
    }

    /** Whether the statement makes anew what is gone, by its name. A variable or setting that is given may be computed from its old value. */
    private static boolean makes(SqlStatement statement, SessionValue value) {
        return switch (value.kind()) {
            case TEMPORARY_TABLE, CURSOR, PREPARED_STATEMENT ->
                statement.session().gives().stream().anyMatch(given -> given.concerns(value));
            default -> false;
        };
    }

    private MigriException missing(SessionValue value, SqlStatement made, SqlStatement statement) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        migration.name() + ": statement " + (statement.ordinal() + 1) + " needs "
                                + SessionWords.of(value)
                                + ", which statement " + (made.ordinal() + 1) + " (line " + made.line()
                                + ") gave the session of an earlier run, and which ended with that session")
                .help(Text.of(
                        "nothing was executed; " + remedy(value, done) + " and run `",
                        HandRepair.continuing(migration.name()),
                        "` again; or undo by hand what " + (done == 1 ? "statement 1" : "statements 1 to " + done)
                                + " did, ",
                        HandRepair.anew(migration.name())))
                .at(places.apply(statement))
                .build();
    }

    private static String remedy(SessionValue value, int done) {
        String after = " after statement " + done;
        return switch (value.kind()) {
            case SETTING, VARIABLE -> "add a SET with the value itself, as a literal," + after;
            case GENERATED_KEY, LAST_RESULT -> "write the value itself, as a literal, where it is asked for" + after;
            case TEMPORARY_TABLE -> "add what makes and fills the table once more" + after;
            case CURSOR, PREPARED_STATEMENT, LOCK -> "add what makes it once more" + after;
        };
    }
}
