package io.migri.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationReport;
import io.migri.api.report.StatementReport;
import io.migri.behaviour.Launcher;
import io.migri.spi.examination.Finding;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** What has to go well on each version that people have; {@code docs/testing.md} has the command that runs it on all of them. */
class ServersIT {
    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theExampleIsApplied(Database database) throws Exception {
        Scenario example = Scenario.of(database);
        assertEquals(
                "Applying migrations\n"
                        + example.names().stream().map(name -> name + "...ok\n").collect(Collectors.joining()),
                run(example, database).outputText());
        assertEquals(
                "All synced! No new migrations to apply! 🥳\n",
                run(example, database).outputText());
        assertEquals(example.names(), Holdings.of(database).applied());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aDryRunTellsWhatItDoesAndLeavesNothing(Database database) throws Exception {
        Scenario example = Scenario.of(database);
        ReferenceClient client = ReferenceClient.of(database.engine());
        leavesNothing(database, client, example.on(database).report(true).build());
        example.on(database).build().migrate();
        database.execute("CREATE TABLE visitor (id int, name varchar(20))", "INSERT INTO visitor VALUES (1, 'Ann')");
        Path more = Files.createDirectories(directory.resolve("more"));
        Files.writeString(more.resolve("2000_more.sql"), """
                ALTER TABLE visitor ADD COLUMN age int;
                UPDATE visitor SET age = 7;
                CREATE INDEX visitor_by_age ON visitor (age);
                """);
        MigrationReport told = leavesNothing(
                database,
                client,
                Migri.builder()
                        .target(database.config())
                        .directory(more)
                        .report(true)
                        .build());
        List<StatementReport> statements = told.impact().orElseThrow().statements();
        assertEquals(3, statements.size());
        assertFalse(statements.get(0).effects().isEmpty(), told::toString);
        assertFalse(statements.get(2).effects().isEmpty(), told::toString);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theServerIsOneThatMigriWorksWith(Database database) {
        List<Finding> findings = Migri.builder()
                .target(database.config())
                .source(List::of)
                .build()
                .examine();
        assertTrue(
                findings.stream().anyMatch(one -> one.area().equals("server") && one.state() == Finding.State.OK),
                findings::toString);
        assertTrue(findings.stream().anyMatch(one -> one.area().equals("locks")), findings::toString);
        assertFalse(findings.stream().anyMatch(one -> one.state() == Finding.State.PROBLEM), findings::toString);
    }

    private static ProcessResult run(Scenario example, Database database) throws Exception {
        try (ChildProcess program = example.launcher(database).start()) {
            ProcessResult result = program.result(Launcher.LIMIT);
            assertEquals(0, result.exitCode(), result::toString);
            return result;
        }
    }

    private static MigrationReport leavesNothing(Database database, ReferenceClient client, Migri migri)
            throws Exception {
        String before = client.dump(database);
        MigrationReport report = migri.dryRun();
        assertEquals(before, client.dump(database));
        return report;
    }
}
