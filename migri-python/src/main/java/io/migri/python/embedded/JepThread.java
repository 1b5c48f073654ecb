package io.migri.python.embedded;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.python.codec.MarshalReader;
import io.migri.python.jep.EmbeddedInterpreter;
import io.migri.python.jep.Embedding;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A thread that may execute Python: interpreters are bound to the thread that opened them. It is a platform thread, because native
 * frames cannot leave their carrier, and its stack is as large as Python expects of a main thread.
 */
final class JepThread implements AutoCloseable {
    private static final long STACK = 16L * 1024 * 1024;

    private final ExecutorService executor;
    private final JepMessages messages = new JepMessages();
    private final CompletableFuture<EmbeddedInterpreter> interpreter = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    JepThread(String name) {
        this.executor = Executors.newSingleThreadExecutor(work -> named(work, name));
    }

    /** Begins to open an interpreter, and to execute {@code setup} there with {@code bridge} bound to {@code migri_bridge}. */
    JepThread start(Embedding embedding, Object bridge, String setup) {
        executor.execute(() -> {
            try {
                interpreter.complete(open(embedding, bridge, setup));
            } catch (IOException | RuntimeException | Error e) {
                interpreter.completeExceptionally(e);
            }
        });
        return this;
    }

    private Thread named(Runnable work, String name) {
        Thread made = new Thread(null, work, name, STACK);
        made.setDaemon(true);
        thread = made;
        return made;
    }

    private static EmbeddedInterpreter open(Embedding embedding, Object bridge, String setup) throws IOException {
        EmbeddedInterpreter opened = embedding.open();
        opened.set("migri_bridge", bridge);
        opened.execute(setup);
        return opened;
    }

    /** Waits until Python is ready here. */
    void awaitStart() throws IOException {
        result(interpreter);
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /** Lets the thread do something once it has done what it was told before. */
    <T extends @Nullable Object> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    /** Lets the thread call a function that nobody waits for. */
    void begin(String function) {
        executor.execute(() -> {
            try {
                call(function);
            } catch (IOException e) {
                // whoever waits for its effect notices that there is none
            }
        });
    }

    /** Calls a Python function that takes one message and returns one; only on this thread. */
    @Nullable
    Object call(String function, @Nullable Object... message) throws IOException {
        Object answer = result(interpreter).call(function, messages.filled(message));
        return answer instanceof byte[] bytes ? new MarshalReader(bytes).read() : null;
    }

    /** Where answers are written for the Python of this thread. */
    JepMessages messages() {
        return messages;
    }

    /** Lets the interpreter go. A thread that does not come back from Python within that time is left to itself. */
    boolean close(long millis) {
        Future<?> closed = executor.submit(() -> {
            result(interpreter).close();
            return true;
        });
        executor.shutdown();
        try {
            closed.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        close(0);
    }

    /** What a thread has made, or the failure in its stead. */
    static <T extends @Nullable Object> T result(Future<T> future) throws IOException {
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
        return cause instanceof IOException e ? e : new IOException(String.valueOf(cause), failure);
    }
}
