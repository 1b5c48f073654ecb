package io.migri.python.embedded;

import io.migri.python.codec.MarshalReader;
import io.migri.python.engine.Conversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Brings what the Python of one engine says to the conversation that is under way. One call at a time. */
final class JepConversation implements JepBridge {
    private final ReentrantLock calling = new ReentrantLock();
    private final Threads threads;
    private volatile @Nullable Conversation conversation;
    private volatile @Nullable JepThread caller;
    private volatile @Nullable Throwable broken;
    private @Nullable Future<?> pending;

    JepConversation(Threads threads) {
        this.threads = threads;
    }

    void begin(Conversation begun) {
        broken = null;
        conversation = begun;
    }

    /** From now on nothing of Python reaches the database. */
    void end() {
        conversation = null;
    }

    /** The thread on which the database is at work; null where it is not. */
    @Nullable
    JepThread caller() {
        return caller;
    }

    /** Ends the database's work. */
    void cancel() {
        Conversation current = conversation;
        if (current != null) {
            current.tell(List.of("cancel"));
        }
    }

    /** Throws what broke a call other than the database's refusal, which Python was only told of. */
    void rethrow() throws IOException {
        Throwable failure = broken;
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        } else if (failure instanceof IOException exception) {
            throw exception;
        }
    }

    /** Threads that Python made cannot be called back, so theirs are made on the second one of ours. */
    @Override
    public boolean exchange(byte[] request) {
        JepThread main = threads.main();
        try {
            awaitPending();
            if (main.isCurrent()) {
                return main.messages().fill(answer(main, request));
            }
            JepThread second = threads.second();
            @Nullable Object[] answer = JepThread.result(second.submit(() -> answer(second, request)));
            return main.messages().fill(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer buffer() {
        return threads.main().messages().buffer();
    }

    @Override
    public void later(long ticket, byte[] request) {
        JepThread second = threads.second();
        pending = second.submit(() -> second.call("migri_settle", ticket, settled(second, request)));
    }

    @Override
    public void tell(byte[] message) {
        Conversation current = conversation;
        if (current != null && new MarshalReader(message).read() instanceof List<?> told) {
            current.tell(told);
        }
    }

    /** The loop waits for an answer in any case. */
    private @Nullable Object[] settled(JepThread second, byte[] request) {
        try {
            return answer(second, request);
        } catch (IOException | RuntimeException e) {
            return new @Nullable Object[] {"broken", String.valueOf(e)};
        }
    }

    private void awaitPending() throws IOException {
        Future<?> before = pending;
        pending = null;
        if (before != null) {
            JepThread.result(before);
        }
    }

    private @Nullable Object[] answer(JepThread thread, byte[] request) throws IOException {
        calling.lock();
        try {
            caller = thread;
            Conversation current = conversation;
            if (current == null) {
                throw new IllegalStateException("the migration has ended");
            }
            return current.call((List<?>) java.util.Objects.requireNonNull(new MarshalReader(request).read()));
        } catch (IOException | RuntimeException | Error e) {
            broken = e;
            throw e;
        } finally {
            caller = null;
            calling.unlock();
        }
    }

    /** The engine's threads that may execute Python. */
    interface Threads {
        /** The one that executes migrations. */
        JepThread main();

        /** One for calls that the migration does not wait for in place; made when first needed. */
        JepThread second();
    }
}
