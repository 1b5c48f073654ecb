package io.migri.testkit.server.client;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs client programs to their end. */
final class ClientProgram {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private ClientProgram() {}

    /**
     * Runs {@code command} with {@code environment} on top of this process's own.
     *
     * @param input what it reads; null for nothing
     */
    static ProcessResult run(List<String> command, Map<String, String> environment, @Nullable Path input)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(input == null ? new File("/dev/null") : input.toFile());
        builder.environment().putAll(environment);
        try (ChildProcess child = ChildProcess.start(builder)) {
            return child.result(LIMIT);
        }
    }

    /** What a dump program wrote. */
    static String dumped(ProcessResult result) throws IOException {
        if (result.exitCode() != 0) {
            throw new IOException("cannot dump: " + result.errorText());
        }
        return result.outputText();
    }
}
