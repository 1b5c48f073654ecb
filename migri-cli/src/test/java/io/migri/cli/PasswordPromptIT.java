package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program asks for a password on a terminal, and takes one from standard input. */
class PasswordPromptIT {
    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aServerThatWantsAPasswordGetsTheOneThatIsTyped(Database database) throws IOException {
        migration();
        Outcome right = typing(database.password(), database);
        assertEquals(0, right.status(), right::toString);
        assertTrue(right.out().contains("Password of " + database.user() + "@" + database.host()), right::toString);
        assertTrue(right.out().contains("ok\u001b[0m"), right::toString);
        assertFalse(right.out().contains(database.password()), right::toString);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aWrongOneFailsAndIsAskedForOnce(Database database) throws IOException {
        migration();
        Outcome wrong = typing("wRong4711", database);
        assertEquals(1, wrong.status(), wrong::toString);
        assertEquals(1, wrong.out().split("Password of", -1).length - 1, wrong::toString);
        assertTrue(wrong.out().contains("check the user (-u, DB_USER)"), wrong::toString);
        assertFalse(wrong.out().contains("wRong4711"), wrong::toString);
    }

    @Test
    void offATerminalStandardInputIsRead() throws IOException {
        migration();
        Outcome outcome = migri().start(List.of(
                        "sh",
                        "-c",
                        "echo geheim | \"$0\" \"$@\"",
                        Distribution.launcher().toString(),
                        "--db-pass-stdin",
                        "-d",
                        "sqlite",
                        "-n",
                        "a.db",
                        "status"))
                .await();
        assertEquals(1, outcome.status(), outcome::toString);
        assertTrue(outcome.err().contains("a password is given, but an SQLite database is a file"), outcome::toString);
    }

    private Distribution migri() {
        return new Distribution(directory)
                .with("MIGRI_ARCHIVE", "no")
                .with("HOME", directory.resolve("home").toString());
    }

    private void migration() throws IOException {
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/0001_a.sql"), "CREATE TABLE a (id int);\n");
    }

    private Outcome typing(String text, Database database) {
        List<String> arguments =
                new ArrayList<>(List.of("migrate", "-d", database.engine().dialect(), "-n", database.name()));
        arguments.addAll(
                List.of("-h", database.host(), "-p", Integer.toString(database.port()), "-u", database.user()));
        return migri().start(AnsweringTerminal.command("Password of", text, arguments))
                .await();
    }
}
