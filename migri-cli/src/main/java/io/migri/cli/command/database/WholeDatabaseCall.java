package io.migri.cli.command.database;

import io.migri.Database;
import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.call.DatabaseCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.exit.Signals;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Commentary;
import io.migri.cli.report.TargetMembers;
import io.migri.cli.settings.HistorySettings;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.cli.settings.OutputFormat;
import io.migri.cli.settings.PluginSettings;
import io.migri.cli.settings.WaitSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A call of a command for the database as a whole. */
final class WholeDatabaseCall {
    private final Invocation invocation;
    private final DatabaseCall call;
    private final boolean json;

    /** @throws UsageException where a setting has a value that it cannot have */
    WholeDatabaseCall(Invocation invocation, Terminal terminal, String word) {
        this.invocation = invocation;
        this.call = new DatabaseCall(invocation, terminal, word);
        this.json = OutputFormat.isJson(invocation);
    }

    /** Its name alone; that of a file is the last part of the path. */
    String name() {
        String database = call.target().database();
        return call.target().host().isEmpty() ? database.substring(database.lastIndexOf('/') + 1) : database;
    }

    /** Which database it is, for a sentence. */
    String described() {
        return "the database " + Printable.text(call.target().describe());
    }

    Terminal terminal() {
        return call.terminal();
    }

    /**
     * Says what came of it, in a sentence or as a document.
     *
     * @param member tells a program whether it came to that
     */
    ExitStatus done(String sentence, String member, boolean value) {
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("target", TargetMembers.of(call.target()));
            members.put(member, value);
            terminal().printDocument(members);
        } else {
            terminal().print(sentence);
        }
        return ExitStatus.DONE;
    }

    /** For what is to be told on standard error. */
    Commentary commentary() {
        return call.commentary();
    }

    /** Does {@code work}, and reports its failure. */
    ExitStatus run(Function<Database, ExitStatus> work) {
        Cancellation cancellation = new Cancellation();
        Migri.Builder migri =
                new WaitSettings(invocation).applyTo(new HistorySettings(invocation).applyTo(Migri.builder()));
        Signals signals = Signals.watchDatabase(cancellation, call.terminal());
        return call.run(signals, () -> {
            Commentary commentary = call.commentary();
            commentary.database(call.target());
            return work.apply(located(migri.target(call.target()))
                    .logging(false)
                    .listener(signals)
                    .listener(commentary)
                    .cancellation(cancellation)
                    .build()
                    .database());
        });
    }

    private Migri.Builder located(Migri.Builder migri) {
        new PluginSettings(invocation).applyTo(migri);
        return invocation.takes(Setting.MIGRATIONS_DIR)
                ? migri.location(MigrationsDirectory.of(invocation))
                : migri.source(List::of);
    }
}
