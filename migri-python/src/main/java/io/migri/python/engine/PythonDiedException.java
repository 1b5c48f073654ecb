package io.migri.python.engine;

import java.io.IOException;
import java.util.List;

/** The interpreter is gone in the middle of its work. */
public final class PythonDiedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SIGNALLED = 128;

    private final transient List<String> lastLines;

    private PythonDiedException(String message, List<String> lastLines, Exception cause) {
        super(message, cause);
        this.lastLines = lastLines;
    }

    /**
     * Says how the process ended, and what it said last.
     *
     * @param asked whether it had been asked to end
     */
    public static PythonDiedException of(
            Process process, boolean asked, String doing, List<String> lastLines, IOException cause) {
        return asked
                ? new PythonDiedException("the Python process did not end by itself and was killed", lastLines, cause)
                : of(process, doing, lastLines, cause);
    }

    private static PythonDiedException of(Process process, String doing, List<String> lastLines, IOException cause) {
        return new PythonDiedException("the Python process " + how(process) + " while " + doing, lastLines, cause);
    }

    /** It was asked to stop and goes on; it cannot be killed without this process. */
    public static PythonDiedException hanging(Exception cause) {
        return new PythonDiedException(
                "the migration was asked to stop and does not; its thread was left to itself", List.of(), cause);
    }

    private static String how(Process process) {
        if (process.isAlive()) {
            return "closed its pipe to the run";
        }
        int status = process.exitValue();
        return switch (status) {
            case SIGNALLED + 11 -> "crashed with a segmentation fault";
            case SIGNALLED + 9 -> "was killed (signal 9; perhaps the machine ran out of memory)";
            default ->
                status > SIGNALLED ? "was ended by signal " + (status - SIGNALLED) : "ended with exit status " + status;
        };
    }

    /** What it printed last. */
    public List<String> lastLines() {
        return lastLines;
    }
}
