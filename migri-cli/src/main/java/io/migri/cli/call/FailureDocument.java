package io.migri.cli.call;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.ErrorMembers;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.JsonProgress;
import io.migri.cli.report.TargetMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The document of a command that failed before it had one, for whoever asked for JSON. */
public final class FailureDocument {

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
        if (!wanted(invocation) || terminal.hasPrinted()) {
            return;
        }
        if (invocation.takes(Setting.DRY_RUN)) {
            new JsonProgress(terminal, target, isOn(invocation, Setting.DRY_RUN)).ended(failure);
            return;
        }
        print(failure, target, target.map(known -> new Advice(known, word)), terminal);
    }

    /** The same of a command line that cannot be read. */
    public static void print(
            UsageException failure, List<String> arguments, Map<String, String> environment, Terminal terminal) {
        int option = arguments.indexOf("--output");
        boolean given = (option >= 0 && option + 1 < arguments.size())
                ? arguments.get(option + 1).equals("json")
                : arguments.contains("--output=json");
        if (given || "json".equals(environment.get(Setting.OUTPUT.variable()))) {
            print(failure, Optional.empty(), Optional.empty(), terminal);
        }
    }

    private static void print(
            Throwable failure, Optional<ConnectionConfig> target, Optional<Advice> advice, Terminal terminal) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.map(TargetMembers::of));
        document.put("error", new ErrorMembers(terminal.redaction(), advice).of(failure));
        terminal.printDocument(document);
    }

    private static boolean wanted(Invocation invocation) {
        return invocation.takes(Setting.OUTPUT)
                && invocation.value(Setting.OUTPUT).filter("json"::equals).isPresent();
    }

    /** Another setting may be what makes no sense. */
    private static boolean isOn(Invocation invocation, Setting flag) {
        return invocation.options().containsKey(flag);
    }
}
