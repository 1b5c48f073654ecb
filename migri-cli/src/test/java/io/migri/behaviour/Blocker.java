package io.migri.behaviour;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Another client that has a lock on the table {@code keep}, until it is closed. */
final class Blocker implements AutoCloseable {
    private final Connection connection;
    private final long process;

    private Blocker(Connection connection, long process) {
        this.connection = connection;
        this.process = process;
    }

    /** One that keeps everybody from changing the table or its definition. */
    static Blocker of(Database database) throws SQLException {
        return holding(
                database,
                switch (database.engine()) {
                    case POSTGRESQL, MYSQL, MARIADB -> "SELECT * FROM keep FOR UPDATE";
                    case SQLITE -> "SELECT * FROM keep";
                });
    }

    /** One with a transaction in which it has executed {@code statement}. */
    static Blocker holding(Database database, String statement) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement first = connection.createStatement()) {
            first.execute(statement);
            return new Blocker(connection, process(database.engine(), first));
        }
    }

    /** What the server calls it. */
    long process() {
        return process;
    }

    void release() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long process(Engine engine, Statement statement) throws SQLException {
        if (engine == Engine.SQLITE) {
            return ProcessHandle.current().pid();
        }
        String query = engine == Engine.POSTGRESQL ? "SELECT pg_backend_pid()" : "SELECT connection_id()";
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
