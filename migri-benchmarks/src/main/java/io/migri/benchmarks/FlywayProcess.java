package io.migri.benchmarks;

import org.flywaydb.core.Flyway;

/** The peer, started with as little around it as can be: {@code URL USER DIRECTORY}. */
public final class FlywayProcess {

    private FlywayProcess() {}

    public static void main(String[] arguments) {
        Flyway.configure()
                .dataSource(arguments[0], arguments[1], System.getenv("DB_PASS"))
                .locations("filesystem:" + arguments[2])
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .load()
                .migrate();
    }
}
