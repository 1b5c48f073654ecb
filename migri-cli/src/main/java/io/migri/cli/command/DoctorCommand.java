package io.migri.cli.command;

import io.migri.Migri;
import io.migri.Surroundings;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.cli.archive.ClassArchive;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.database.Target;
import io.migri.cli.database.TargetReader;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.failure.Advice;
import io.migri.cli.installation.Installation;
import io.migri.cli.installation.KeptFiles;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Commentary;
import io.migri.cli.settings.ColorChoice;
import io.migri.cli.settings.HistorySettings;
import io.migri.cli.settings.LogLevel;
import io.migri.cli.settings.PluginSettings;
import io.migri.cli.settings.PythonSettings;
import io.migri.cli.settings.WaitSettings;
import io.migri.spi.examination.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migri doctor}: tells what is there and what is missing, with the remedy. Changes nothing. */
final class DoctorCommand implements Command {
    static final String WORD = "doctor";

    private static final int AREA = 12;
    private static final int TEXT = AREA + 9;

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Look at Java, Python and the database, and tell what is missing",
                        Setting.PYTHON,
                        Setting.PYTHON_ENGINE)
                .showing(
                        "migri doctor  # looks at everything",
                        "migri doctor --env production  # the same for another database");
    }

    /** Ends with 1 where some run would fail. */
    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        Optional<Target> named = new TargetReader(invocation).find();
        Optional<ConnectionConfig> target = named.map(Target::config);
        Map<String, String> settings = new HashMap<>(new PluginSettings(invocation).settings());
        settings.putAll(new PythonSettings(invocation, false).settings());
        Terminal shown = new ColorChoice(invocation)
                .applyTo(terminal)
                .hiding(terminal.redaction().and(target));
        named.stream()
                .flatMap(known -> known.warnings().stream())
                .forEach(warning -> shown.printError("warning: " + Printable.text(warning) + "\n"));
        boolean problem = false;
        Paragraph paragraph = Paragraph.on(shown.out());
        Migri.Builder migri = new WaitSettings(invocation)
                .applyTo(new HistorySettings(invocation).applyTo(Migri.builder()))
                .listener(new Commentary(shown, LogLevel.of(invocation)));
        for (Finding finding : findings(migri, target, settings)) {
            shown.print(text(finding, shown, paragraph));
            problem |= finding.state() == Finding.State.PROBLEM;
        }
        return problem ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
    }

    private static List<Finding> findings(
            Migri.Builder migri, Optional<ConnectionConfig> target, Map<String, String> settings) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? DoctorCommand.class.getClassLoader() : context;
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("migri", Installation.summary()));
        findings.add(Finding.ok("files", new KeptFiles(System.getenv()).text()));
        findings.addAll(new Surroundings(loader, settings).examine());
        findings.add(archive());
        findings.addAll(target.map(named -> database(migri, named))
                .orElseGet(() -> List.of(Finding.warning(
                        "database", "not looked at, because none is named", "name one with -n or --url"))));
        return findings;
    }

    private static Finding archive() {
        return Finding.ok(
                "start",
                ClassArchive.used()
                        .map(path -> "from the archive of classes " + path)
                        .orElse("without an archive of classes, which migri archive makes: starts would be faster"));
    }

    private static List<Finding> database(Migri.Builder migri, ConnectionConfig target) {
        try {
            return migri.target(target).source(List::of).logging(false).build().examine();
        } catch (MigriException e) {
            return List.of(Finding.problem(
                    "database", e.text(), Text.of(new Advice(target).about(e).orElse(""))));
        }
    }

    private static String text(Finding finding, Terminal terminal, Paragraph paragraph) {
        Style style = terminal.out().style();
        Redaction redaction = terminal.redaction();
        String word =
                switch (finding.state()) {
                    case OK -> style.green("OK     ");
                    case WARNING -> style.bold("WARNING");
                    case PROBLEM -> style.error("PROBLEM");
                };
        String area =
                finding.area() + " ".repeat(Math.max(1, AREA - finding.area().length()));
        String line = area + word + "  " + told(finding.text(), paragraph, redaction, TEXT);
        return finding.remedy().isEmpty()
                ? line
                : line + " ".repeat(TEXT) + style.dim("→ ") + told(finding.remedy(), paragraph, redaction, TEXT + 2);
    }

    private static String told(Text text, Paragraph paragraph, Redaction redaction, int margin) {
        return paragraph.text(Printable.text(redaction.clean(text)), margin, " ".repeat(margin)) + "\n";
    }
}
