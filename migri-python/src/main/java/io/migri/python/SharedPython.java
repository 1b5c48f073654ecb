package io.migri.python;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonOutcome;
import io.migri.python.engine.PythonSource;
import io.migri.python.engine.RuntimeFolder;
import io.migri.python.interpreter.UserFolders;
import io.migri.spi.binding.Facade;
import io.migri.spi.execution.RunScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The interpreter of one run. It starts on a thread of its own, on which it also compiles what is pending. */
final class SharedPython implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(SharedPython::daemon);
    private final Future<Started> started;

    private SharedPython(RunScope scope, Facade facade) {
        this.started = thread.submit(() -> start(scope, facade));
    }

    static SharedPython starting(RunScope scope, Facade facade) {
        return new SharedPython(scope, facade);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "migri-python-start");
        thread.setDaemon(true);
        return thread;
    }

    private static Started start(RunScope scope, Facade facade) throws IOException {
        RuntimeFolder folder = RuntimeFolder.of(facade, UserFolders.ofThisUser().cache(), scope::inform);
        return new Started(EngineChoice.of(scope).start(folder.path()), folder);
    }

    /** Compiles a migration as soon as the interpreter is there. */
    Future<PythonOutcome> check(Migration migration, PythonSource source) {
        return thread.submit(() -> await(started).engine().check(migration.origin(), source.bytes()));
    }

    PythonEngine engine() throws IOException {
        return await(started).engine();
    }

    /** Where the facade's sources lie. */
    Path folder() throws IOException {
        return await(started).folder().path();
    }

    /** The result of something that was begun before. */
    static <T> T await(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigriException(ErrorCode.INTERRUPTED, "interrupted");
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static IOException unwrapped(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof MigriException e) {
            throw e;
        }
        return cause instanceof IOException e ? e : new IOException(failure);
    }

    /** An interpreter that is only on its way is waited for, or nobody would end it. */
    @Override
    public void close() throws IOException {
        Future<?> closed = thread.submit(this::closeEngine);
        thread.shutdown();
        try {
            closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the Python interpreter did not end: " + e.getMessage(), e);
        }
    }

    private void closeEngine() {
        try {
            Started running = await(started);
            running.engine().close();
            running.folder().close();
        } catch (MigriException | IOException e) {
            // it never started, which was told when it was needed
        }
    }

    /**
     * An engine that works.
     *
     * @param folder where the runtime and the facade lie
     */
    private record Started(PythonEngine engine, RuntimeFolder folder) {}
}
