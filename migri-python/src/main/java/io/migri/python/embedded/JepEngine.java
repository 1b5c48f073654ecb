package io.migri.python.embedded;

import io.migri.python.engine.Conversation;
import io.migri.python.engine.PythonDiedException;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonOutcome;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.Jep;
import io.migri.python.jep.Embedding;
import io.migri.spi.binding.ScriptFunctionException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * CPython within this JVM. A call costs a tenth of what it costs in a process of its own; what crashes the interpreter crashes the
 * JVM. It runs on a thread of its own, on which also the database is called.
 */
public final class JepEngine implements PythonEngine, JepConversation.Threads {
    private static final long GRACE_MILLIS = 5000;
    private static final long LOOK_MILLIS = 200;

    private final Runnable release;
    private final Embedding embedding;
    private final Interpreter interpreter;
    private final String setup;
    private final JepConversation bridge = new JepConversation(this);
    private final JepThread main = new JepThread("migri-python");
    private @Nullable JepThread second;
    private @Nullable JepThread third;
    private volatile long interruptedAt;
    private boolean abandoned;
    private boolean closed;

    /**
     * An engine that has not started.
     *
     * @param folder holds the sources of the runtime
     * @param release gives the interpreter back; not called where a thread still hangs in it
     */
    JepEngine(Embedding embedding, Interpreter interpreter, Path folder, Runnable release) {
        this.release = release;
        this.embedding = embedding;
        this.interpreter = interpreter;
        this.setup = JepSetup.code(folder);
    }

    /** Starts, and waits until Python is ready. */
    void start() throws IOException {
        main.start(embedding, bridge, setup).awaitStart();
    }

    private JepThread another(String name) {
        return new JepThread(name).start(embedding, bridge, setup);
    }

    @Override
    public String description() {
        return "Python " + interpreter.version() + " in this process, by Jep "
                + interpreter.jep().map(Jep::version).orElse("") + " (" + interpreter.executable() + ")";
    }

    @Override
    public PythonOutcome check(String file, byte[] source) throws IOException {
        return outcome(JepThread.result(main.submit(() -> main.call("migri_execute", "check", file, source))));
    }

    @Override
    public PythonOutcome run(Map<String, ?> options, Conversation conversation) throws IOException, SQLException {
        bridge.begin(conversation);
        interruptedAt = 0;
        try {
            Object told = finished(main.submit(() -> main.call("migri_execute", "run", options)));
            bridge.rethrow();
            return outcome(told);
        } finally {
            bridge.end();
        }
    }

    /** Waits for the migration; for one that was asked to stop, no longer than is decent. */
    private @Nullable Object finished(Future<@Nullable Object> running) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    return JepThread.result(running);
                } catch (ExecutionException e) {
                    return JepThread.result(running);
                } catch (TimeoutException e) {
                    refuseToWaitLonger(e);
                } catch (InterruptedException e) {
                    interrupted = true;
                    interrupt();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void refuseToWaitLonger(TimeoutException cause) throws PythonDiedException {
        if (interruptedAt != 0 && System.nanoTime() - interruptedAt > GRACE_MILLIS * 1_000_000) {
            abandoned = true;
            throw PythonDiedException.hanging(cause);
        }
    }

    private static PythonOutcome outcome(@Nullable Object answer) throws IOException {
        if (answer instanceof List<?> message) {
            return PythonEngine.outcome(message);
        }
        throw new IOException("Python gave no answer");
    }

    @Override
    public @Nullable Object call(long function, List<? extends @Nullable Object> arguments)
            throws ScriptFunctionException {
        JepThread caller = bridge.caller();
        if (caller == null || !caller.isCurrent()) {
            throw new ScriptFunctionException(
                    "a function of a migration can only be called during a call of the database");
        }
        try {
            List<?> answer =
                    (List<?>) java.util.Objects.requireNonNull(caller.call("migri_function", function, arguments));
            if ("return".equals(answer.get(0))) {
                return answer.get(1);
            }
            throw new ScriptFunctionException(String.valueOf(answer.get(1)));
        } catch (IOException e) {
            throw new ScriptFunctionException(String.valueOf(e.getMessage()));
        }
    }

    /** Python raises KeyboardInterrupt as soon as it executes Python code again; the database's work is ended here. */
    @Override
    public synchronized void interrupt() {
        interruptedAt = System.nanoTime();
        bridge.cancel();
        if (third == null) {
            third = another("migri-python-interrupt");
        }
        JepThread interrupting = third;
        interrupting.begin("migri_interrupt");
    }

    @Override
    public JepThread main() {
        return main;
    }

    @Override
    public synchronized JepThread second() {
        if (second == null) {
            second = another("migri-python-second");
        }
        return second;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (JepThread other : new @Nullable JepThread[] {second, third}) {
            abandoned |= other != null && !other.close(GRACE_MILLIS);
        }
        abandoned |= !main.close(abandoned ? 0 : GRACE_MILLIS);
        if (!abandoned) {
            release.run();
        }
    }
}
