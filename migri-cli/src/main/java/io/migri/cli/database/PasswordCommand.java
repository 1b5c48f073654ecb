package io.migri.cli.database;

import io.migri.api.Secret;
import io.migri.cli.arguments.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A command of the shell that prints the password. It may ask on the terminal, and what it writes to standard error is
 * seen: that is for the user.
 */
final class PasswordCommand {
    private static final int PATIENCE_SECONDS = 60;
    private static final long LOOK_MILLIS = 50;

    private final Function<String, UsageException> refusal;
    private final int patience;

    /**
     * One that gives the command so long.
     *
     * @param refusal makes what is thrown where it fails, from the reason; the command itself is not told, since there
     * may be a secret in it
     * @param patience in seconds
     */
    PasswordCommand(Function<String, UsageException> refusal, int patience) {
        this.refusal = refusal;
        this.patience = patience;
    }

    /**
     * What {@code command} prints, without the last line end.
     *
     * @param refusal makes what is thrown where it fails, from the reason; the command itself is not told, since there
     * may be a secret in it
     */
    static Optional<Secret> run(String command, Function<String, UsageException> refusal) {
        return new PasswordCommand(refusal, PATIENCE_SECONDS).run(command);
    }

    /** The same, with this patience. */
    Optional<Secret> run(String command) {
        try {
            Process process = new ProcessBuilder(shell(command))
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                return result(process);
            } finally {
                end(process);
            }
        } catch (IOException e) {
            throw refusal.apply("the command cannot be started.");
        }
    }

    private static List<String> shell(String command) {
        return System.getProperty("os.name", "").startsWith("Windows")
                ? List.of("cmd.exe", "/c", command)
                : List.of("/bin/sh", "-c", command);
    }

    private Optional<Secret> result(Process process) throws IOException {
        PrintedBytes printed = PrintedBytes.of(process.getInputStream());
        try {
            await(process, printed);
            String text = PasswordInput.text(printed.taken(), "the command", refusal);
            int status = process.waitFor();
            if (status != 0) {
                throw refusal.apply("the command failed with exit status " + status + ".");
            }
            if (text.isEmpty()) {
                throw refusal.apply("the command printed nothing.");
            }
            return Optional.of(Secret.of(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal.apply("the command was interrupted.");
        }
    }

    /** Until it has ended, or has printed more than any password has. */
    private void await(Process process, PrintedBytes printed) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        while (!printed.isTooMuch() && !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - end > 0) {
                throw refusal.apply("the command had not ended after " + patience + " seconds, and was stopped. Run it"
                        + " by hand to see what it waits for, or give the password by --db-pass-file.");
            }
        }
    }

    /** With what it has started, which would keep its output open. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
