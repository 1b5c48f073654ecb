package io.migri.spi.rehearsal;

import java.sql.SQLException;

/**
 * Where a dry run happens. Closing it undoes everything done through {@link #session()}, however far it came.
 *
 * <p>First all scripts are read in its session; then {@link #begin} makes the place ready; then they are executed.
 *
 * @param <S> a session, of which it only knows that migrations run in it
 */
public sealed interface Rehearsal<S> extends AutoCloseable permits InTransaction, OnCopy {

    /** The session to run migrations in. On a copy it has a connection of its own, which closing the rehearsal closes. */
    S session();

    /** Makes the place ready, which may take as long as copying a database does. Called once, before anything is executed. */
    default void begin() throws SQLException {}

    @Override
    void close() throws SQLException;
}
