package io.migri.core.script;

/**
 * A stretch of a script that is one transaction, Migri's or its own.
 *
 * @param start its first statement, its own {@code BEGIN} included
 * @param markable the first that a mark could stand in front of
 * @param mark the statement in front of which its mark stands
 * @param through ordinal after its last statement, its own {@code COMMIT} included
 * @param beforeOutside whether the next one runs outside of a transaction, and so is marked as in doubt
 * @param outlasting the first statement that a rollback may leave; -1 where none is
 */
record ScriptTransaction(int start, int markable, int mark, int through, boolean beforeOutside, int outlasting) {
    boolean outlasts() {
        return outlasting >= 0;
    }

    int doubtful() {
        return beforeOutside ? through : -1;
    }
}
