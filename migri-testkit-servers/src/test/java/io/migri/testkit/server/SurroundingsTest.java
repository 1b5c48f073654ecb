package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Maven starts tests with is not what the user has; {@code .ci/test-jvm} sees to it. */
final class SurroundingsTest {
    private static final Set<String> OURS =
            Set.of("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "PGPASSFILE", "MIGRI_JAVA");
    private static final List<String> READ = List.of(
            "DB_",
            "MIGRI_",
            "PG",
            "MYSQL",
            "MARIADB",
            "XDG_",
            "PYTHON",
            "VIRTUAL_ENV",
            "JAVA_TOOL_OPTIONS",
            "LOG_LEVEL");

    @Test
    void testsSeeNothingOfTheUsersEnvironment() {
        List<String> seen = System.getenv().keySet().stream()
                .filter(name -> READ.stream().anyMatch(name::startsWith))
                .filter(name -> !OURS.contains(name) && !name.startsWith("MIGRI_TEST_"))
                .toList();
        assertEquals(List.of(), seen);
    }

    @Test
    void theHomeDirectoryIsOneForTests() {
        Path home = Path.of("target/home").toAbsolutePath();
        assertEquals(home.toString(), System.getenv("HOME"));
        assertEquals(home.resolve(".local/share").toString(), System.getenv("XDG_DATA_HOME"));
    }
}
