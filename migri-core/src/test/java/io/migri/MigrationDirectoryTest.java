package io.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationDirectoryTest {
    @TempDir
    private Path path;

    @Test
    void filesAreListedInTheOrderOfARunWithOneMore() throws IOException {
        Files.writeString(path.resolve("2_b.sql"), "select 1;");
        Files.writeString(path.resolve("3_c.sql"), "select 1;");
        Files.writeString(path.resolve("README.md"), "");
        List<String> others = new ArrayList<>();
        assertEquals(List.of("2_b", "3_c"), names(directory().migrations(others::add)));
        assertEquals(List.of("README.md"), others);
        assertEquals(List.of("10_d", "2_b", "3_c"), names(directory().with(migration("10_d"), false)));
        assertEquals(ErrorCode.MIGRATIONS_INVALID, refusal("2_b", false));
    }

    @Test
    void whatBelongsToAnotherToolIsRefusedUnlessItIsPlain() throws IOException {
        Files.writeString(path.resolve("1_a.up.sql"), "select 1;");
        assertEquals(ErrorCode.FOREIGN_FORMAT, refusal("1_a.down", false));
        assertEquals(2, directory().with(migration("1_a.down"), true).size());
    }

    @Test
    void aMissingDirectoryHoldsNothingAndStaysMissing() {
        Path missing = path.resolve("missing");
        MigrationDirectory directory = MigrationDirectory.at(missing.toString(), Set.of("sql"));
        assertEquals(List.of(), directory.migrations(other -> {}));
        assertEquals(List.of("a"), names(directory.with(migration("a"), false)));
        assertFalse(Files.exists(missing));
    }

    @Test
    void aFileUrlIsADirectory() {
        assertEquals(
                path,
                MigrationDirectory.at(path.toUri().toString(), Set.of("sql")).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:db", "s3://a/b", "file:%", "a\0b"})
    void otherPlacesAreRefused(String location) {
        MigriException refusal =
                assertThrows(MigriException.class, () -> MigrationDirectory.at(location, Set.of("sql")));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
    }

    private ErrorCode refusal(String name, boolean plain) {
        return assertThrows(MigriException.class, () -> directory().with(migration(name), plain))
                .code();
    }

    private MigrationDirectory directory() {
        return MigrationDirectory.at(path.toString(), Set.of("sql"));
    }

    private static Migration migration(String name) {
        return new Migration(name, "sql", name + ".sql", () -> new ByteArrayInputStream(new byte[0]));
    }

    private static List<String> names(List<Migration> migrations) {
        return migrations.stream().map(Migration::name).toList();
    }
}
