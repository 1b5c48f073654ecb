package io.migri.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program under test in a process of its own. Closing it kills it if it still runs. */
public final class ChildProcess implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final OutputCollector output;
    private final OutputCollector errors;

    private ChildProcess(List<String> command, Process process) {
        this.command = List.copyOf(command);
        this.process = process;
        this.output = OutputCollector.of(process.getInputStream());
        this.errors = OutputCollector.of(process.getErrorStream());
    }

    /** Starts a program as {@code builder} says, which the caller sets up; its output is collected. Signals are as by default. */
    public static ChildProcess start(ProcessBuilder builder) throws IOException {
        builder.command(DefaultSignals.before(builder.command()));
        return new ChildProcess(builder.command(), builder.start());
    }

    /** Starts {@code command} in {@code directory} with {@code environment} on top of this process's own. */
    public static ChildProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return start(builder);
    }

    /** Starts the main method of {@code program} in a JVM like this one with the same class path. */
    public static ChildProcess java(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                program.getName()));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    /** The class path of this JVM, also where Surefire hides it in a jar's manifest. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Writes to its standard input. */
    public void type(String text) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(text.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** What it has written to its standard output so far, as UTF-8. */
    public String output() {
        return output.text();
    }

    /** Waits until its standard output contains {@code text}. */
    public void awaitOutput(String text, Duration limit) throws InterruptedException {
        await(output, text, limit);
    }

    /** Waits until its standard error contains {@code text}. */
    public void awaitErrors(String text, Duration limit) throws InterruptedException {
        await(errors, text, limit);
    }

    /** Waits for its end. */
    public ProcessResult result(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill9();
            throw new AssertionError("still running after " + limit + "; " + describe());
        }
        output.join();
        errors.join();
        return new ProcessResult(command, process.exitValue(), output.bytes(), errors.bytes());
    }

    /** Ends it without its getting to know. */
    public void kill9() {
        process.destroyForcibly();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends a signal by its name without SIG, such as {@code INT}. */
    public void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("cannot send " + name + " to process " + pid());
        }
    }

    @Override
    public void close() {
        kill9();
    }

    private void await(OutputCollector collector, String text, Duration limit) throws InterruptedException {
        if (!collector.await(text, limit)) {
            throw new AssertionError("no \"" + text + "\" within " + limit + "; " + describe());
        }
    }

    private String describe() {
        return String.join(" ", command) + "\nstdout:\n" + output.text() + "\nstderr:\n" + errors.text();
    }
}
