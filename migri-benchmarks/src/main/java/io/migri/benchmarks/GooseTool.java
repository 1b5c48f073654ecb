package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A peer in Go, which sends statement by statement. It compares no checksums. */
record GooseTool(Path program, boolean tls) implements Tool {

    @Override
    public String name() {
        return "goose";
    }

    @Override
    public boolean can(Engine engine, Workload workload) {
        return workload.plain();
    }

    @Override
    public String header() {
        return "-- +goose Up\n";
    }

    @Override
    public List<String> command(Database database, Path migrations) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-dir", migrations.toString()));
        command.addAll(
                switch (database.engine()) {
                    case SQLITE -> List.of("sqlite3", database.name());
                    case POSTGRESQL ->
                        List.of(
                                "postgres",
                                "host=" + database.host() + " port=" + database.port() + " user=" + database.user()
                                        + " password=" + database.password() + " dbname=" + database.name()
                                        + " sslmode=" + (tls ? "require" : "disable"));
                    case MYSQL, MARIADB ->
                        List.of(
                                "mysql",
                                database.user() + ":" + database.password() + "@tcp(" + database.host() + ":"
                                        + database.port() + ")/" + database.name() + "?parseTime=true");
                });
        command.add("up");
        return command;
    }
}
