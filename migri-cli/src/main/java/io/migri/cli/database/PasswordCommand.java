package io.migri.cli.database;

import io.migri.api.Secret;
import io.migri.cli.arguments.UsageException;
import java.io.IOException;
import java.io.InputStream;
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

    private PasswordCommand() {}

    /**
     * What {@code command} prints, without the last line end.
     *
     * @param refusal makes what is thrown where it fails, from the reason; the command itself is not told, since there
     * may be a secret in it
     */
    static Optional<Secret> run(String command, Function<String, UsageException> refusal) {
        try {
            Process process = new ProcessBuilder(shell(command))
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                return result(process, refusal);
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

    private static Optional<Secret> result(Process process, Function<String, UsageException> refusal)
            throws IOException {
        Thread limit = new Thread(() -> endLate(process), "migri-password");
        limit.setDaemon(true);
        limit.start();
        try (InputStream out = process.getInputStream()) {
            String text = PasswordInput.text(out, "the command", refusal);
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
        } finally {
            limit.interrupt();
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
