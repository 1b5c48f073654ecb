package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of the migration under way on a real terminal of a given width, which is made narrower meanwhile. */
class LiveTerminalIT {
    private static final String NAME = "0002_ひらがな_a_migration_that_takes_its_time";

    /** Its arguments are the columns, those from the first live line on, and a command, which it gives a terminal of its own. */
    private static final String ON_A_TERMINAL = """
        import fcntl, os, pty, struct, sys, termios, time
        def resize(columns):
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, int(columns), 0, 0))
        child, terminal = pty.fork()
        if child == 0:
            while os.get_terminal_size(1).columns != int(sys.argv[1]):
                time.sleep(0.01)
            os.execvp(sys.argv[3], sys.argv[3:])
        resize(sys.argv[1])
        seen = b''
        while True:
            try:
                more = os.read(terminal, 65536)
            except OSError:
                break
            if not more:
                break
            if b'?7l' in more and b'?7l' not in seen:
                resize(sys.argv[2])
            seen += more
        sys.stdout.buffer.write(seen)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """;

    @TempDir
    private Path directory;

    private Distribution migri;

    @BeforeEach
    void makeMigrations() {
        migri = new Distribution(directory).with("MIGRI_ARCHIVE", "no").with("TERM", "xterm");
        migri.file("migrations/0001_a.sql", "CREATE TABLE a (id int);\n");
        migri.file(
                "migrations/" + NAME + ".sql",
                "CREATE TABLE b AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 4000000)"
                        + " SELECT x FROM c;\nSELECT 1;\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 80, 140})
    void isOneRowAtEveryWidth(int columns) {
        String written = onTerminal(columns, columns);
        assertTrue(written.contains("\u001b[?7l"), written);
        Screen screen = new Screen(columns, true);
        for (int end = written.indexOf("\u001b[?7h\r"); end >= 0; end = written.indexOf("\u001b[?7h\r", end + 1)) {
            List<String> rows = screen.feed(written.substring(0, end + 6)).rows();
            assertEquals(1, rows.stream().filter(row -> row.startsWith("0002")).count(), rows::toString);
            assertTrue(rows.get(rows.size() - 1).startsWith("0002"), rows::toString);
        }
    }

    @Test
    void leavesNothingBehindWhenTheTerminalIsMadeNarrower() {
        String written = onTerminal(140, 20);
        List<String> rows = new Screen(140, true).feed(written).rows();
        assertEquals(3, rows.size(), rows::toString);
        assertTrue(rows.get(2).startsWith(NAME + "...ok ("), rows::toString);
    }

    @Test
    void isPlainWhereColoursAreNotWanted() {
        migri = migri.with("NO_COLOR", "1");
        String written = onTerminal(80, 80);
        assertTrue(written.contains("\u001b[?7l"), written);
        assertFalse(written.contains("m" + NAME) || written.contains("\u001b[32m"), written);
    }

    @Test
    void aDumbTerminalGetsPlainLines() {
        migri = migri.with("TERM", "dumb");
        assertEquals("Applying migrations\r\n0001_a...ok\r\n" + NAME + "...ok\r\n", onTerminal(80, 80));
    }

    private String onTerminal(int columns, int then) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", ON_A_TERMINAL));
        command.addAll(List.of(Integer.toString(columns), Integer.toString(then)));
        command.add(Distribution.launcher().toString());
        command.addAll(List.of("-d", "sqlite", "-n", "zoo.db", "migrate"));
        Outcome outcome = migri.start(command).await();
        assertEquals(0, outcome.status(), outcome::toString);
        return outcome.out();
    }
}
