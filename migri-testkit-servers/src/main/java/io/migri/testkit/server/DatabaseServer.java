package io.migri.testkit.server;

import java.io.IOException;
import java.sql.SQLException;

/** A running database server; on SQLite, a directory. Only to call. */
public interface DatabaseServer extends AutoCloseable {

    Engine engine();

    /** Where it came from and its version, for messages. */
    String origin();

    /** What it has written to its log; empty where that cannot be seen. */
    default String log() throws IOException {
        return "";
    }

    /** Creates an empty database; a server that a test has ended is started again for it. */
    Database create() throws SQLException, IOException;

    /** Drops {@code database}, with whatever is connected to it. */
    void drop(Database database) throws SQLException;

    /** Ends the server and all its processes as a power cut would; its data stays. */
    default void kill9() throws IOException {
        throw new UnsupportedOperationException("only a local server can be killed, and this one is " + origin());
    }

    /** Ends the server as an administrator would who does not wait for its clients. */
    default void shutDown() throws IOException {
        throw new UnsupportedOperationException("only a local server can be shut down, and this one is " + origin());
    }

    /** Starts it again at the same port with the same data, and returns once it accepts connections. */
    default void restart() throws IOException {
        throw new UnsupportedOperationException("only a local server can be restarted, and this one is " + origin());
    }

    /**
     * Starts it again with one of the {@link Certificates}, which the authority there vouches for.
     *
     * @param name {@code server}, which is this machine, or {@code elsewhere}
     */
    default void encrypt(String name) throws IOException {
        throw new UnsupportedOperationException("only a local server can be given certificates, not " + origin());
    }

    /** Ends it and removes its data, where it was started for the tests. */
    @Override
    void close() throws IOException;
}
