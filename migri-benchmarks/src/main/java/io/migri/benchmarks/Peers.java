package io.migri.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fetches the peers with the package managers that are set up here, once a folder. What cannot be had is left out. */
record Peers(Path folder) {
    private static final String DBMATE = "dbmate@2.36.0";
    private static final String GOOSE = "github.com/pressly/goose/v3/cmd/goose@v3.30.0";
    private static final String OTHER_DATABASES =
            "no_clickhouse no_libsql no_mssql no_vertica no_ydb no_duckdb no_spanner";

    /** Those that are there, or could be fetched with {@code npm} and {@code go}. */
    List<Tool> all(boolean tls) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<Tool> peers = new ArrayList<>();
        Path dbmate = folder.resolve("npm/node_modules/@dbmate/linux-" + architecture() + "/bin/dbmate");
        if (there(dbmate, Map.of(), "npm", "install", "--no-audit", "--no-fund", "--prefix", "npm", DBMATE)) {
            peers.add(new DbmateTool(dbmate, tls));
        }
        Path goose = folder.resolve("go/goose");
        Map<String, String> target = Map.of("GOBIN", folder.resolve("go").toString());
        if (there(goose, target, "go", "install", "-tags", OTHER_DATABASES, GOOSE)) {
            peers.add(new GooseTool(goose, tls));
        }
        return peers;
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }

    private boolean there(Path program, Map<String, String> environment, String... fetch)
            throws IOException, InterruptedException {
        if (Files.isExecutable(program)) {
            return true;
        }
        ProcessBuilder builder = new ProcessBuilder(fetch)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(fetch[0] + ".log").toFile());
        builder.environment().putAll(environment);
        try {
            builder.start().waitFor();
        } catch (IOException missing) {
            // without that package manager its peer is left out
        }
        return Files.isExecutable(program);
    }
}
