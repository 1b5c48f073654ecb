package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code migri new}, for which no database is named. */
class NewCommandTest {
    @TempDir
    private Path directory;

    private Path migrations;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void findTheDirectory() throws IOException {
        directory = directory.toRealPath();
        migrations = Files.createDirectory(directory.resolve("m"));
        environment.put("HOME", directory.resolve("home").toString());
        environment.put("MIGRATIONS_DIR", migrations.toString());
    }

    @Test
    void thePathAloneIsPrintedAndTheNumbersGoOn() {
        make("add users").hasStatus(0).complained("").wroteLines(migrations + "/0001_add_users.sql");
        make("roles", "--py").hasStatus(0).complained("").wroteLines(migrations + "/0002_roles.py");
        make("fill.py").hasStatus(0).wroteLines(migrations + "/0003_fill.py");
        make("drop.sql").hasStatus(0).wroteLines(migrations + "/0004_drop.sql");
        make("0009_later").hasStatus(0).wroteLines(migrations + "/0009_later.sql");
        make("last").hasStatus(0).wroteLines(migrations + "/0010_last.sql");
    }

    @Test
    void anUntouchedFileCannotBeApplied() throws IOException {
        make("add_users").hasStatus(0);
        assertEquals(0, Files.size(migrations.resolve("0001_add_users.sql")));
        Outcome run = migrate().hasStatus(3);
        assertTrue(run.out().contains("0001_add_users...fail [empty migration]"), run::toString);
        Files.writeString(migrations.resolve("0001_add_users.sql"), "CREATE TABLE a (i int);\n");
        migrate().hasStatus(0).wroteLines("Applying migrations", "0001_add_users...ok");
    }

