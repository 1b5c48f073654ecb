package io.migri.python.embedded;

import io.migri.api.text.Text;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.Jep;
import io.migri.python.jep.Embedding;
import io.migri.python.jep.JepClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The one CPython that this process can hold: once started it cannot be ended, nor started anew where that failed. It serves one run
 * at a time, because runs would meet in {@code sys}.
 */
public final class EmbeddedPython {
    /** A process has one address space, whatever number of runs. */
    private static final EmbeddedPython OF_THIS_PROCESS = new EmbeddedPython();

    private @Nullable Embedding embedding;
    private @Nullable Path program;
    private @Nullable String failure;
    private boolean started;
    private boolean taken;

    private EmbeddedPython() {}

    public static EmbeddedPython ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * An engine, and with it the right to the interpreter until the engine is closed.
     *
     * @param folder holds the sources of the runtime
     * @throws UnusableJepException where this cannot be, and why
     */
    public synchronized JepEngine start(Interpreter interpreter, Path folder) throws UnusableJepException {
        Embedding ready = prepared(interpreter);
        JepEngine engine = new JepEngine(ready, interpreter, folder, this::release);
        taken = true;
        try {
            engine.start();
            started = true;
            return engine;
        } catch (IOException e) {
            failure = started ? null : EmbeddingFailure.reason(e);
            engine.close();
            throw new UnusableJepException(EmbeddingFailure.of(e, interpreter), EmbeddingFailure.remedy(e), e);
        }
    }

    private Embedding prepared(Interpreter interpreter) throws UnusableJepException {
        Path wanted = Path.of(interpreter.executable());
        if (failure != null) {
            throw new UnusableJepException(
                    "Python failed to start in this process before: " + failure,
                    Text.of("start the process anew once that is put right, or use the engine process"),
                    null);
        }
        if (taken) {
            throw new UnusableJepException(
                    "another run of this process uses its Python", Text.of("use the engine auto or process"), null);
        }
        if (program != null && !program.equals(wanted)) {
            throw new UnusableJepException(
                    "this process already holds the Python of " + program
                            + ", and a process can hold only one, so not that of " + wanted,
                    Text.of(
                            "name the one that it holds, or use the engine process, which starts a Python for each run"),
                    null);
        }
        Embedding ready = embedding == null ? embedded(interpreter) : embedding;
        embedding = ready;
        program = wanted;
        return ready;
    }

    private Embedding embedded(Interpreter interpreter) throws UnusableJepException {
        Jep jep = JepRequirements.checked(interpreter);
        try {
            Embedding made = JepClasses.embedding(jep.jar());
            loadLibrary(interpreter);
            made.configure(jep.library(), Path.of(interpreter.executable()), localeIsNone());
            return made;
        } catch (IOException | LinkageError e) {
            failure = EmbeddingFailure.reason(e);
            throw new UnusableJepException(EmbeddingFailure.of(e, interpreter), EmbeddingFailure.remedy(e), e);
        }
    }

    /**
     * Jep's library names Python's by its file name alone; the one that is loaded already is then taken, rather than whichever of
     * that name the system has.
     */
    private static void loadLibrary(Interpreter interpreter) {
        interpreter.libraries().stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .ifPresent(EmbeddedPython::load);
    }

    private static void load(Path library) {
        System.load(library.toAbsolutePath().toString());
    }

    /** Where the locale is C, a Python of its own would turn to UTF-8 (PEP 540); an embedded one has to be told. */
    private static boolean localeIsNone() {
        return System.getProperty("sun.jnu.encoding", "").startsWith("ANSI_X3.4");
    }

    /** The engine has let go. */
    private synchronized void release() {
        taken = false;
    }
}
