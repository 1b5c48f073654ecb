package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.nio.file.Path;
import java.util.List;

/** A peer in Go, which sends a file as one message. It compares no checksums. */
record DbmateTool(Path program, boolean tls) implements Tool {

    @Override
    public String name() {
        return "dbmate";
    }

    @Override
    public boolean can(Engine engine, Workload workload) {
        return workload.plain();
    }

    @Override
    public String header() {
        return "-- migrate:up\n";
    }

    @Override
    public String footer() {
        return "-- migrate:down\n";
    }

    @Override
    public List<String> command(Database database, Path migrations) {
        return List.of(
                program.toString(),
                "--url",
                url(database),
                "--migrations-dir",
                migrations.toString(),
                "--no-dump-schema",
                "migrate");
    }

    private String url(Database database) {
        if (database.engine() == Engine.SQLITE) {
            return "sqlite:" + database.name();
        }
        String address = database.user() + ":" + database.password() + "@" + database.host() + ":" + database.port()
                + "/" + database.name();
        return database.engine() == Engine.POSTGRESQL
                ? "postgres://" + address + "?sslmode=" + (tls ? "require" : "disable")
                : "mysql://" + address;
    }
}
