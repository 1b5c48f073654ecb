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
    /**
     * Its arguments are what is to be typed when it is asked for, and a command, which it gives a terminal of its own.
     */
    private static final String TYPING = """
        import os, pty, sys
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(sys.argv[2], sys.argv[2:])
        shown = b''
        typed = False
        while True:
            try:
                more = os.read(terminal, 4096)
            except OSError:
                break
            if not more:
                break
            shown += more
            if b'Password of' in shown and not typed:
                typed = True
                os.write(terminal, sys.argv[1].encode() + b'\\n')
        sys.stdout.buffer.write(shown)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;

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
        List<String> command = new ArrayList<>(
                List.of("python3", "-c", TYPING, text, Distribution.launcher().toString()));
        command.addAll(List.of("migrate", "-d", database.engine().dialect(), "-n", database.name()));
        command.addAll(List.of("-h", database.host(), "-p", Integer.toString(database.port()), "-u", database.user()));
        return migri().start(command).await();
    }
}
