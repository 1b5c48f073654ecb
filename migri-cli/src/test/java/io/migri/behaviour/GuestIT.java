package io.migri.behaviour;

import static io.migri.behaviour.Guest.byItself;
import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What is said of migrations whose executor does with transactions what it must not. */
class GuestIT {
    private static final String INSERT = "INSERT INTO keep VALUES (2)";

    @TempDir
    private Path directory;

    @ForEachDatabase
    void oneThatCommitsByItselfIsNotRecorded(Database database) throws Exception {
        MigrationFailedException failure = fails(database, context -> {
            context.transaction().open();
            byItself(context, INSERT, "COMMIT");
        });
        assertLeft(database, failure, DatabaseState.PARTLY_CHANGED, "1", "2");
        assertTrue(failure.getMessage().contains("ended the transaction"), failure.getMessage());
    }

    @ForEachDatabase
    void oneThatCommitsByItselfAndFailsLeavesAPart(Database database) throws Exception {
        MigrationFailedException failure = fails(database, context -> {
            context.transaction().open();
            byItself(context, INSERT, "COMMIT", "INSERT INTO no_such_table VALUES (1)");
        });
        assertLeft(database, failure, DatabaseState.PARTLY_CHANGED, "1", "2");
        assertEquals(
                ErrorCode.UNDECIDED,
                assertThrows(MigriException.class, () -> run(database, context -> {}))
                        .code());
    }

    @ForEachDatabase
    void oneThatRollsBackByItselfIsNotRecorded(Database database) throws Exception {
        MigrationFailedException failure = fails(database, context -> {
            context.transaction().open();
            byItself(context, INSERT, "ROLLBACK");
        });
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
        assertEquals(List.of("0001_keep"), applied(database));
        assertTrue(failure.getMessage().contains("rolled"), failure.getMessage());
    }

    @ForEachDatabase
    void oneThatFailsInItsTransactionLeavesNothing(Database database) throws Exception {
        MigrationFailedException failure = fails(database, context -> {
            context.transaction().open();
            byItself(context, INSERT, "INSERT INTO no_such_table VALUES (1)");
        });
        assertLeft(database, failure, DatabaseState.UNCHANGED, "1");
    }

    @ForEachDatabase
    void oneThatLeavesTheTransactionIsInDoubtAtOnce(Database database) throws Exception {
        Guest.Deed deed = context -> {
            assertTrue(context.transaction().leave());
            byItself(context, INSERT);
            throw new IOException("as planted");
        };
        assertLeft(database, fails(database, deed), DatabaseState.PARTLY_CHANGED, "1", "2");
        MigriException again = assertThrows(MigriException.class, () -> run(database, deed));
        assertEquals(ErrorCode.UNDECIDED, again.code());
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"));
    }

    @ForEachDatabase
    void oneThatSaysItselfWhenItIsInDoubtLeavesNothingBefore(Database database) throws Exception {
        MigrationFailedException failure = fails(database, context -> {
            assertTrue(context.transaction().leaveForLater());
            throw new IOException("as planted");
        });
        assertLeft(database, failure, DatabaseState.UNCHANGED, "1");
    }

    @ForEachDatabase
    void oneThatDoesNotSayWhatItNeedsTheConnectionForMayLeaveAPart(Database database) throws Exception {
        MigrationFailedException failure = fails(database, context -> {
            byItself(context, INSERT);
            throw new IOException("as planted");
        });
        assertLeft(database, failure, DatabaseState.PARTLY_CHANGED, "1", "2");
    }

    @ForEachDatabase
    void oneThatKeepsToTheRulesIsRecorded(Database database) throws Exception {
        run(database, context -> {
            context.transaction().open();
            byItself(context, INSERT);
        });
        assertEquals(List.of("0001_keep", "0002_guest"), applied(database));
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"));
    }

    /** There a dry run is a transaction of the real database. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aDryRunSaysThatAGuestCommitted(Database database) throws Exception {
        Migrations.withKeep(directory).migrate(database);
        Files.writeString(directory.resolve("migrations/0002_guest.py"), "x");
        MigrationFailedException failure =
                assertThrows(MigrationFailedException.class, () -> new Migrations(directory.resolve("migrations"))
                        .on(database)
                        .executor(new Guest(context -> {
                            context.transaction().open();
                            byItself(context, INSERT, "COMMIT");
                        }))
                        .build()
                        .dryRun());
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
    }

    private void run(Database database, Guest.Deed deed) throws IOException {
        Migrations migrations = Migrations.withKeep(directory);
        Files.writeString(migrations.directory().resolve("0002_guest.py"), "x");
        migrations.on(database).executor(new Guest(deed)).build().migrate();
    }

    private MigrationFailedException fails(Database database, Guest.Deed deed) {
        return assertThrows(MigrationFailedException.class, () -> run(database, deed));
    }

    private static void assertLeft(
            Database database, MigrationFailedException failure, DatabaseState state, String... rows) throws Exception {
        assertEquals(List.of(rows), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep"), applied(database));
        assertEquals(state, failure.state(), failure::getMessage);
    }
}
