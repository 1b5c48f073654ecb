package io.migri.cli.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.Main;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseIT {
    @TempDir
    private Path directory;

    /** If this fails because Migri sends other statements than it did, docs/testing.md says how to record the answers anew. */
    @Test
    void everyLessonGoesAsItDoesWithRealServers() throws IOException {
        Map<String, String> environment = Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
        for (String dialect : Course.DIALECTS) {
            Path folder = Files.createDirectory(directory.resolve(dialect));
            try (Course course = Course.of(dialect, folder, true)) {
                for (Lesson lesson : course.lessons()) {
                    ByteArrayOutputStream said = new ByteArrayOutputStream();
                    assertEquals(lesson.status(), Main.run(lesson.line(), environment, said, said), said::toString);
                    assertTrue(said.toString(UTF_8).contains(lesson.said()), said::toString);
                }
            }
        }
    }

    /** Records what the training hears, into the folder that migri.course.record names, or, to see that it can be done, nowhere. */
    @ForEachDatabase
    void recordsWhatServersAnswer(Database database) throws Exception {
        if (database.engine() == Engine.SQLITE) {
            return;
        }
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        for (Map.Entry<String, String> migration : Course.MIGRATIONS.entrySet()) {
            Files.writeString(migrations.resolve(migration.getKey() + ".sql"), migration.getValue());
        }
        record(database, "first", migrations);
        record(database, "again", migrations);
        Files.writeString(migrations.resolve("0003_wrong.sql"), Course.WRONG);
        record(database, "wrong", migrations);
    }

    private static void record(Database database, String run, Path migrations) throws Exception {
        boolean mysql = database.engine() != Engine.POSTGRESQL;
        try (Recorder recorder = new Recorder(database.host(), database.port(), mysql)) {
            List<String> line = new ArrayList<>(
                    List.of("migrate", "-n", database.name(), "-h", "127.0.0.1", "-u", database.user()));
            line.addAll(List.of("-p", Integer.toString(recorder.port()), "-m", migrations.toString(), "-s"));
            line.addAll(List.of(database.password(), "-d", database.engine().dialect(), "--db-property"));
            line.add(mysql ? "sslMode=DISABLED" : "sslmode=disable");
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int status = Main.run(line, Map.of(), said, said);
            assertEquals(run.equals("wrong") ? 3 : 0, status, said.toString(UTF_8));
            Transcript transcript = recorder.transcript();
            assertTrue(
                    transcript.answers().size() > 1, () -> transcript.answers().size() + " answers");
            keep(database.engine().name().toLowerCase(Locale.ROOT) + "-" + run, transcript);
        }
    }

    private static void keep(String name, Transcript transcript) throws IOException {
        String folder = System.getProperty("migri.course.record");
        if (folder != null) {
            transcript.write(Files.newOutputStream(Path.of(folder, name)));
        }
    }
}
