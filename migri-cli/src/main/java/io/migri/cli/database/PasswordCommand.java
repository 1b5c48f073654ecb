package io.migri.cli.database;

import io.migri.api.Secret;
import io.migri.cli.arguments.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A command of the shell that prints the password. It may ask on the terminal, and what it writes to standard error is
 * seen: that is for the user.
 */
final class PasswordCommand {
    private static final int PATIENCE_SECONDS = 60;

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
        AtomicBoolean late = new AtomicBoolean();
        Thread limit = new Thread(() -> endLate(process, late), "migri-password");
        limit.setDaemon(true);
        limit.start();
        try (InputStream out = process.getInputStream()) {
            String text = PasswordInput.text(out, "the command", refusal);
            int status = process.waitFor();
            if (late.get()) {
                throw refusal.apply("the command had not ended after " + patience + " seconds, and was stopped. Run it"
                        + " by hand to see what it waits for, or give the password by --db-pass-file.");
            }
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
        } finally {
            limit.interrupt();
        }
    }

    private void endLate(Process process, AtomicBoolean late) {
        try {
            if (!process.waitFor(patience, TimeUnit.SECONDS)) {
                late.set(true);
                end(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With what it has started, which would keep its output open. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
