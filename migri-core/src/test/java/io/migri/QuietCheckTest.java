package io.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.Migration;
import io.migri.core.trial.Trial;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A program's health is asked for every few seconds, and its log is not to be full of it. */
class QuietCheckTest {
    private final Trial trial = Trial.of("a;").source(Littered::new);

    @Test
    void filesThatArePassedOverAreToldOnce() {
        Migri migri = trial.migri();

        assertEquals(List.of("0001"), migri.check().pending());
        assertEquals(List.of("0001"), migri.check().pending());

        assertEquals(1, warnings());
    }

    @Test
    void aRunTellsThemAllTheSame() {
        Migri migri = trial.migri();
        migri.check();

        migri.migrate();

        assertEquals(2, warnings());
    }

    private long warnings() {
        return trial.told().stream().filter(line -> line.contains("0002_b.SQL")).count();
    }

    /** Has a file that is no migration. */
    private record Littered(MigrationSource files) implements MigrationSource {

        @Override
        public List<Migration> migrations() throws IOException {
            return files.migrations();
        }

        @Override
        public List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) throws IOException {
            passedOver.accept("0002_b.SQL");
            return files.migrations();
        }
    }
}
