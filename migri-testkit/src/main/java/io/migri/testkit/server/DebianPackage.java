package io.migri.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * A server as Debian packs it.
 *
 * @param suite the Debian suite to take it from
 * @param server the name of its program
 * @param product what Debian's names for it begin with
 * @param options what Debian's build needs outside its usual place, and what keeps its files small
 */
record DebianPackage(Engine engine, String suite, String server, String product, List<String> options) {

    DebianPackage {
        options = List.copyOf(options);
    }

    /** MySQL is in no stable suite. */
    static DebianPackage of(Engine engine) {
        return switch (engine) {
            case MYSQL ->
                new DebianPackage(
                        engine,
                        "sid",
                        "mysqld",
                        "mysql",
                        List.of("--secure-file-priv=NULL", "--innodb-redo-log-capacity=8M"));
            case MARIADB ->
                new DebianPackage(engine, "trixie", "mariadbd", "mariadb", List.of("--innodb-log-file-size=8M"));
            default -> throw new IllegalArgumentException("not taken from Debian: " + engine);
        };
    }

    /** What the cache knows it as. */
    String entry() {
        return product + "-" + suite;
    }

    /** Unpacks it into {@code directory}. */
    void fetch(Path directory) throws IOException {
        Path script = Files.createTempFile("fetch-server", ".sh");
        try (InputStream text = DebianPackage.class.getResourceAsStream("fetch-server.sh")) {
            Files.copy(Resources.found(text, "fetch-server.sh"), script, StandardCopyOption.REPLACE_EXISTING);
            new Program(List.of(
                            "bash", script.toString(), suite, product + "-server-core", server, directory.toString()))
                    .run(Duration.ofMinutes(10));
        } finally {
            Files.delete(script);
        }
    }
}
