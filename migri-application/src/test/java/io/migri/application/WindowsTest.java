package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations in a file system with Windows' rules: backslashes, drives, no permissions, names without regard to case. */
final class WindowsTest {
    @TempDir
    private Path directory;

    @Test
    void appliesSqlFromADriveOfWindows() throws IOException {
        try (FileSystem windows = windows()) {
            Path migrations = Files.createDirectories(windows.getPath("C:\\work\\an app\\migrations"));
            Files.writeString(
                    migrations.resolve("0001_a.sql"), "create table a (id int);\r\ninsert into a values (1);\r\n");
            Files.writeString(migrations.resolve("0002_größe.sql"), "create table b (id int);\r\n");
            assertEquals(
                    List.of("0001_a", "0002_größe"), names(migri(migrations).migrate()));
            assertEquals(List.of(), names(migri(migrations).migrate()));
        }
    }

    @Test
    void rehearsesThemToo() throws IOException {
        try (FileSystem windows = windows()) {
            Path migrations = Files.createDirectories(windows.getPath("D:\\migrations"));
            Files.writeString(migrations.resolve("0001_a.sql"), "create table a (id int);\r\n");
            assertEquals(1, migri(migrations).dryRun().applied().size());
            assertEquals(List.of("0001_a"), names(migri(migrations).migrate()));
        }
    }

    private static FileSystem windows() {
        return Jimfs.newFileSystem(Configuration.windows().toBuilder()
                .setRoots("C:\\", "D:\\")
                .setAttributeViews("basic", "owner", "dos", "acl", "user")
                .build());
    }

    private Migri migri(Path migrations) {
        return Migri.builder()
                .target(ConnectionConfig.of(directory.resolve("a.db").toString()))
                .directory(migrations)
                .build();
    }

    private static List<String> names(MigrationReport report) {
        return report.applied().stream().map(one -> one.name()).toList();
    }
}
