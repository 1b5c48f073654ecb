package io.migri.python.embedded;

import io.migri.api.text.Text;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.Jep;
import io.migri.python.interpreter.PythonSettings;
import java.nio.file.Files;

/** What has to be there before Python is started in this process, where a failure could not be undone. */
public final class JepRequirements {
    public static final Text INSTALL = Text.of("run `", PythonSettings.install(), "`, or use the engine process");

    private JepRequirements() {}

    /** The interpreter's Jep, which can be expected to work. */
    public static Jep checked(Interpreter interpreter) throws UnusableJepException {
        Jep jep = interpreter.jep().orElseThrow(() -> withoutJep(interpreter));
        if (!Files.isRegularFile(jep.jar()) || !Files.isRegularFile(jep.library())) {
            throw withoutJep(interpreter);
        }
        if (interpreter.freeThreaded()) {
            throw new UnusableJepException(
                    "the free-threaded Python " + interpreter.version() + " cannot run in this process",
                    Text.of("use a Python with its lock, or the engine process"),
                    null);
        }
        if (interpreter.libraries().stream().noneMatch(Files::isRegularFile)) {
            throw new UnusableJepException(
                    "Python " + interpreter.version() + " at " + interpreter.executable() + " has no shared library",
                    Text.of("install its shared library (on Debian the package libpython" + minor(interpreter)
                            + "), or use the engine process"),
                    null);
        }
        return jep;
    }

    private static UnusableJepException withoutJep(Interpreter interpreter) {
        return new UnusableJepException("jep is not installed in " + interpreter.executable(), INSTALL, null);
    }

    public static String minor(Interpreter interpreter) {
        return interpreter.version().substring(0, interpreter.version().lastIndexOf('.'));
    }
}
