package io.migri.dialect.postgresql.effect;

import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what a statement has to do with its session. Used again for the next statement, so that plain ones cost nothing. */
final class PostgresqlUse {
    private static final SessionValue ANY_KEY = new SessionValue(Kind.GENERATED_KEY, SessionValue.ANY, false);
    private static final SessionUse WRITES = new SessionUse(false, Set.of(ANY_KEY), Set.of(), Set.of());

    private final Set<SessionValue> gives = new LinkedHashSet<>();
    private final Set<SessionValue> reads = new LinkedHashSet<>();
    private final Set<SessionValue> ends = new LinkedHashSet<>();
    private boolean constant;
    private boolean writes;

    void clear() {
        gives.clear();
        reads.clear();
        ends.clear();
        constant = false;
        writes = false;
    }

    /** What it gives, it gives again to a new session. */
    void constant() {
        constant = true;
    }

    /** It may add rows, whose keys come from sequences. */
    void writes() {
        writes = true;
    }

    void gives(Kind kind, String name) {
        gives.add(value(kind, name));
    }

    void reads(Kind kind, String name) {
        reads.add(value(kind, name));
    }

    void ends(Kind kind, String name) {
        ends.add(value(kind, name));
    }

    /** Does what that one does, too. */
    void does(SessionUse other) {
        gives.addAll(other.gives());
        reads.addAll(other.reads());
        ends.addAll(other.ends());
    }

    boolean givesNothing() {
        return gives.isEmpty() && ends.isEmpty() && !writes;
    }

    /** All of it, by which nothing is lost later. */
    SessionUse use() {
        if (!constant) {
            // whoever watches the server reads it; no statement does otherwise because of it
            gives.remove(value(Kind.SETTING, "application_name"));
        }
        if (gives.isEmpty() && reads.isEmpty() && ends.isEmpty()) {
            return writes ? WRITES : SessionUse.NONE;
        }
        if (writes) {
            gives.add(ANY_KEY);
        }
        return new SessionUse(constant && reads.isEmpty(), gives, reads, ends);
    }

    /**
     * A rollback takes settings and temporary tables back, but neither sequences nor prepared statements nor locks
     * (<a href="https://www.postgresql.org/docs/current/sql-set.html">SET</a>, <a
     * href="https://www.postgresql.org/docs/current/sql-prepare.html">PREPARE</a>).
     */
    private static SessionValue value(Kind kind, String name) {
        boolean undone = kind == Kind.SETTING || kind == Kind.TEMPORARY_TABLE || kind == Kind.CURSOR;
        return new SessionValue(kind, name, undone);
    }
}
