package io.migri.core.journal;

import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;

/** What somebody can do by hand about a migration that is half done. */
public final class HandRepair {
    private HandRepair() {}

    /** Where a script of that name may have committed a part of its work, and nobody knows which. */
    public static Text ofWhole(String name) {
        return Text.of(
                "undo by hand what it did, and run `",
                Operation.RESUME_RETRY,
                "`, which runs the file again from the start; or finish it by hand, and run `",
                Operation.RESUME_MARK_APPLIED,
                "`, which " + recording(name));
    }

    /** What is done with the history once a script of that name is complete. */
    static String recording(String name) {
        return Undo.isName(name) ? "takes its migration out of the history" : "records it";
    }

    /** What goes on with a script of that name, which is a migration's or an undo's. */
    public static Operation continuing(String name) {
        return Undo.isName(name) ? Operation.DOWN : Operation.MIGRATE;
    }

    /** What somebody calls who has undone all that a migration did. */
    public static Text anew(String migration) {
        return Text.of("run `", Operation.CLEAR_JOURNAL.on(migration), "` and then `", continuing(migration), "`");
    }
}
