package io.migri.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.architecture.Sources;
import io.migri.cli.InProcess;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The page of what is sent has what is sent. A run with {@code -Dmigri.docs.write=true} writes it anew. */
class SentPageIT {
    private static final Path PAGE = Sources.root().resolve("docs/sent.md");

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void thePageHasWhatIsSent(Database database) throws Exception {
        StringBuilder section = new StringBuilder();
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("0001_animal.sql"), "CREATE TABLE animal (id int);\n");
        section.append(run(database, "A first run, of one migration"));
        section.append(run(database, "A run with nothing to do"));
        Files.writeString(migrations.resolve("0002_cat.sql"), "INSERT INTO animal VALUES (1);\n");
        section.append(run(database, "A run of one more migration"));
        String heading = "## " + title(database.engine());
        String page = Files.readString(PAGE);
        int begin = page.indexOf(heading + "\n");
        int next = page.indexOf("\n## ", begin + 1);
        int end = next < 0 ? page.length() : next + 1;
        String expected = heading + "\n\n" + section.toString().stripTrailing() + "\n" + (next < 0 ? "" : "\n");
        if (Boolean.getBoolean("migri.docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + expected + page.substring(end));
        } else {
            assertEquals(expected, page.substring(begin, end), "write it anew with -Dmigri.docs.write=true");
        }
    }

    private static String title(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "PostgreSQL";
            case MYSQL -> "MySQL";
            default -> "MariaDB";
        };
    }

    private String run(Database database, String title) throws IOException {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            Database through = database.through(proxy.port());
            proxy.record();
            List<String> words = new ArrayList<>(List.of("-n", database.name(), "-h", "127.0.0.1", "-p"));
            words.addAll(List.of(Integer.toString(proxy.port()), "-u", database.user(), "-d"));
            words.add(database.engine().dialect());
            through.config()
                    .properties()
                    .forEach((key, value) -> words.addAll(List.of("--db-property", key + "=" + value)));
            words.add("migrate");
            var result = InProcess.run(directory, Map.of("DB_PASS", database.password()), words);
            assertEquals(0, result.exitCode(), result::toString);
            List<String> sent = new SentMessages(proxy.recorded(), database.engine() == Engine.POSTGRESQL).texts();
            StringBuilder text = new StringBuilder("### " + title + "\n\n");
            for (String message : sent) {
                text.append("```sql\n")
                        .append(new SentText(message, database).shown())
                        .append("\n```\n\n");
            }
            return text.toString();
        }
    }
}
