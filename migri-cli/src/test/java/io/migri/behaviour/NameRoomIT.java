package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;

/** Names that the history has no room for. */
class NameRoomIT {
    private static final String LONG = "0002_" + "long".repeat(20);

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void nothingRunsWhereOneNameCannotBeRecorded(Database database) throws Exception {
        narrow(database);
        Migri migri = Migrations.withKeep(directory)
                .file(LONG, "INSERT INTO keep VALUES (2);")
                .on(database)
                .build();
        for (MigriException refusal : List.of(
                assertThrows(MigriException.class, migri::migrate),
                assertThrows(MigriException.class, migri::dryRun),
                assertThrows(MigriException.class, () -> migri.history().mark(List.of(LONG))))) {
            assertEquals(ErrorCode.VALIDATION, refusal.code(), refusal::getMessage);
            assertTrue(refusal.getMessage().contains(LONG), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("room for 60 letters"), refusal.getMessage());
            assertTrue(refusal.help().orElseThrow().toString().contains("ALTER TABLE"), refusal.help()::toString);
        }
        assertTrue(migri.history().validate().stream()
                .anyMatch(problem -> problem.migration().equals(LONG)
                        && problem.message().toString().contains("room for 60")));
        assertEquals(List.of(), rows(database, "SELECT name FROM applied_migration"));
        assertEquals(
                List.of("0"),
                rows(
                        database,
                        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'keep'"
                                + " AND table_schema IN ('public', '" + database.name() + "')"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whatTheHelpSaysMakesRoom(Database database) throws Exception {
        narrow(database);
        Migrations migrations = Migrations.withKeep(directory).file(LONG, "INSERT INTO keep VALUES (2);");
        MigriException refusal = assertThrows(MigriException.class, () -> migrations.migrate(database));
        String help = refusal.help().orElseThrow().toString();
        database.execute(help.substring(help.indexOf("ALTER TABLE"), help.indexOf("; or")));
        migrations.migrate(database);
        assertEquals(List.of("0001_keep", LONG), rows(database, "SELECT name FROM applied_migration ORDER BY id"));
    }

    private static void narrow(Database database) throws Exception {
        String id = database.engine() == Engine.POSTGRESQL ? "serial" : "int AUTO_INCREMENT";
        database.execute(String.format(
                Locale.ROOT,
                "CREATE TABLE applied_migration (id %s PRIMARY KEY, date_applied timestamp(6) NOT NULL,"
                        + " name varchar(60) NOT NULL)",
                id));
    }
}
