package io.migri.spi.script;

import java.util.Set;

/**
 * What a statement has to do with what its session remembers. A dialect's reader fills it in from the tokens that it reads anyway.
 *
 * <p>A run that goes on in the middle of a script has a new session. It executes the {@link #constant} statements before that place once
 * more. Anything else that they gave the session is lost, and the core refuses to go on where a later statement reads it.
 *
 * @param constant whether executing it in a new session gives that session the same, whatever the data are by now: {@code SET x = 1},
 *     {@code USE}, {@code RESET}, {@code PREPARE} from a literal. Never true of what changes data, the server or other sessions
 * @param gives what the session remembers anew, or otherwise, after it
 * @param reads what it depends on, as far as its text shows; settings need not be named, for every statement depends on them
 * @param ends what the session has no more after it: {@code DROP TABLE} of a temporary one, {@code DEALLOCATE}, {@code CLOSE}
 */
public record SessionUse(boolean constant, Set<SessionValue> gives, Set<SessionValue> reads, Set<SessionValue> ends) {
    /** Nothing to do with it. */
    public static final SessionUse NONE = new SessionUse(false, Set.of(), Set.of(), Set.of());

    public SessionUse {
        gives = Set.copyOf(gives);
        reads = Set.copyOf(reads);
        ends = Set.copyOf(ends);
    }

    /** Whether it reads something of this kind. */
    public boolean reads(SessionValue.Kind kind) {
        return reads.stream().anyMatch(value -> value.kind() == kind);
    }

    /** Whether it changes something of this kind. */
    public boolean gives(SessionValue.Kind kind) {
        return gives.stream().anyMatch(value -> value.kind() == kind);
    }
}
