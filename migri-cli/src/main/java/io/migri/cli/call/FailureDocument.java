package io.migri.cli.call;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.ErrorMembers;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.EventProgress;
import io.migri.cli.report.TargetMembers;
import io.migri.cli.settings.OutputFormat;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The document of a command that failed before it had one, for whoever asked for JSON. */
public final class FailureDocument {

    private static final String OPTION = "--output";

    private FailureDocument() {}

    /** Writes it, unless standard output is not to be a document, or has one already. Nobody knows yet which database is meant. */
    public static void print(Throwable failure, Invocation invocation, Terminal terminal) {
        print(failure, invocation, Optional.empty(), "", terminal);
    }

    /**
     * The same where the database is known.
     *
     * @param word of the command, which the advice names
     */
    public static void print(
            Throwable failure, Invocation invocation, ConnectionConfig target, String word, Terminal terminal) {
        print(failure, invocation, Optional.of(target), word, terminal);
    }

    private static void print(
            Throwable failure,
            Invocation invocation,
            Optional<ConnectionConfig> target,
            String word,
            Terminal terminal) {
        if (!wanted(invocation) || terminal.hasDocument()) {
            return;
        }
        if (invocation.takes(Setting.DRY_RUN)) {
            DocumentChoice.progress(terminal, invocation, target, isOn(invocation, Setting.DRY_RUN))
                    .ended(failure);
            return;
        }
        terminal.printDocument(members(failure, target, target.map(known -> new Advice(known, word)), terminal));
    }

    /** The same of a command line that cannot be read. */
    public static void print(
            UsageException failure, List<String> arguments, Map<String, String> environment, Terminal terminal) {
        Optional<String> format = format(arguments, environment);
        if (OutputFormat.isJson(format)) {
            // nobody knows whether this was to be a run, whose events end with such a one
            Map<String, Object> document =
                    OutputFormat.isStream(format) ? EventProgress.last(Clock.systemUTC()) : new LinkedHashMap<>();
            document.putAll(members(failure, Optional.empty(), Optional.empty(), terminal));
            terminal.printDocument(document);
        }
    }

    private static Optional<String> format(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(OPTION) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
            if (arguments.get(i).startsWith(OPTION + "=")) {
                return Optional.of(arguments.get(i).substring(OPTION.length() + 1));
            }
        }
        return Optional.ofNullable(environment.get(Setting.OUTPUT.variable()));
    }

    private static Map<String, Object> members(
            Throwable failure, Optional<ConnectionConfig> target, Optional<Advice> advice, Terminal terminal) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.map(TargetMembers::of));
        document.put("error", new ErrorMembers(terminal.redaction(), advice).of(failure));
        return document;
    }

    private static boolean wanted(Invocation invocation) {
        return invocation.takes(Setting.OUTPUT) && OutputFormat.isJson(invocation.value(Setting.OUTPUT));
    }

    /** Another setting may be what makes no sense. */
    private static boolean isOn(Invocation invocation, Setting flag) {
        return invocation.options().containsKey(flag);
    }
}
