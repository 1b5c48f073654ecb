package io.migri.testkit.scripted;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a scripted database fails, and how: once, unless it is told otherwise. A value; each method gives another one.
 *
 * @param place the first words of the statement, or of what else is asked for: {@code COMMIT}, {@code ROW 0001}, {@code lock}, {@code read
 *     history}
 * @param message the number of the message that has it, from 1 on; 0 for any
 * @param passes how many such places it lets pass
 * @param times how often it fails there
 * @param moment when
 * @param rollsBack whether the database rolls the open transaction back with it
 */
public record Fault(
        String place, int message, int passes, int times, DatabaseError error, Moment moment, boolean rollsBack) {

    /** When the failure happens, as seen from its statement. */
    public enum Moment {
        /** In place of it; those before it in the message are executed. */
        INSTEAD,
        /** Before the message is executed: nothing of it is. */
        BEFORE_MESSAGE,
        /** It was executed, and its answer did not come. */
        AFTER
    }

    /** An error of the statement's own. */
    public static Fault at(String place) {
        return new Fault(
                place, 0, 0, 1, DatabaseError.of(Kind.STATEMENT, "STATEMENT", "refused"), Moment.INSTEAD, false);
    }

    /** The same wherever something is asked for: a statement, the lock, the history. */
    public static Fault anywhere() {
        return at("");
    }

    /** The same at the first statement of the message of that number. */
    public static Fault atMessage(int number) {
        return new Fault(
                "", number, 0, 1, DatabaseError.of(Kind.STATEMENT, "STATEMENT", "refused"), Moment.INSTEAD, false);
    }

    /** A failure of that kind. */
    public Fault of(Kind kind) {
        return of(DatabaseError.of(kind, kind.name(), kind.name().toLowerCase(Locale.ROOT)));
    }

    public Fault of(DatabaseError failure) {
        return new Fault(place, message, passes, times, failure, moment, rollsBack);
    }

    /** The database names a place in the statement. */
    public Fault offset(int offset) {
        return of(new DatabaseError(
                error.kind(),
                error.code(),
                error.message(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(offset)));
    }

    /** Lets that many such places pass. */
    public Fault behind(int more) {
        return new Fault(place, message, more, times, error, moment, rollsBack);
    }

    public Fault times(int often) {
        return new Fault(place, message, passes, often, error, moment, rollsBack);
    }

    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    public Fault afterwards() {
        return new Fault(place, message, passes, times, error, Moment.AFTER, rollsBack);
    }

    public Fault beforeMessage() {
        return new Fault(place, message, passes, times, error, Moment.BEFORE_MESSAGE, rollsBack);
    }

    /** The transaction is gone with it, as after a deadlock on MySQL. */
    public Fault rollingBack() {
        return new Fault(place, message, passes, times, error, moment, true);
    }

    boolean concerns(String operation, int number) {
        boolean here = operation.equals(place) || place.isEmpty() || operation.startsWith(place + " ");
        return here && (message == 0 || message == number);
    }
}
