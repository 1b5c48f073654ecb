package io.migri.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.time.Duration;
import java.util.ArrayList;
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

    @Test
    void anUndoThatMayBeDoneIsNotFollowedByOneMore() {
        String advice = advised("down", failure("undo/0002_b", DatabaseState.UNKNOWN, List.of()));
        assertTrue(advice.startsWith("see with `migri status` whether 0002_b is applied still"), advice);
        assertTrue(advised("redo", failure("0002_b", DatabaseState.UNKNOWN, List.of()))
                .startsWith("run `migri migrate` again"));
    }

    @Test
    void whatFailedOnTheWayBackIsDoneAgainOnTheWayBack() {
        MigrationFailedException undo = failure("undo/0002_b", DatabaseState.UNCHANGED, List.of());
        assertEquals("fix the file and run `migri down` again", advised("down", undo));
        assertEquals("fix the file and run `migri redo` again", advised("redo", undo));
        assertEquals("fix the file and run `migri down` again", advised("resume", undo));
        MigrationReport.Result undone = new MigrationReport.Applied("undo/0002_b", Duration.ZERO, 1);
        assertEquals(
                "fix the file and run `migri migrate` again",
                advised("redo", failure("0002_b", DatabaseState.UNCHANGED, List.of(undone))));
        assertEquals(
                "fix the file and run `migri redo` again",
                advised(
                        "redo",
                        failure(
                                "0002_b",
                                DatabaseState.UNCHANGED,
                                List.of(new MigrationReport.RolledBack("undo/0002_b")))));
    }

    @Test
    void theStateSaysWhatStaysUndone() {
        List<MigrationReport.Result> done = List.of(
                new MigrationReport.Applied("undo/0003_c", Duration.ZERO, 1),
                new MigrationReport.Applied("undo/0002_b", Duration.ZERO, 1));
        assertEquals(
                "rolled back: undo/0001_a (database unchanged); 0003_c to 0002_b stay undone (2)",
                StateReport.of(failure("undo/0001_a", DatabaseState.UNCHANGED, done)));
        List<MigrationReport.Result> again = new ArrayList<>(done);
        again.add(new MigrationReport.Applied("0002_b", Duration.ZERO, 1));
        assertEquals(
                "rolled back: 0003_c (database unchanged); 0003_c stays undone",
                StateReport.of(failure("0003_c", DatabaseState.UNCHANGED, again)));
    }

    private static String advised(String command, MigrationFailedException failure) {
        return new Advice(ConnectionConfig.of("shop"), command).about(failure).orElseThrow();
    }

    private static MigrationFailedException failure(
            String name, DatabaseState state, List<MigrationReport.Result> results) {
        return new MigrationFailedException(
                MigriException.of(ErrorCode.MIGRATION_FAILED, "refused"),
                new Circumstances(name, name + ".sql", state, 1, 1, 0, "example 1"),
                new MigrationReport(3, false, results));
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
