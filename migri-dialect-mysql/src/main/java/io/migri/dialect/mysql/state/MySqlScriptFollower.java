package io.migri.dialect.mysql.state;

import io.migri.dialect.mysql.effect.MySqlEngines;
import io.migri.dialect.mysql.effect.MySqlScriptEffects;
import io.migri.dialect.mysql.effect.MySqlSurroundings;
import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import org.jspecify.annotations.Nullable;

/** Remembers what the scripts that were read do to their session. */
public final class MySqlScriptFollower implements MySqlScriptEffects {
    private final MySqlSessionSnapshot state;
    private final MySqlSurroundings surroundings;
    private final MySqlEngines engines;
    private boolean changesSettings;
    private @Nullable String role;

    MySqlScriptFollower(MySqlSessionSnapshot state, MySqlSurroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
        this.engines = new MySqlEngines(surroundings.tables());
    }

    @Override
    public void assigned(Assignment assignment) {
        changesSettings |= !assignment.user() && !assignment.global();
        state.assigned(assignment);
    }

    @Override
    public void temporaryTableMade(boolean unlessThere) {
        state.temporaryTableMade(unlessThere);
    }

    @Override
    public void tablesLocked() {
        state.tablesLocked();
    }

    @Override
    public void roleSet(String statement) {
        role = statement;
        changesSettings = true;
    }

    @Override
    public void codeExecuted() {
        changesSettings = true;
    }

    @Override
    public boolean automatic() {
        return state.autocommit();
    }

    @Override
    public boolean chains() {
        return state.chains();
    }

    @Override
    public MySqlSurroundings surroundings() {
        return surroundings;
    }

    @Override
    public MySqlEngines engines() {
        return engines;
    }

    /** Whether a script sets something, or executes what may. */
    boolean changesSettings() {
        return changesSettings;
    }

    /** Whether another role may be in force. */
    boolean changesRole() {
        return role != null;
    }

    /** The last statement that took another role; null where none did. */
    @Nullable
    String role() {
        return role;
    }
}
