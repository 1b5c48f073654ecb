package io.migri.format.takeover;

import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A tool that migrates databases, fetched with a package manager into the folder {@code migri.peers}. */
enum Peer {
    DBMATE(
            "npm/node_modules/@dbmate/linux-x64/bin/dbmate",
            List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", "npm", "dbmate@2.36.0"),
            "schema_migrations") {
        @Override
        String file(String up, String down) {
            return "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n";
        }

        @Override
        List<String> arguments(Database database, Path directory) {
            String address = database.user() + ":" + database.password() + "@" + database.host() + ":" + database.port()
                    + "/" + database.name();
            String url =
                    switch (database.engine()) {
                        case SQLITE -> "sqlite:" + database.name();
                        case POSTGRESQL -> "postgres://" + address + "?sslmode=disable";
                        case MYSQL, MARIADB -> "mysql://" + address;
                    };
            return List.of("--url", url, "--migrations-dir", directory.toString(), "--no-dump-schema");
        }
    },
    GOOSE(
            "bin/goose",
            List.of(
                    "go",
                    "install",
                    "-tags",
                    "no_clickhouse no_libsql no_mssql no_vertica no_ydb no_duckdb no_spanner",
                    "github.com/pressly/goose/v3/cmd/goose@v3.30.0"),
            "goose_db_version") {
        @Override
        String file(String up, String down) {
            return "-- +goose Up\n" + up + "\n-- +goose Down\n" + down + "\n";
        }

        @Override
        List<String> arguments(Database database, Path directory) {
            List<String> arguments = new ArrayList<>(List.of("-dir", directory.toString()));
            arguments.addAll(
                    switch (database.engine()) {
                        case SQLITE -> List.of("sqlite3", database.name());
                        case POSTGRESQL ->
                            List.of(
                                    "postgres",
                                    "host=" + database.host() + " port=" + database.port() + " user="
                                            + database.user() + " password=" + database.password() + " dbname="
                                            + database.name() + " sslmode=disable");
                        case MYSQL, MARIADB ->
                            List.of(
                                    "mysql",
                                    database.user() + ":" + database.password() + "@tcp(" + database.host() + ":"
                                            + database.port() + ")/" + database.name() + "?parseTime=true");
                    });
            return arguments;
        }
    };

    private static final long LONGEST = 300;

    private final String program;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> fetch;

    private final String table;

    Peer(String program, List<String> fetch, String table) {
        this.program = program;
        this.fetch = fetch;
        this.table = table;
    }

    /** A file of this tool's. */
    abstract String file(String up, String down);

    abstract List<String> arguments(Database database, Path directory);

    /** What its history is called. */
    String table() {
        return table;
    }

    /** Has the tool apply all of {@code directory}. */
    void up(Database database, Path directory) throws IOException, InterruptedException {
        run(database, directory, "up");
    }

    /** Has the tool do something. */
    void run(Database database, Path directory, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(fetched().toString()));
        words.addAll(arguments(database, directory));
        words.add(command);
        run(words, directory);
    }

    private Path fetched() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("migri.peers", "target/peers")).toAbsolutePath());
        Path found = folder.resolve(program);
        if (!Files.isExecutable(found)) {
            run(fetch, folder);
        }
        return found;
    }

    private static void run(List<String> words, Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("peer", ".txt");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("GOBIN", folder.resolve("bin").toString()));
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST, TimeUnit.SECONDS);
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(words.get(0) + ": " + said);
        }
    }
}
