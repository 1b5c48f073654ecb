package io.migri.dialect.mysql.use;

import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;

/** Adds to the use of a statement what a routine does that it calls. */
record MySqlRoutineUse(MySqlMemory memory, MySqlUse use) {

    void of(MySqlRoutine routine) {
        for (String variable : routine.variables()) {
            use.reads(Kind.VARIABLE, variable);
            use.gives(Kind.VARIABLE, variable);
            if (variable.equals(SessionValue.ANY)) {
                memory.forgetVariables();
            } else {
                memory.setVariable(variable, MySqlMemory.Value.UNKNOWN);
            }
        }
        if (routine.looksBack()) {
            use.reads(new SessionValue(Kind.LAST_RESULT, SessionValue.ANY, false));
        }
    }
}
