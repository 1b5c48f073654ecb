package io.migri.dialect.postgresql.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.StringReader;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that applies one migration to a database that has its history table, as a run does. */
final class HotPath {

    private HotPath() {}

    /** Arguments: host, port, database, user, password. */
    public static void main(String[] arguments) throws Exception {
        ConnectionConfig config = ConnectionConfig.builder(arguments[2])
                .host(arguments[0])
                .port(Integer.parseInt(arguments[1]))
                .user(arguments[3])
                .password(Secret.of(arguments[4]))
                .build();
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(config)) {
            apply(dialect.session(connection));
        }
    }

    private static void apply(DialectSession session) throws Exception {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        int applied = log.read().orElseThrow().size();
        try (MigrationLock lock = session.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
            batch.addAll(statements(session, "CREATE TABLE a (b int); INSERT INTO a VALUES (1)"));
            batch.addAll(session.state().restore());
            batch.addAll(log.append(
                    new AppliedMigration("0002", Optional.of(Instant.now())), new StoredScript("sql", new byte[] {1})));
            batch.add(session.wire().syntax().commit());
            session.wire().execute(batch);
            System.out.println("applied after " + applied + " " + lock.coversRun());
        }
    }

    private static List<String> statements(DialectSession session, String script) throws Exception {
        List<String> statements = new ArrayList<>();
        try (StatementReader reader = session.language().read(new StringReader(script))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next.text());
            }
        }
        return statements;
    }
}