    @Test
    void aMissingDirectoryIsMadeAndTold() throws IOException {
        Path missing = directory.resolve("db");
        make("a", "-m", missing.toString())
                .hasStatus(0)
                .wroteLines(missing + "/0001_a.sql")
                .complained("note: made the directory " + missing + "\n");
        Path deep = directory.resolve("x/y");
        make("a", "-m", deep.toString()).hasStatus(1).wrote("").complainedOf("is missing, too");
        assertFalse(Files.exists(deep.getParent()));
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        make("a", "-m", link.toString()).hasStatus(1).wrote("");
        assertFalse(Files.exists(directory.resolve("nowhere")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0002_b | The number 0002 is taken by 0002_a.",
                "0002_A | There is a migration of that name already: 0002_a.",
                "a | already: 0002_a. Choose another name; or give this one with its number, 0004_a.",
                "MIX | There is a migration of that name already: 0003_mix.",
                "../a | cannot be a name: it begins with a dot",
                "b/c | cannot be a name: a file's name cannot hold / everywhere.",
                "b\\c | cannot be a name: a file's name cannot hold \\ everywhere.",
                "c:d | cannot be a name: a file's name cannot hold : everywhere.",
                ".b | cannot be a name: it begins with a dot, and hidden files are passed over.",
                "' ' | cannot be a name: it is empty.",
                ".sql | cannot be a name: it is empty.",
                "'a\tb' | cannot be a name: it holds a character that nobody sees.",
                "'a\u202eb' | cannot be a name: it holds a character that nobody sees.",
                "cafe\u0301 | There is a migration of that name already: 0001_caf\u00c9.",
            })
    void whatCannotBeANameIsRefused(String name, String reason) throws IOException {
        touch("0001_caf\u00c9.sql");
        touch("0002_a.sql");
        touch("0003_mix.py");
        make(name).hasStatus(2).wrote("").complainedOf(reason);
        assertEquals(3, count());
    }

    @Test
    void onlyOneNameIsTaken() throws IOException {
        make().hasStatus(2).complainedOf("Give one name.");
        make("add", "users").hasStatus(2).complainedOf("Give one name. Quote it if it has blanks.");
        make("a.sql", "--py").hasStatus(2).complainedOf("Leave one of the two out.");
        assertEquals(0, count());
    }

    @Test
    void aNameThatDiffersInItsExtensionAloneIsTaken() throws IOException {
        touch("0001_a.SQL");
        make("0001_a").hasStatus(2).complainedOf("There is a migration of that name already: 0001_a.");
    }

    @Test
    void noFileIsOverwrittenAndNoLinkFollowed() throws IOException {
        Path target = directory.resolve("target");
        Files.createSymbolicLink(migrations.resolve("0001_a.sql"), target);
        make("0001_a").hasStatus(2);
        Files.createDirectory(migrations.resolve("0002_b.sql"));
        make("b").hasStatus(1).wrote("").complainedOf("0002_b.sql cannot be made: something of that name is there");
        assertFalse(Files.exists(target, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aNameThatIsTooLongForTheFileSystemLeavesNothing() {
        Path missing = directory.resolve("db");
        make("a".repeat(300), "-m", missing.toString())
                .hasStatus(1)
                .wrote("")
                .complainedOf("cannot be made: ")
                .complainedOf("help: choose another name or directory");
        assertFalse(Files.exists(missing), "the directory is not left behind either");
    }

    @Test
    void aNumberWithOneMoreDigitIsRefusedWhereItWouldRunEarlier() throws IOException {
        touch("8_a.sql");
        touch("9_b.sql");
        make("c")
                .hasStatus(2)
                .wrote("")
                .complainedOf("The next number is 10, but a run would take 10_c.sql before number 9: names are"
                        + " compared letter by letter. Make the file by hand, with a name that sorts last,"
                        + " such as 9a_c.sql.");
        assertEquals(2, count());
    }

    @Test
    void aFileThatRunsLaterThanTheNewOneIsNamed() throws IOException {
        touch("0001_a.sql");
        touch("seed.sql");
        make("b")
                .hasStatus(0)
                .wroteLines(migrations + "/0002_b.sql")
                .complained("warning: 0002_b.sql runs before seed.sql, by its name; where that is applied, it is"
                        + " late\n");
    }

    @Test
    void aDirectoryOfAnotherToolIsRefusedUnlessItIsSaidToBePlain() throws IOException {
        touch("1_a.up.sql");
        touch("1_a.down.sql");
        make("b").hasStatus(6).wrote("").complainedOf("1_a.down.sql is written for golang-migrate or a tool like it");
        assertEquals(2, count());
        make("b", "--format", "plain").hasStatus(0).wroteLines(migrations + "/2_b.sql");
        make("c", "--format", "goose").hasStatus(6);
    }

    @Test
    void aNameThatARunWouldRefuseIsRefused() throws IOException {
        touch("0001_a.up.sql");
        make("0002_a.down").hasStatus(6).wrote("").complainedOf("is written for");
        assertEquals(1, count());
    }

    @Test
    void aUrlOfADirectoryIsOneAndOthersAreRefused() {
        make("a", "-m", "file:" + migrations).hasStatus(0).wroteLines(migrations + "/0001_a.sql");
        make("b", "-m", "classpath:db")
                .hasStatus(1)
                .wrote("")
                .complainedOf("\"classpath:db\" is no directory for new files")
                .complainedOf("-m");
    }

    @Test
    void aTemplateIsCopiedForItsKind() throws IOException {
        Path template = Files.writeString(directory.resolve("team.sql"), "-- owner: ${name} \u00e9\r\nselect 1;");
        make("a", "--template", template.toString()).hasStatus(0);
        assertArrayEquals(Files.readAllBytes(template), Files.readAllBytes(migrations.resolve("0001_a.sql")));
        make("b.py", "--template", template.toString()).hasStatus(2).complainedOf("it is for .sql files");
        make("b", "--template", "nowhere").hasStatus(2).complainedOf("'nowhere': there is no such file.");
        environment.put("MIGRI_TEMPLATE", template.toString());
        make("b.py").hasStatus(0);
        assertTrue(Files.readString(migrations.resolve("0002_b.py")).contains("async def migrate(conn) -> bool:"));
    }

    @Test
    void aFileOfSettingsMayNameTheTemplateIfItIsOnesOwn() throws IOException {
        Files.writeString(directory.resolve("t.txt"), "-- ours\n");
        Path toml = Files.writeString(directory.resolve("migri.toml"), "template = '" + directory + "/t.txt'\n");
        make("a").hasStatus(0);
        assertEquals("-- ours\n", Files.readString(migrations.resolve("0001_a.sql")));
        assertTrue(toml.toFile().setWritable(true, false));
        make("b").hasStatus(2).complainedOf("the file would be copied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n", "--url"})
    void noDatabaseIsAsked(String option) {
        String target = option.equals("-n") ? directory.resolve("a.db").toString() : "postgresql://127.0.0.1:1/none";
        make("a", option, target).hasStatus(0).complained("");
        assertFalse(Files.exists(directory.resolve("a.db")));
    }

    /** Both list the directory, and see the same last number. */
    @Test
    void thoseThatAddAFileAtTheSameTimeGetNumbersOfTheirOwn() throws Exception {
        Files.delete(migrations);
        int many = 12;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String name = "file_" + (char) ('a' + i);
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return make(name);
                }));
            }
            start.countDown();
            for (Future<Outcome> outcome : outcomes) {
                outcome.get().hasStatus(0);
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(migrations)) {
            List<String> numbers = files.map(
                            file -> file.getFileName().toString().substring(0, 4))
                    .sorted()
                    .toList();
            assertEquals(
                    IntStream.rangeClosed(1, many).mapToObj("%04d"::formatted).toList(), numbers);
        }
    }

    private void touch(String name) throws IOException {
        Files.writeString(migrations.resolve(name), "select 1;\n");
    }

    private long count() throws IOException {
        try (var files = Files.list(migrations)) {
            return files.count();
        }
    }

    private Outcome migrate() {
        return run(List.of("migrate", "-n", directory.resolve("a.db").toString(), "-d", "sqlite"));
    }

    private Outcome make(String... arguments) {
        List<String> all = new ArrayList<>(List.of("new"));
        all.addAll(List.of(arguments));
        return run(all);
    }

    private Outcome run(List<String> arguments) {
        Captured captured = new Captured(false);
        int status = new Cli(captured.terminal(), environment, Optional.of(directory.toFile())).run(arguments);
        return new Outcome(status, captured.out(), captured.err());
    }
}
