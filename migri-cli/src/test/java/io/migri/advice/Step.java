package io.migri.advice;

import java.util.List;

/** Something that help tells its reader to do. */
sealed interface Step {

    /** Write what was meant into the file, from that statement on; 0 where any of it may change. */
    record Fix(int from) implements Step {}

    /** Write into the file, behind its finished part, what the session has lost. */
    record AddLost(int behind) implements Step {}

    /** Call the program with these words. */
    record Call(List<String> words) implements Step {}

    /** Take back by hand all that the migration has done. */
    record UndoAll() implements Step {}

    /** Take back by hand what a rollback left. */
    record RemoveRemains() implements Step {}

    /** Do by hand what is not there of the migration. */
    record FinishByHand() implements Step {}

    /** Let whoever is in the way end. */
    record LetOthersEnd() implements Step {}

    /** Take back by hand what is there of the statement in doubt. */
    record UndoStatement() implements Step {}

    /** Do by hand what is not there of the statement in doubt. */
    record FinishStatement() implements Step {}
}
