package io.migri.dialect.sqlite;

import io.migri.api.AppliedMigration;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that applies one migration to a database that has its history table, as a run does. */
final class HotPath {

    private HotPath() {}

    public static void main(String[] arguments) throws Exception {
        try (TestFile file = TestFile.open(Path.of(arguments[0]))) {
            DialectSession session = file.session();
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
            int applied = log.read().orElseThrow().size();
            session.locks().tryLock(HistoryTable.USUAL).orElseThrow().close();
            List<String> restore = session.state().restore();
            try (StatementReader statements =
                    session.language().read(new StringReader("CREATE TABLE a (b); INSERT INTO a VALUES (1)"))) {
                for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                    batch.add(next.text());
                }
            }
            batch.addAll(restore);
            batch.addAll(log.append(
                    new AppliedMigration("0002", Optional.of(Instant.now())), new StoredScript("sql", new byte[] {1})));
            batch.add(session.wire().syntax().commit());
            session.wire().execute(batch);
            session.wire().execute(session.state().restoreOutside());
            System.out.println("applied after " + applied + " with " + System.getProperty("org.sqlite.lib.path"));
        }
    }
}
