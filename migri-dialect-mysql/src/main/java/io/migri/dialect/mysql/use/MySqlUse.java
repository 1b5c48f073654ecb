package io.migri.dialect.mysql.use;

import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.HashSet;
import java.util.Set;

/** Collects what a statement has to do with its session. */
public final class MySqlUse {
    static final SessionValue LAST_RESULT = new SessionValue(Kind.LAST_RESULT, SessionValue.ANY, false);
    static final SessionValue GENERATED_KEY = new SessionValue(Kind.GENERATED_KEY, SessionValue.ANY, false);

    /** Of a statement that only changes data, or asks. */
    public static final SessionUse CHANGES = new SessionUse(false, Set.of(LAST_RESULT), Set.of(), Set.of());

    /** Of one that may generate keys as well. */
    public static final SessionUse GENERATES =
            new SessionUse(false, Set.of(LAST_RESULT, GENERATED_KEY), Set.of(), Set.of());

    private final Set<SessionValue> gives = new HashSet<>();
    private final Set<SessionValue> reads = new HashSet<>();
    private final Set<SessionValue> ends = new HashSet<>();
    private boolean constant;

    MySqlUse constant() {
        constant = true;
        return this;
    }

    MySqlUse gives(SessionValue value) {
        gives.add(value);
        return this;
    }

    MySqlUse gives(Kind kind, String name) {
        return gives(value(kind, name));
    }

    void reads(SessionValue value) {
        reads.add(value);
    }

    void reads(Kind kind, String name) {
        reads(value(kind, name));
    }

    void ends(Kind kind, String name) {
        ends.add(value(kind, name));
    }

    /** Takes all of another statement over. */
    void is(SessionUse other) {
        constant = other.constant();
        adds(other);
    }

    /** Takes over what another statement does, but for its being constant. */
    void adds(SessionUse other) {
        gives.addAll(other.gives());
        reads.addAll(other.reads());
        ends.addAll(other.ends());
    }

    SessionUse build() {
        SessionUse use = new SessionUse(constant, gives, reads, ends);
        return use.equals(CHANGES) ? CHANGES : use.equals(GENERATES) ? GENERATES : use;
    }

    /** Nothing of it is undone by a rollback on this server. */
    private static SessionValue value(Kind kind, String name) {
        return new SessionValue(kind, kind == Kind.SETTING ? name : MySqlMemory.key(name), false);
    }
}
