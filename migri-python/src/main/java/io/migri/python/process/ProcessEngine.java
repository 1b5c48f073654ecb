package io.migri.python.process;

import static java.util.Objects.requireNonNull;

import io.migri.python.codec.FrameStream;
import io.migri.python.engine.Attention;
import io.migri.python.engine.Conversation;
import io.migri.python.engine.PythonDiedException;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonOutcome;
import io.migri.python.interpreter.ChildEnvironment;
import io.migri.python.interpreter.Interpreter;
import io.migri.spi.binding.ScriptFunctionException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * CPython in a child process. It cannot harm the JVM, whatever happens in it, and needs nothing but an interpreter. The child talks
 * in frames over its standard input and output; all that is printed goes to its standard error.
 */
public final class ProcessEngine implements PythonEngine {
    private static final long GRACE_MILLIS = 2000;
    private static final long LAST_WORDS_MILLIS = 1000;

    private final Interpreter interpreter;
    private final Process process;
    private final FrameStream frames;
    private final ChildOutput output;
    private @Nullable Attention attention;
    private volatile boolean asked;

    private ProcessEngine(Interpreter interpreter, Process process) {
        this.interpreter = interpreter;
        this.process = process;
        this.frames = new FrameStream(process.getInputStream(), process.getOutputStream());
        this.output = ChildOutput.of(process.getErrorStream());
    }

    /** Starts the child without waiting for it. */
    public static ProcessEngine start(Interpreter interpreter, Path runtime) throws IOException {
        Path main = runtime.resolve("migri_rt").resolve("child.py");
        ProcessBuilder builder = new ProcessBuilder(interpreter.executable(), "-I", "-u", main.toString());
        ChildEnvironment.withoutCredentials(builder.environment());
        return new ProcessEngine(interpreter, builder.start());
    }

    @Override
    public String description() {
        return "Python " + interpreter.version() + " in a process of its own (" + interpreter.executable() + ")";
    }

    @Override
    public PythonOutcome check(String file, byte[] source) throws IOException {
        frames.send("check", file, source);
        return PythonEngine.outcome(next("it compiled " + file));
    }

    @Override
    public PythonOutcome run(Map<String, ?> options, Conversation conversation) throws IOException, SQLException {
        String mark = UUID.randomUUID().toString();
        Map<String, Object> marked = new HashMap<>(options);
        marked.put("mark", mark);
        output.listen(conversation::print);
        try (Attention listening = new Attention(frames, conversation)) {
            attention = listening;
            frames.send("run", marked);
            PythonOutcome outcome = converse(conversation, listening);
            output.awaitMark(mark, LAST_WORDS_MILLIS);
            return outcome;
        } finally {
            attention = null;
            output.listen(null);
        }
    }

    private PythonOutcome converse(Conversation conversation, Attention listening) throws IOException {
        while (true) {
            List<?> message = next("the migration ran");
            if (message.get(0).equals("call")) {
                @Nullable Object[] answer = listening.during(() -> conversation.call(message));
                frames.send(answer);
            } else if (message.get(0).equals("finished")) {
                return PythonEngine.outcome(message);
            } else {
                conversation.tell(message);
            }
        }
    }

    @Override
    public @Nullable Object call(long function, List<? extends @Nullable Object> arguments)
            throws ScriptFunctionException {
        Attention listening = requireNonNull(attention, "functions are called during a run");
        listening.pause();
        try {
            frames.send("function", function, arguments);
            List<?> answer = next("a function of the migration ran");
            if (answer.get(0).equals("return")) {
                return answer.get(1);
            }
            throw new ScriptFunctionException(String.valueOf(answer.get(1)));
        } catch (IOException e) {
            throw new ScriptFunctionException(String.valueOf(e.getMessage()));
        } finally {
            listening.resume();
        }
    }

    private List<?> next(String doing) throws IOException {
        try {
            return frames.receive();
        } catch (EOFException e) {
            throw died(doing, e);
        }
    }

    private PythonDiedException died(String doing, IOException cause) {
        try {
            process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.awaitEnd(LAST_WORDS_MILLIS);
        return PythonDiedException.of(process, asked, doing, output.lastLines(), cause);
    }

    /** The child takes SIGTERM for a request to stop; if it does not stop within a moment it is killed. */
    @Override
    public void interrupt() {
        asked = true;
        process.toHandle().destroy();
        Thread killer = new Thread(this::killAfterGrace, "migri-python-kill");
        killer.setDaemon(true);
        killer.start();
    }

    private void killAfterGrace() {
        try {
            if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The child ends by itself when its input does; it is killed if threads of a migration keep it. */
    @Override
    public void close() {
        frames.close();
        try {
            if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
