package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application gets that depends on the core and a dialect. */
@ExtendWith(RepositoryParameter.class)
final class DependencyTreeIT {

    @ParameterizedTest
    @CsvSource({
        "migri-dialect-mysql, mysql-connector-j",
        "migri-dialect-postgresql, postgresql",
        "migri-dialect-sqlite, sqlite-jdbc"
    })
    void isMigriAndTheDriverAlone(String dialect, String driver, @TempDir Path directory, Repository repository)
            throws IOException, InterruptedException {
        List<String> expected = Stream.of("migri-api", "migri-core", "migri-jooq", dialect, driver)
                .map(name -> name + ".jar")
                .sorted()
                .toList();
        assertEquals(
                expected,
                Application.dependingOn(dialect, repository, directory).jars().stream()
                        .map(jar -> String.valueOf(jar.getFileName()))
                        .toList());
    }
}
