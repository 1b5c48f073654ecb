package io.migri.cli.failure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationFailedException.Circumstances;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.cli.Outcome;
import io.migri.cli.Shop;
import io.migri.cli.SqliteFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdviceTest {
    @TempDir
    private Path directory;

    @Test
    void aDatabaseThatHadItsTablesBeforeIsLedToTheBaseline() throws Exception {
        Shop shop = new Shop(directory).file("1.sql", "create table a (i int);");
        SqliteFile.execute(shop.database(), "create table a (i int)");

        shop.run("migrate")
                .hasStatus(3)
                .complainedOf("if the database had this before Migri came, record what it has with `migri baseline --to"
                        + " NAME`");

        shop.run("baseline", "--to", "1").hasStatus(0);
        shop.file("2.sql", "create table a (i int);").file("3.sql", "select 1;");
        shop.run("migrate").hasStatus(3);
    }

    @Test
    void theHelpOfADocumentIsThatOfTheText() {
        Shop shop = new Shop(directory).file("1.sql", "insert into nothing values (1);");

        Outcome outcome = shop.run("migrate", "--output", "json").hasStatus(3);
        assertFalse(outcome.out().contains("\"help\":null"), outcome::toString);
        assertTrue(
                outcome.out().contains("\"help\":\"fix the file and run `migri migrate` again\""), outcome::toString);
    }

    @Test
    void helpNamesEveryExitStatus() {
        String help = new Shop(directory).bare(List.of("--help")).out();
        for (String status : List.of("0 done", "8 a dry run", "129, 130 or 143")) {
            assertTrue(help.contains(status), help);
        }
    }

    @Test
    void aServerWithoutAHostIsNoFile() {
        ConnectionConfig server =
                ConnectionConfig.builder("shop").dialect("postgresql").build();
        assertTrue(
                about(server, Kind.UNREACHABLE, "Connection refused").startsWith("check that the server is running"));
        assertTrue(about(server, Kind.READ_ONLY, "read-only").contains("default_transaction_read_only"));
        assertTrue(about(server, Kind.UNREACHABLE, "The server does not support SSL.")
                .contains("sslmode"));
        ConnectionConfig file = ConnectionConfig.of("shop");
        assertTrue(about(file, Kind.UNREACHABLE, "unable to open").startsWith("check the path"));
    }

    @Test
    void whereAPluginIsToBlameTheFileIsNotToBeFixed() {
        for (DatabaseState state : DatabaseState.values()) {
            MigriException failure = new MigrationFailedException(
                    MigriException.of(ErrorCode.PLUGIN_MISBEHAVED, "the plug-in com.example.Wire broke its contract"),
                    new Circumstances("0001_a", "migrations/0001_a.sql", state, 0, 1, 0, "example 1"),
                    new MigrationReport(1, false, List.of()));
            String advice =
                    new Advice(ConnectionConfig.of("shop")).about(failure).orElseThrow();
            assertFalse(advice.contains("the file"), advice);
            assertTrue(state == DatabaseState.UNKNOWN || advice.contains("the plug-in's author"), advice);
        }
    }

    private static String about(ConnectionConfig target, Kind kind, String message) {
        DatabaseError error = DatabaseError.of(kind, "", message);
        return new Advice(target)
                .about(MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, message)
                        .saying(error)
                        .build())
                .orElse("");
    }
}
