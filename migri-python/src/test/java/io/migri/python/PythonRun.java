package io.migri.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.python.engine.Conversation;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonHost;
import io.migri.python.engine.PythonOutcome;
import io.migri.python.engine.RuntimeFiles;
import io.migri.spi.binding.Facade;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** An engine with what it needs to run migrations on an {@link EchoChannel}. */
public final class PythonRun implements AutoCloseable {
    private static final Facade FACADE = new Facade("migri_echo", PythonRun.class, List.of("__init__.py"));

    private final PythonEngine engine;
    private final Path folder;

    private PythonRun(PythonEngine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    public static PythonRun with(Starting starting, Path cache) throws IOException {
        Path folder = RuntimeFiles.unpacked(FACADE, cache);
        return new PythonRun(starting.start(folder), folder);
    }

    public PythonEngine engine() {
        return engine;
    }

    public PythonOutcome check(String text) throws IOException {
        return engine.check("m/0001_test.py", text.getBytes(UTF_8));
    }

    /** Runs a whole file. */
    public Ran run(String text) throws IOException, SQLException {
        Execution execution = execution();
        return execution.run(text);
    }

    /** Runs the body of {@code migrate(conn)}. */
    public Ran migrate(String... body) throws IOException, SQLException {
        return run(migration(body));
    }

    public static String migration(String... body) {
        return "async def migrate(conn):\n    " + String.join("\n    ", body) + "\n";
    }

    public Execution execution() {
        return new Execution(engine, folder);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Makes an engine. */
    @FunctionalInterface
    public interface Starting {
        PythonEngine start(Path folder) throws IOException;
    }

    /** One migration on one channel. */
    public static final class Execution {
        private final PythonEngine engine;
        private final Path folder;
        private final RecordingContext context = new RecordingContext();
        private final EchoChannel channel;

        private Execution(PythonEngine engine, Path folder) {
            this.engine = engine;
            this.folder = folder;
            this.channel = new EchoChannel(new PythonHost(engine, context, true));
        }

        public EchoChannel channel() {
            return channel;
        }

        public RecordingContext context() {
            return context;
        }

        public Ran run(String text) throws IOException, SQLException {
            Conversation conversation = new Conversation(channel, context, false);
            PythonOutcome outcome = engine.run(
                    Map.of(
                            "file",
                            "m/0001_test.py",
                            "path",
                            "/m/0001_test.py",
                            "source",
                            text.getBytes(UTF_8),
                            "folder",
                            folder.toString(),
                            "facade",
                            "migri_echo",
                            "server",
                            "echo 1.0",
                            "entry",
                            "migrate",
                            "transactional",
                            true,
                            "only_in_transaction",
                            false),
                    conversation);
            return new Ran(outcome, context.printed(), context.notices(), channel.asked());
        }
    }

    /**
     * What came of it.
     *
     * @param asked the operations, in order
     */
    public record Ran(PythonOutcome outcome, List<String> printed, List<String> notices, List<String> asked) {
        public boolean ok() {
            return outcome.ok();
        }

        public String message() {
            return outcome.message();
        }
    }
}
