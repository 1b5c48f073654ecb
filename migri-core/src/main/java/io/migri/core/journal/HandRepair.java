package io.migri.core.journal;

/** What somebody can do by hand about a migration that is half done. */
public final class HandRepair {
    /** Where it may have committed a part of its work, and nobody knows which. */
    public static final String WHOLE =
            "undo by hand what of it is there, and run `migri resume --retry`, which runs the file again from the start;"
                    + " or finish it by hand, and run `migri resume --mark-applied`, which records it";

    private HandRepair() {}

    /** What somebody calls who has undone all that a migration did. */
    public static String anew(String migration) {
        return "run `migri repair --clear-journal " + migration + "` and then `migri migrate`";
    }
}
