package io.migri.dialect.postgresql.facade;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** {@code COPY} in portions that the script reads or writes; one at a time. Used by one thread. */
final class PostgresqlFacadeCopy implements AutoCloseable {
    private static final int PORTION = 512 * 1024;

    private final BaseConnection connection;
    private final PostgresqlFacadeEvents events;
    private @Nullable CopyOut out;
    private @Nullable CopyIn in;

    PostgresqlFacadeCopy(BaseConnection connection, PostgresqlFacadeEvents events) {
        this.connection = connection;
        this.events = events;
    }

    @Nullable
    Object beginOut(String statement) throws SQLException {
        close();
        out = new CopyManager(connection).copyOut(statement);
        return null;
    }

    /** {@code (data, tag, events)}, where the tag is null until all was read. */
    @Nullable
    Object[] read() throws SQLException {
        CopyOut reading = out;
        if (reading == null) {
            return new @Nullable Object[] {new byte[0], "COPY 0", null};
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] row = reading.readFromCopy();
        while (row != null) {
            data.writeBytes(row);
            row = data.size() < PORTION ? reading.readFromCopy() : null;
        }
        String tag = null;
        if (!reading.isActive()) {
            tag = tag(reading);
            out = null;
        }
        return new @Nullable Object[] {data.toByteArray(), tag, events.take()};
    }

    @Nullable
    Object beginIn(String statement) throws SQLException {
        close();
        in = new CopyManager(connection).copyIn(statement);
        return null;
    }

    @Nullable
    Object write(byte[] data) throws SQLException {
        writing().writeToCopy(data, 0, data.length);
        return null;
    }

    /** {@code (tag, events)}. */
    @Nullable
    Object[] end() throws SQLException {
        CopyIn writing = writing();
        in = null;
        writing.endCopy();
        return new @Nullable Object[] {tag(writing), events.take()};
    }

    /** Ends what is under way; the server then rolls back, as after any failure. */
    @Nullable
    Object cancel() throws SQLException {
        close();
        return null;
    }

    @Override
    public void close() throws SQLException {
        CopyIn writing = in;
        CopyOut reading = out;
        in = null;
        out = null;
        if (writing != null && writing.isActive()) {
            writing.cancelCopy();
        }
        if (reading != null && reading.isActive()) {
            abandon(reading);
        }
    }

    /** The driver's own way loses track where the server has ended before it hears of the cancellation. */
    private void abandon(CopyOut reading) throws SQLException {
        connection.cancelQuery();
        try {
            while (reading.readFromCopy() != null) {
                // what was under way already
            }
        } catch (SQLException e) {
            return; // it was cancelled
        }
        awaitCancellation();
    }

    /** The server is asked to cancel by another connection, so that this may reach it late and would hit what comes next. */
    private void awaitCancellation() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_catalog.pg_sleep(0.01)");
        } catch (SQLException e) {
            // it was cancelled, or the transaction had failed before
        }
    }

    private CopyIn writing() {
        CopyIn writing = in;
        if (writing == null) {
            throw new IllegalArgumentException("no COPY is under way");
        }
        return writing;
    }

    private static String tag(CopyOperation copy) {
        return "COPY " + Math.max(0, copy.getHandledRowCount());
    }
}
