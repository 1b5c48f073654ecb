package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.undo.Undo;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;

/** What stands on standard output, whether a person or a program reads it. Taken over from migri 0.7 to the letter. */
public final class Sentences {
    public static final String INIT = "Command `init` and run_initialization() are no longer supported and are now "
            + "handled automatically by `migrate` and run_migrations(). See README.\n";

    private Sentences() {}

    static String planned(Planned event) {
        if (event.found() == 0) {
            return "No migrations to apply. Migrations directory is empty.\n";
        }
        if (event.pending().isEmpty() && !event.remaining().isEmpty()) {
            return "No migrations to apply up to the one named. "
                    + later(event.remaining().size()) + "\n";
        }
        if (event.pending().isEmpty()) {
            return "All synced! No new migrations to apply! 🥳\n";
        }
        return Undo.isName(event.pending().get(0)) ? "Undoing migrations\n" : "Applying migrations\n";
    }

    private static String later(int count) {
        return count == 1 ? "1 later migration stays pending." : count + " later migrations stay pending.";
    }

    static String failed(MigrationReport.Failed event, Style style, Redaction redaction) {
        return fail(event.name(), oneLine(redaction.clean(event.message())), style);
    }

    static String rolledBack(MigrationReport.RolledBack event, Style style) {
        return fail(event.name(), "rolled back with all of the run", style);
    }

    static String notReached(MigrationReport.NotReached event, Style style) {
        return fail(event.name(), "previous migration failed", style);
    }

    static String finished(MigrationReport report) {
        if (!report.dryRun() || report.results().isEmpty()) {
            return "";
        }
        return Undo.isName(report.results().get(0).name())
                ? "Successfully undid migrations in dry run mode.\n"
                : "Successfully applied migrations in dry run mode.\n";
    }

    private static String fail(String name, String message, Style style) {
        return name + "..." + style.red("fail") + " [" + message + "]\n";
    }

    /** Whoever reads lines wants one a migration. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message.length());
        for (int i = 0; i < message.length(); i++) {
            char character = message.charAt(i);
            line.append(Character.isISOControl(character) ? ' ' : character);
        }
        return line.toString().strip();
    }
}
