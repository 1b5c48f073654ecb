package io.migri.python.embedded;

import java.nio.ByteBuffer;

/** What {@code transport_jep.py} calls. Messages from Python are marshalled bytes; those to it lie in a buffer. */
public interface JepBridge {

    /**
     * Executes a call and writes its answer into {@link #buffer()}.
     *
     * @return whether that is another buffer than before
     */
    boolean exchange(byte[] request);

    /** The memory that holds the last answer. */
    ByteBuffer buffer();

    /** Executes a call on another thread, which hands the ticket and the answer to the function {@code migri_settle}. */
    void later(long ticket, byte[] request);

    /** Takes a message that has no answer. May be called by any thread. */
    void tell(byte[] message);
}
