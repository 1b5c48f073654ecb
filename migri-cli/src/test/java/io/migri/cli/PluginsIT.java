package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.AppliedLogProvider;
import io.migri.spi.Dialect;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plug-ins in jars, as the command line takes them. */
class PluginsIT {
    private static final String DIALECT = """
            public final class %s implements Dialect {
                %s
                public String id() { %s }
                public boolean matches(ConnectionConfig config) { %s }
                public boolean matches(Connection connection) { return false; }
                public Connection connect(ConnectionConfig config, Purpose purpose) { return null; }
                public DialectSession session(Connection connection, ConnectionSource others) { return null; }
                public DatabaseError explain(SQLException failure, String statement) { return null; }
            }
            """;

    @TempDir
    Path directory;

    private Path migrations;
    private Path jar;

    @BeforeEach
    void makeADirectoryThatIsFine() throws IOException {
        migrations = Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("0001_a.sql"), "CREATE TABLE a (id int);");
        jar = directory.resolve("plugins/guest.jar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            a null id                | | return null; | return false; | Dialect.id() returned null
            an id with blanks        | | return "a b"; | return false; | Dialect.id() returned "a b"
            an id that throws        | | throw new IllegalStateException("boom"); | return false; | Dialect.id() threw java.lang.IllegalStateException: boom
            matches that throws      | | return "guest"; | throw new NullPointerException(); | Dialect.matches() threw java.lang.NullPointerException
            matches without an end   | | return "guest"; | return matches(config); | Dialect.matches() threw java.lang.StackOverflowError
            a constructor            | public Guest() { throw new IllegalStateException("boom"); } | return "guest"; | return false; | cannot be loaded: java.lang.IllegalStateException: boom
            a hidden constructor     | private Guest() {} | return "guest"; | return false; | cannot be loaded: java.lang.NoSuchMethodException
            a static field           | static final String X = List.of("").get(1); | return X; | return false; | cannot be loaded: java.lang.ExceptionInInitializerError
            a name of ours           | | return "sqlite"; | return false; | goes by "sqlite", as does
            """)
    void aBrokenDialectIsAWarningForUsersOfOthers(String what, String member, String id, String matches, String told)
            throws IOException {
        new GuestJar(directory)
                .type("Guest", DIALECT.formatted("Guest", member == null ? "" : member, id, matches))
                .lists(Dialect.class, "com.example.Guest")
                .at(jar);

        ProcessResult result = InProcess.run(
                directory,
                Map.of("MIGRI_PLUGINS", jar.toString()),
                List.of("-n", directory.resolve("zoo.db").toString(), "migrate"));

        assertEquals("Applying migrations\n0001_a...ok\n", result.outputText(), result::toString);
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(
                result.errorText().contains("warning: the plug-in com.example.Guest (guest.jar) "), result::toString);
        assertTrue(result.errorText().contains(told), result::toString);
        ProcessResult doctor = migri("doctor");
        assertEquals(what.startsWith("matches") ? 0 : 1, doctor.exitCode(), doctor::toString);
        assertTrue(doctor.outputText().contains("com.example.Guest (guest.jar)"), doctor::toString);
    }

    @Test
    void anEntryWithoutItsClassIsAWarning() throws IOException {
        new GuestJar(directory).lists(Dialect.class, "com.example.Gone").at(jar);

        ProcessResult result = migri("migrate");

        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(
                result.errorText().startsWith("warning: the plug-in com.example.Gone (guest.jar) cannot be loaded: "),
                result::toString);
    }

    @Test
    void whoeverWantsTheBrokenDialectIsToldWhichItIs() throws IOException {
        new GuestJar(directory)
                .type("Guest", DIALECT.formatted("Guest", "", "return \"guest\";", "return false;"))
                .lists(Dialect.class, "com.example.Guest")
                .at(jar);

        ProcessResult result = migri("migrate", "-d", "guest");

        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(
                result.errorText()
                        .contains(
                                "error: the plug-in com.example.Guest (guest.jar) broke its contract: Dialect.connect()"
                                        + " returned null"),
                result::toString);
        assertTrue(migri("doctor")
                .outputText()
                .contains("plug-in     OK       dialect guest: com.example.Guest (guest.jar), version 4.2"));
    }

    @Test
    void anUnknownDialectNamesThoseThatThereAreAndWhereOthersAreLookedFor() {
        ProcessResult result = InProcess.run(directory, Map.of(), List.of("-n", "zoo", "-d", "nosuch", "migrate"));

        assertEquals(1, result.exitCode());
        assertTrue(
                result.errorText()
                        .contains(
                                "choose one of: mysql, postgresql, sqlite; others are looked for in the folder plugins"
                                        + " beside lib, and where MIGRI_PLUGINS says"),
                result::toString);
    }

    @Test
    void runsFilesOfAKindThatAGuestBrings() throws IOException {
        executor("transaction.open(); execute(context, \"CREATE TABLE n (id int)\");")
                .at(jar);
        Files.writeString(migrations.resolve("0002_b.note"), "anything");

        assertEquals(
                "Applying migrations\n0001_a...ok\n0002_b...ok\n",
                migri("migrate").outputText());
        assertEquals(
                "All synced! No new migrations to apply! 🥳\n", migri("migrate").outputText());
    }

    @Test
    void aGuestThatFailsHalfWayLeavesNothingAndSaysSo() throws IOException {
        executor("transaction.open(); execute(context, \"CREATE TABLE n (id int)\"); throw new StackOverflowError();")
                .at(jar);
        Files.writeString(migrations.resolve("0002_b.note"), "anything");

        ProcessResult result = migri("migrate");

        assertEquals(3, result.exitCode(), result::toString);
        assertTrue(
                result.outputText()
                        .contains(
                                "0001_a...ok\n0002_b...fail [the plug-in com.example.Notes (guest.jar) broke its contract:"
                                        + " PreparedMigration.run() of com.example.Notes$1 threw java.lang.StackOverflowError]"),
                result::toString);
        assertTrue(result.errorText().contains("rolled back: 0002_b (database unchanged)"), result::toString);
        assertTrue(result.errorText().contains("help: report this to the plug-in's author"), result::toString);
        assertTrue(migri("status", "--pending").outputText().contains("0002_b"));
    }

    @Test
    void aFileOfAKindThatNobodyRunsIsNamedToThoseWhoLookClosely() throws IOException {
        Files.writeString(migrations.resolve("0002_b.note"), "anything");
        Files.writeString(migrations.resolve("0003_c.SQL"), "");
        Files.createDirectory(jar.getParent());

        ProcessResult result = migri("-l", "info", "migrate");

        assertTrue(
                result.errorText().contains("passed over, for migrations here end in .py, .sql: 0002_b.note"),
                result::toString);
        assertTrue(
                result.errorText()
                        .contains(
                                "warning: 0003_c.SQL is not applied, since its ending is not in lower case; rename 0003_c.SQL to 0003_c.sql"),
                result::toString);
        assertFalse(migri("migrate").errorText().contains("note"));
    }

    @Test
    void keepsTheHistoryWhereAGuestSaysAndTellsItSettings() throws IOException {
        new GuestJar(directory)
                .type("Paper", """
                        public final class Paper implements AppliedLogProvider {
                            public String name() { return "paper"; }
                            public AppliedLog open(DialectSession session, HistoryTable table) { throw new IllegalStateException("no file"); }
                            public AppliedLog open(DialectSession session, HistoryTable table, Function<String, Optional<String>> settings) {
                                Path file = Path.of(settings.apply("paper.file").orElseThrow());
                                return new AppliedLog() {
                                    public Optional<List<AppliedMigration>> read() {
                                        List<AppliedMigration> all = new ArrayList<>();
                                        try {
                                            if (Files.exists(file)) {
                                                for (String name : Files.readAllLines(file)) all.add(new AppliedMigration(name, Optional.empty()));
                                            }
                                        } catch (IOException e) { throw new UncheckedIOException(e); }
                                        return Optional.of(all);
                                    }
                                    public void prepare() {}
                                    public List<String> append(AppliedMigration migration) { return List.of(); }
                                    public void appended(AppliedMigration migration) {
                                        try {
                                            Files.writeString(file, migration.name() + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                                        } catch (IOException e) { throw new UncheckedIOException(e); }
                                    }
                                };
                            }
                        }
                        """)
                .lists(AppliedLogProvider.class, "com.example.Paper")
                .at(jar);
        String file = "paper.file=" + directory.resolve("applied");

        ProcessResult result = migri("migrate", "--applied-log", "paper", "--plugin-setting", file);

        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(List.of("0001_a"), Files.readAllLines(directory.resolve("applied")));
        assertTrue(migri("status", "--applied-log", "paper", "--plugin-setting", file)
                .outputText()
                .contains("applied"));
        ProcessResult unknown = migri("migrate", "--applied-log", "stone");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.errorText().contains("no applied log goes by \"stone\""), unknown::toString);
        assertTrue(unknown.errorText().contains("choose one of: paper; others are looked for in"), unknown::toString);
        ProcessResult unset = migri("migrate", "--applied-log", "paper");
        assertEquals(1, unset.exitCode());
        assertTrue(
                unset.errorText().contains("AppliedLogProvider.open() threw java.util.NoSuchElementException"),
                unset::toString);
        assertEquals(2, migri("migrate", "--plugin-setting", "paper").exitCode());
    }

    @Test
    void readsFromASourceOfAGuestAndTellsItSettings() throws IOException {
        new GuestJar(directory)
                .type("Memory", """
                        public final class Memory implements MigrationSourceProvider {
                            public String scheme() { return "memory"; }
                            public MigrationSource open(URI location) { return null; }
                            public MigrationSource open(URI location, Function<String, Optional<String>> settings) {
                                byte[] text = ("CREATE TABLE " + settings.apply("memory.table").orElse("m") + " (id int);").getBytes();
                                return () -> List.of(new Migration("0001", "sql", "memory:0001", () -> new ByteArrayInputStream(text)));
                            }
                        }
                        """)
                .lists(MigrationSourceProvider.class, "com.example.Memory")
                .at(jar);

        ProcessResult result = migri("migrate", "-m", "memory:x", "--plugin-setting", "memory.table=named");

        assertEquals("Applying migrations\n0001...ok\n", result.outputText(), result::toString);
        assertTrue(migri("show", "0001", "-m", "memory:x").outputText().contains("named"));
    }

    @Test
    void refusesAJarThatOthersCanChange() throws IOException {
        executor("").at(jar);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));

        for (String path : List.of(jar.toString(), jar.getParent().toString())) {
            ProcessResult result = InProcess.run(directory, Map.of("MIGRI_PLUGINS", path), line("migrate"));

            assertEquals(2, result.exitCode(), result::toString);
            assertTrue(
                    result.errorText()
                            .contains(
                                    "Invalid value for '--plugins' (from MIGRI_PLUGINS): plugins/guest.jar belongs to"
                                            + " somebody else, or others can change it or a folder above it; its code would be executed."),
                    result::toString);
        }
        assertFalse(Files.exists(directory.resolve("zoo.db")));
    }

    @Test
    void refusesAFolderThatOthersCanWriteTo() throws IOException {
        executor("").at(jar);
        Files.setPosixFilePermissions(jar.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

        for (String path : List.of(jar.toString(), jar.getParent().toString())) {
            ProcessResult result = InProcess.run(directory, Map.of("MIGRI_PLUGINS", path), line("migrate"));

            assertEquals(2, result.exitCode(), result::toString);
            assertTrue(result.errorText().contains("its code would be executed"), result::toString);
        }
    }

    @Test
    void takesSeveralPathsAndSaysWhichIsNotThere() throws IOException {
        executor("").at(jar);
        String both = jar + ":" + directory.resolve("gone.jar");

        ProcessResult result = InProcess.run(directory, Map.of("MIGRI_PLUGINS", both), line("migrate"));

        assertEquals(2, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("gone.jar is neither a jar nor a folder."), result::toString);
    }

    @Test
    void thisThreadKnowsThemForNoLongerThanTheCommand() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        executor("").at(jar);
        migri("migrate");

        assertEquals(before, Thread.currentThread().getContextClassLoader());
    }

    private GuestJar executor(String deed) {
        return new GuestJar(directory)
                .type("Notes", """
                        public final class Notes implements MigrationExecutor {
                            public Set<String> kinds() { return Set.of("note"); }
                            public PreparedMigration prepare(Migration migration, RunScope scope) {
                                return new PreparedMigration() {
                                    public boolean empty() { return false; }
                                    public long statements() { return 0; }
                                    public void run(ExecutionContext context) throws SQLException {
                                        MigrationTransaction transaction = context.transaction();
                                        %s
                                    }
                                };
                            }
                            private static void execute(ExecutionContext context, String sql) throws SQLException {
                                try (Statement statement = context.session().connection().createStatement()) {
                                    statement.execute(sql);
                                }
                            }
                        }
                        """.formatted(deed))
                .lists(MigrationExecutor.class, "com.example.Notes");
    }

    private ProcessResult migri(String... words) {
        return InProcess.run(directory, Map.of("MIGRI_PLUGINS", jar.getParent().toString()), line(words));
    }

    private List<String> line(String... words) {
        List<String> line =
                new ArrayList<>(List.of("-n", directory.resolve("zoo.db").toString()));
        if (!List.of(words).contains("-d")) {
            line.addAll(List.of("-d", "sqlite"));
        }
        line.addAll(List.of(words));
        return line;
    }
}
