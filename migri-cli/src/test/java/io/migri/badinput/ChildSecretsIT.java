package io.migri.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.Secret;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** What a process list and {@code /proc} show of a run, and what the children of a run are given. */
class ChildSecretsIT {
    private static final String SECRET = "h7GeheimX";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Tells of the run, of this interpreter and of every child of either: arguments; and of the children their environment, too. */
    private static final String LOOK = """
            import os

            def told(pid, name):
                try:
                    with open(f"/proc/{pid}/{name}", "rb") as file:
                        return file.read().replace(b"\\0", b" ").decode(errors="replace")
                except OSError as e:
                    return f"({e})"

            def parent(pid):
                return next((line.split()[1] for line in told(pid, "status").splitlines() if line.startswith("PPid")), "")

            async def migrate(conn):
                run = str(os.getppid())
                pids = [pid for pid in os.listdir("/proc") if pid.isdigit()]
                with open("told.txt", "w") as out:
                    out.write(f"run: {told(run, 'cmdline')}\\n")
                    for pid in pids:
                        if run in (parent(pid), parent(parent(pid))):
                            out.write(f"child: {told(pid, 'cmdline')}\\nenvironment: {told(pid, 'environ')}\\n")
                    out.write(f"seen: {sorted(os.environ.items())}\\n")
                    out.write(f"standard input: {os.isatty(0)} {os.readlink('/proc/self/fd/0')}\\n")
                return True
            """;

    @TempDir
    Path workingDirectory;

    @ForEachDatabase
    void noPasswordIsInTheArgumentsOfARunOrGivenToItsChildren(Database database) throws Exception {
        Migrations.in(workingDirectory).file("0001_look.py", LOOK);
        Call call = Call.migri(workingDirectory, "migrate", "--python-engine", "process")
                .on(database)
                .set("MIGRI_DRY_RUN_PASS", SECRET)
                .set("DATABASE_URL", "mysql://app:" + SECRET + "@db.example.org/shop")
                .set("PGPASSWORD", SECRET)
                .set("PGSSLPASSWORD", SECRET)
                .set("MYSQL_PWD", SECRET);
        if (database.engine() != Engine.SQLITE) {
            call.set("DB_PASS_COMMAND", "echo " + SECRET);
        }
        if (database.engine() == Engine.POSTGRESQL) {
            call.set("MIGRI_DB_PROPERTY", "ApplicationName=" + SECRET);
        }
        try (ChildProcess process = call.start()) {
            assertEquals(0, process.result(LIMIT).exitCode(), () -> process.output());
        }
        String told = told();
        assertTrue(told.contains("child: ") && told.contains("environment: ") && told.contains("PATH="), told);
        assertFalse(told.contains(SECRET), told);
        String password = database.config().password().map(Secret::reveal).orElse("");
        assertFalse(password.length() > 5 && told.contains(password), told);
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aPasswordFileIsNotGivenToChildren(Database database) throws Exception {
        Path file = Files.writeString(
                workingDirectory.resolve("password"),
                database.config().password().orElseThrow().reveal());
        Migrations.in(workingDirectory).file("0001_look.py", LOOK);
        Call call = Call.migri(workingDirectory, "migrate", "--python-engine", "process")
                .on(database)
                .set("DB_PASS", "")
                .set("DB_PASS_FILE", file.toString());
        try (ChildProcess process = call.start()) {
            assertEquals(0, process.result(LIMIT).exitCode(), () -> process.output());
        }
        for (String line : told().lines().toList()) {
            assertFalse(line.startsWith("environment: ") && line.contains("DB_PASS"), line);
            assertFalse(line.startsWith("seen: ") && line.contains("DB_PASS"), line);
        }
    }

    private String told() throws IOException {
        return Files.readString(workingDirectory.resolve("told.txt"));
    }
}
