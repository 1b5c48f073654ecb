package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.nio.file.Path;
import java.util.List;

/** Flyway's library on the same JVM with the same flags, without its command line: less than its users start. */
record FlywayTool() implements Tool {

    @Override
    public String name() {
        return "flyway";
    }

    /** Its part for MySQL is another artifact. */
    @Override
    public boolean can(Engine engine, Workload workload) {
        return workload.plain() && !engine.mysqlFamily();
    }

    @Override
    public List<String> command(Database database, Path migrations) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FlywayProcess.class.getName(),
                database.jdbcUrl(),
                database.engine() == Engine.SQLITE ? "" : database.user(),
                migrations.toString());
    }
}
