package io.migri.spi.client;

import io.migri.spi.history.HistoryTable;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.List;

/**
 * How a script is written that the database's own client program runs to the same end as Migri. Bound to one connection, which is only asked;
 * used by the thread that uses the session. Changes nothing. Implemented by dialects; it grows only by default methods.
 */
public interface ClientScript {

    /** How somebody runs a script, such as {@code psql -X -f SCRIPT}: the client's name comes first. */
    String call();

    /**
     * Lines that stand before everything else. They have the client stop at the first error and read UTF-8. They also keep its other settings from
     * changing what is sent. Each is complete, with what the client needs to take it.
     */
    List<String> directives();

    /**
     * {@code statement} as it stands in the script, with what has the client send it. The server gets the text to the letter, as from {@link
     * io.migri.spi.wire.Wire#execute}.
     *
     * @throws UnwritableException where no text makes the client do so
     */
    String written(String statement) throws UnwritableException;

    /**
     * The same for a statement whose data follow it.
     *
     * @param data read to its end, not closed
     * @throws UnwritableException as above
     */
    default void write(String statement, Reader data, Appendable script) throws UnwritableException, IOException {
        throw new UnwritableException("no statement of this database reads data from the script", 0);
    }

    /**
     * Statements that give the client's session the settings that Migri's has. They stand at the beginning, and again in the last transaction of
     * each migration. May ask the server.
     */
    List<String> settings() throws SQLException;

    /**
     * Statements that put back what {@link #settings} cannot within a transaction. They stand after a migration that sets something. May ask the
     * server.
     */
    default List<String> settingsOutside() throws SQLException {
        return List.of();
    }

    /** The lock that keeps runs apart, as a client takes it. May ask the server. */
    ClientLock lock(HistoryTable history) throws SQLException;

    /** A statement that has the client print the name of a migration that is applied. */
    String announcement(String migration);
}
