package io.migri.cli;

import io.migri.Migri;
import io.migri.Surroundings;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigriException;
import io.migri.spi.examination.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migri doctor}: tells what is there and what is missing, with the remedy. Changes nothing. */
final class DoctorCommand {
    private static final int AREA = 12;

    private final Terminal terminal;
    private final Optional<ConnectionConfig> target;
    private final Map<String, String> settings;
    private final Style style;
    private final Redaction redaction;

    /** @throws UsageException where a setting has a value that it cannot have */
    DoctorCommand(Invocation invocation, Terminal terminal) {
        this.target = invocation.value(Setting.DB_NAME).map(name -> new TargetReader(invocation).read());
        this.settings = new PythonSettings(invocation, false).settings();
        this.style = new ColorChoice(invocation).style(terminal.outIsTerminal());
        this.redaction = terminal.redaction().and(target);
        this.terminal = terminal.hiding(redaction);
    }

    /** Returns the exit status: 1 where some run would fail. */
    int run() {
        boolean problem = false;
        for (Finding finding : findings()) {
            terminal.print(text(finding));
            problem |= finding.state() == Finding.State.PROBLEM;
        }
        return problem ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
    }

    private List<Finding> findings() {
        ClassLoader loader = DoctorCommand.class.getClassLoader();
        List<Finding> findings = new ArrayList<>(new Surroundings(loader, settings).examine());
        findings.addAll(target.map(DoctorCommand::database)
                .orElseGet(() -> List.of(Finding.warning(
                        "database", "not looked at, because none is named", "name one with -n or DB_NAME"))));
        return findings;
    }

    private static List<Finding> database(ConnectionConfig target) {
        try {
            return Migri.builder().target(target).source(List::of).build().examine();
        } catch (MigriException e) {
            return List.of(Finding.problem(
                    "database", e.getMessage(), new Advice(target).about(e).orElse("")));
        }
    }

    private String text(Finding finding) {
        String word =
                switch (finding.state()) {
                    case OK -> style.green("OK     ");
                    case WARNING -> style.bold("WARNING");
                    case PROBLEM -> style.error("PROBLEM");
                };
        String area =
                finding.area() + " ".repeat(Math.max(1, AREA - finding.area().length()));
        String line = area + word + "  " + Printable.text(redaction.clean(finding.text())) + "\n";
        return finding.remedy().isEmpty()
                ? line
                : line + " ".repeat(AREA) + style.dim("         → ") + Printable.text(redaction.clean(finding.remedy()))
                        + "\n";
    }
}
