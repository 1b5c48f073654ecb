package io.migri.dialect.mysql.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that does what a run does where the history table exists: read, lock, execute, append. */
final class HotPath {
    private HotPath() {}

    /** The arguments are host, port, database and user; the password comes on standard input. */
    public static void main(String[] arguments) throws Exception {
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        ConnectionConfig config = ConnectionConfig.builder(arguments[2])
                .host(arguments[0])
                .port(Integer.parseInt(arguments[1]))
                .user(arguments[3])
                .password(Secret.of(password))
                .build();
        try (Connection connection = new MySqlDialect().connect(config)) {
            run(new MySqlDialect().session(connection));
        }
    }

    private static void run(DialectSession session) throws Exception {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        if (log.read().isEmpty()) {
            throw new IllegalStateException("the history table is missing");
        }
        try (MigrationLock lock = session.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
            try (StatementReader reader = session.language().read(new StringReader("SET @a = 1; SELECT 1;"))) {
                for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                    batch.add(next.text());
                }
            }
            batch.addAll(session.state().restore());
            batch.addAll(log.append(
                    new AppliedMigration("0001_initial", Optional.of(Instant.now())),
                    new StoredScript("sql", new byte[] {1})));
            batch.add(session.wire().syntax().commit());
            session.wire().execute(batch);
            if (!lock.coversRun()) {
                throw new IllegalStateException("the lock covers less than the run");
            }
        }
    }
}
