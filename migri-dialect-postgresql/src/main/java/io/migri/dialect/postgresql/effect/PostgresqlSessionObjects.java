package io.migri.dialect.postgresql.effect;

import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script has made so far that belongs to its session, or that does something to it when it is used. */
final class PostgresqlSessionObjects {
    private final Set<String> temporary = new HashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private final Map<String, SessionUse> prepared = new HashMap<>();
    private final Map<String, SessionUse> routines = new HashMap<>();
    private final Map<String, SessionUse> triggers = new HashMap<>();

    /** Whether a name means something, so that plain scripts are not looked at name by name. */
    boolean areNamed() {
        return !temporary.isEmpty() || !triggers.isEmpty();
    }

    boolean haveRoutines() {
        return !routines.isEmpty();
    }

    /** What naming a relation does. */
    void named(String name, PostgresqlUse use) {
        if (temporary.contains(name)) {
            use.reads(Kind.TEMPORARY_TABLE, name);
        }
        SessionUse fired = triggers.get(name);
        if (fired != null) {
            use.does(fired);
        }
    }

    /** What calling a routine does. */
    void called(String name, PostgresqlUse use) {
        SessionUse done = routines.get(name);
        if (done != null) {
            use.does(done);
        }
    }

    /** A routine of the server's may use whatever there is. */
    void readAll(PostgresqlUse use) {
        temporary.forEach(name -> use.reads(Kind.TEMPORARY_TABLE, name));
        readCursors(use);
    }

    /** Code has them in variables, under any name. */
    void readCursors(PostgresqlUse use) {
        cursors.forEach(name -> use.reads(Kind.CURSOR, name));
    }

    void temporary(String name, PostgresqlUse use) {
        if (!name.isEmpty()) {
            temporary.add(name);
            use.gives(Kind.TEMPORARY_TABLE, name);
        }
    }

    boolean isTemporary(String name) {
        return temporary.contains(name);
    }

    void dropped(String name, PostgresqlUse use) {
        if (temporary.remove(name)) {
            use.ends(Kind.TEMPORARY_TABLE, name);
        }
    }

    void cursor(String name, PostgresqlUse use) {
        cursors.add(name);
        use.gives(Kind.CURSOR, name);
    }

    boolean isCursor(String name) {
        return cursors.contains(name);
    }

    void prepared(String name, SessionUse executed) {
        prepared.put(name, executed);
    }

    SessionUse prepared(String name) {
        return prepared.getOrDefault(name, SessionUse.NONE);
    }

    void routine(String name, @Nullable SessionUse done) {
        if (done == null) {
            routines.remove(name);
        } else {
            routines.put(name, done);
        }
    }

    /** A table whose trigger executes a routine that is known. */
    void trigger(String table, String routine) {
        SessionUse done = routines.get(routine);
        if (done != null) {
            triggers.put(table, done);
        }
    }
}
