package io.migri.cli.failure;

import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.undo.Undo;

/**
 * Which command goes on where a run failed.
 *
 * @param command the word of the one that was called
 */
record OnceMore(String command) {
    private static final String MIGRATE = "migri migrate";
    private static final String DOWN = "down";
    private static final String REDO = "redo";

    /** The command that failed before it came to a script. */
    String earnest() {
        return isBack() ? "migri " + command : MIGRATE;
    }

    private boolean isBack() {
        return command.equals(DOWN) || command.equals(REDO);
    }

    /** What failed is done again, and not for the first time in earnest. */
    String after(MigriException failure) {
        if (!(failure instanceof MigrationFailedException failed)) {
            return earnest();
        }
        if (failed.report().dryRun()) {
            return earnest() + " --dry-run";
        }
        if (Undo.isName(failed.migration())) {
            return isBack() ? earnest() : "migri " + DOWN;
        }
        return isTakenBack(failed.report()) ? earnest() : MIGRATE;
    }

    /** Whether nothing of the run is left, so that what it undid first is applied still. */
    private static boolean isTakenBack(MigrationReport report) {
        return report.results().stream().anyMatch(MigrationReport.RolledBack.class::isInstance);
    }

    /** An undo that was committed after all is not to be followed by that of one migration more. */
    String afterDoubt(MigrationFailedException failure) {
        if (Undo.isName(failure.migration())) {
            return "see with `migri status` whether " + Undo.migrationOf(failure.migration())
                    + " is applied still; if so, run `" + after(failure) + "` again, which goes on where it ended";
        }
        return "run `" + after(failure) + "` again: it looks whether " + failure.migration()
                + " is recorded, and goes on where it ended";
    }
}
