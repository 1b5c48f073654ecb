package io.migri.python.embedded;

import io.migri.api.text.Text;
import io.migri.python.interpreter.Interpreter;

/** Says in a sentence why Python did not start in this process; Jep's own words need a reader who knows Jep. */
final class EmbeddingFailure {

    private EmbeddingFailure() {}

    static String of(Throwable failure, Interpreter interpreter) {
        return "Python " + interpreter.version() + " of " + interpreter.executable()
                + " did not start in this process: " + reason(failure);
    }

    /** The innermost account, in one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return (message == null ? cause.getClass().getSimpleName() : message)
                .lines()
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
    }

    static Text remedy(Throwable failure) {
        String reason = reason(failure);
        if (reason.contains("already loaded in another classloader")) {
            return Text.of("another copy of Migri in this process holds Python; use the engine process");
        }
        if (reason.contains("compiled against") || reason.contains("No module named 'jep'")) {
            return Text.of("jep was built for another Python; ", JepRequirements.INSTALL);
        }
        if (reason.contains("cannot open shared object file")) {
            return Text.of("a library is missing; ", JepRequirements.INSTALL);
        }
        return JepRequirements.INSTALL;
    }
}
