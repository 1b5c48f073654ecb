package io.migri.core.run;

/** What somebody can do by hand about a migration that is half done. */
final class HandRepair {
    /** Where it may have committed a part of its work, and nobody knows which. */
    static final String WHOLE =
            "undo by hand what of it is there, and run `migri resume --retry`, which runs the file again from the start;"
                    + " or finish it by hand, and run `migri resume --mark-applied`, which records it";

    private HandRepair() {}

    /** What somebody calls who has undone all that a migration did. */
    static String anew(String migration) {
        return "run `migri repair --clear-journal " + migration + "` and then `migri migrate`";
    }
}
