package io.migri.testkit.scripted;

import io.migri.api.DatabaseError.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transaction of one connection, and whether the connection is still there. */
final class ScriptedTransaction {
    private final Contents committed;
    private final Map<String, Contents> savepoints = new LinkedHashMap<>();
    private @Nullable Contents own;
    private boolean survived = true;
    private boolean lost;
    /** Whether a statement of a migration was executed in it. */
    private boolean used;

    private boolean checked;
    private String outlasting = "";

    ScriptedTransaction(Contents committed) {
        this.committed = committed;
    }

    boolean open() {
        return own != null;
    }

    boolean survived() {
        return survived;
    }

    boolean used() {
        return used;
    }

    boolean checked() {
        return checked;
    }

    /** Whether it is one of a dry run. */
    boolean rehearsing() {
        return !savepoints.isEmpty();
    }

    /** What a rollback left; empty where nothing. */
    String outlasting() {
        return outlasting;
    }

    Contents contents() {
        return own == null ? committed : own;
    }

    void requireConnection() throws ScriptedFailure {
        if (lost) {
            throw ScriptedFailure.of(Kind.CONNECTION_LOST, "the connection is lost");
        }
    }

    void begin() throws ScriptedFailure {
        if (own != null) {
            throw ScriptedFailure.of(Kind.STATEMENT, "a transaction is open already");
        }
        own = committed.copy();
        own.removed.clear();
        survived = true;
        used = false;
        checked = false;
        outlasting = "";
    }

    void commit() {
        if (own != null) {
            committed.become(own);
        }
        end();
    }

    void rollBack() {
        end();
    }

    /** It ends, and nobody has asked for that. */
    void endUnseen(boolean committing) {
        survived = false;
        if (committing) {
            commit();
        } else {
            rollBack();
        }
    }

    private void end() {
        own = null;
        used = false;
        checked = false;
        savepoints.clear();
    }

    void lose() {
        rollBack();
        lost = true;
    }

    void execute(String statement) {
        contents().executed.add(statement);
        used |= own != null;
    }

    /** What no rollback undoes. */
    void executeForGood(String statement) {
        execute(statement);
        if (own != null) {
            committed.executed.add(statement);
            outlasting = statement;
        }
    }

    void check() {
        checked = true;
    }

    void save(String name) {
        savepoints.put(name, contents().copy());
    }

    void release(String name) {
        savepoints.remove(name);
    }

    void rollBackTo(String name) throws ScriptedFailure {
        Contents saved = savepoints.get(name);
        if (saved == null || own == null) {
            throw ScriptedFailure.of(Kind.STATEMENT, "there is no savepoint " + name);
        }
        own.become(saved);
    }
}
