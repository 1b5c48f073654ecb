package io.migri.spi;

import io.migri.api.ConnectionConfig;
import io.migri.api.text.Text;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Creates and drops whole databases. Each call connects as {@code config} says, with its host, user, password and
 * encryption, and closes what it has opened. The name of a database is data: it is quoted, and never cut short.
 *
 * <p>Stateless and thread-safe.
 */
public interface Databases {

    /**
     * Whether there is a database of that name. Creates none.
     *
     * @throws SQLException where the server cannot be reached, or does not let the user in
     */
    boolean exists(ConnectionConfig config) throws SQLException;

    /**
     * Creates an empty database that takes every letter, by the server's own defaults as far as these do.
     *
     * @return false where it is there already, also because somebody else has just created it
     * @throws io.migri.api.MigriException with code {@code CONFIGURATION_INVALID} where no database can have that name
     */
    boolean create(ConnectionConfig config) throws SQLException;

    /**
     * Why the database of that name must not be dropped, in one sentence without a full stop: it is the server's own. Empty
     * where it may. Sends nothing.
     */
    Optional<Text> refusesDrop(ConnectionConfig config);

    /**
     * Drops the database with all that is in it. Nothing is dropped where {@link #refusesDrop} has a reason. Others who use it
     * are not thrown out: where the database sees them, it fails.
     *
     * @return false where it is not there
     */
    boolean drop(ConnectionConfig config) throws SQLException;
}
