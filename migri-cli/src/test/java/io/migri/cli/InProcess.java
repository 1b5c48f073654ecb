package io.migri.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.cli.arguments.Setting;
import io.migri.cli.output.Captured;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.testkit.fault.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line in this JVM: for tests that run many commands, and to which it does not matter that each is a process, which would
 * take a hundred times as long. There is no terminal, and no environment but what is given.
 */
public final class InProcess {

    private InProcess() {}

    /** Runs it to its end. */
    public static ProcessResult run(Map<String, String> environment, List<String> arguments) {
        Captured captured = new Captured(false);
        int status = new Cli(captured.terminal(), environment).run(arguments);
        OutputSchema.check(arguments, environment, captured.out());
        return new ProcessResult(
                command(arguments),
                status,
                captured.out().getBytes(UTF_8),
                captured.err().getBytes(UTF_8));
    }

    /**
     * Runs it to its end as if it were called in {@code directory}: the migrations are in {@code migrations} there unless something else
     * is said, and files below it are spoken of without it.
     */
    public static ProcessResult run(Path directory, Map<String, String> environment, List<String> arguments) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent(
                Setting.MIGRATIONS_DIR.variable(),
                directory.resolve(MigrationsDirectory.DEFAULT).toString());
        ProcessResult result = run(variables, arguments);
        return new ProcessResult(
                command(arguments),
                result.exitCode(),
                seenFrom(directory, result.outputText()),
                seenFrom(directory, result.errorText()));
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("migri"));
        command.addAll(arguments);
        return command;
    }

    private static byte[] seenFrom(Path directory, String text) {
        return text.replace(directory + "/", "").getBytes(UTF_8);
    }
}
