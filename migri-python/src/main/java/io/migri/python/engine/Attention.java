package io.migri.python.engine;

import io.migri.python.codec.FrameStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the child while the database is at work for it, because a migration may want to cancel what it waits for. Quick calls
 * are over before it looks, and cost nothing.
 */
public final class Attention implements AutoCloseable {
    private static final long LOOK_MILLIS = 15;

    private final FrameStream frames;
    private final Conversation conversation;
    private @Nullable Thread listener;
    private boolean calling;
    private long calls;
    private boolean closed;

    public Attention(FrameStream frames, Conversation conversation) {
        this.frames = frames;
        this.conversation = conversation;
    }

    /** Makes {@code call}, listening meanwhile. */
    @Nullable
    public Object[] during(Call call) throws IOException {
        begin();
        try {
            return call.make();
        } finally {
            end();
        }
    }

    /** Leaves the child's next messages to the thread that makes the call, until {@link #resume()}. */
    public synchronized void pause() {
        calling = false;
    }

    public synchronized void resume() {
        calling = true;
        calls++;
    }

    private synchronized void begin() {
        calling = true;
        calls++;
        if (listener == null) {
            listener = new Thread(this::listen, "migri-python-attention");
            listener.setDaemon(true);
            listener.start();
        }
    }

    private synchronized void end() {
        calling = false;
    }

    private void listen() {
        try {
            long seen = -1;
            while (look(seen)) {
                seen = calls();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // whoever reads next learns that the child is gone
        }
    }

    private synchronized long calls() {
        return calls;
    }

    /**
     * Takes what has come since, if the call that was under way at the last look still is. A migration that was interrupted ends
     * without waiting for its answer; that is for the thread that makes the call, once it has come back.
     */
    private synchronized boolean look(long seen) throws IOException {
        while (!closed && calling && seen == calls && frames.ready()) {
            List<?> message = frames.receive();
            if (!conversation.tell(message)) {
                frames.keep(message);
                calling = false;
            }
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** What the database is asked to do. */
    @FunctionalInterface
    public interface Call {
        @Nullable
        Object[] make() throws IOException;
    }
}
