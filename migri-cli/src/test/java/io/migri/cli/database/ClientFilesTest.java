package io.migri.cli.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import io.migri.cli.file.SettingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the databases' own clients keep in the home directory, and passwords that come from elsewhere. */
class ClientFilesTest {
    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "h, 5432, app, bob, first",
        "h, 5433, app, bob, second",
        "i, 5432, app, bob, th:i\\rd",
        "i, 5432, other, bob, ''",
        "i, 5432, a:b, bob, escaped",
    })
    void pgpassGivesThePasswordOfTheFirstLineThatFits(
            String host, String port, String name, String user, String expected) throws IOException {
        file(".pgpass", """
                # a comment
                h:5432:app:bob:first
                h:*:*:*:second
                too:short
                i:5432:app:bob:th:i\\\\rd
                i:5432:a\\:b:bob:escaped
                """, "rw-------");
        assertEquals(
                Optional.of(expected).filter(text -> !text.isEmpty()),
                password("-d", "postgresql", "-h", host, "-p", port, "-n", name, "-u", user));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/run/postgresql, local",
        "/run/postgresql, local",
        "/tmp, local",
        "'', local",
        "localhost, local",
        "/srv/sockets, other",
    })
    void pgpassKnowsTheUsualDirectoriesOfSocketsAsThisMachine(String host, String expected) throws IOException {
        file(".pgpass", "localhost:*:*:*:local\n*:*:*:*:other\n", "rw-------");
        assertEquals(Optional.of(expected), password("-d", "postgresql", "-h", host, "-n", "a", "-u", "u"));
    }

    @Test
    void aPathThatNoFileCanHaveIsRefusedOrLeftOut() {
        environment.put("PGPASSFILE", "a\0b");
        assertEquals(
                List.of("the password file 'a\0b' is left out: no file can have that name"),
                read("--url", "postgres://u@h/a").warnings());
        environment.put("PGSERVICE", "s");
        environment.put("PGSERVICEFILE", "a\0b");
        assertTrue(refusal("-d", "postgresql").contains("cannot be the name of a file"));
    }

    @Test
    void pgpassCountsForPostgresqlAloneAndOnlyWhereNobodyElseGivesAPassword() throws IOException {
        file(".pgpass", "*:*:*:*:stored\n", "rw-------");
        assertEquals(Optional.of("stored"), password("--url", "postgres://u@h/a"));
        assertEquals(Optional.of("p"), password("--url", "postgres://u:p@h/a"));
        assertEquals(Optional.of("q"), password("--url", "postgres://u@h/a", "-s", "q"));
        assertEquals(Optional.empty(), password("--url", "mysql://u@h/a"));
        assertEquals(Optional.empty(), password("-n", "a", "-h", "h", "-p", "1"));
        environment.put("PGPASSWORD", "v");
        assertEquals(Optional.of("v"), password("--url", "postgres://u@h/a"));
    }

    @Test
    void pgpassThatOthersMayUseIsLeftOutWithAWarning() throws IOException {
        Path file = file(".pgpass", "*:*:*:*:stored\n", "rw-r-----");
        Target target = read("--url", "postgres://u@h/a");
        assertEquals(Optional.empty(), target.config().password());
        assertEquals(
                List.of("the password file " + file + " is left out: others may read or write it (chmod 600)"),
                target.warnings());
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(
                List.of("the password file " + file + " is left out: it is no plain file"),
                read("--url", "postgres://u@h/a").warnings());
        Path other = file("other", "*:*:*:*:elsewhere\n", "rw-------");
        assertEquals(Optional.of("elsewhere"), password("--url", "postgres://u@h/a?passfile=" + other));
        environment.put("PGPASSFILE", other.toString());
        assertEquals(Optional.of("elsewhere"), password("--url", "postgres://u@h/a"));
    }

    @Test
    void aServiceFillsWhatIsNotSaid() throws IOException {
        file(".pg_service.conf", """
                [other]
                host=no
                [prod]
                # the primary
                host = db.example.org
                port=6000
                dbname=shop
                user=app
                password=pw
                sslmode=verify-full
                """, "rw-r--r--");
        ConnectionConfig expected = ConnectionConfig.builder("shop")
                .dialect("postgresql")
                .host("db.example.org")
                .port(6000)
                .user("app")
                .password(Secret.of("pw"))
                .properties(Map.of("sslmode", "verify-full"))
                .build();
        environment.put("PGHOST", "weaker");
        assertEquals(expected, read("--url", "postgres:///?service=prod").config());
        environment.put("PGSERVICE", "prod");
        assertEquals(expected, read("-d", "postgresql").config());
        ConnectionConfig mixed = read("-d", "postgresql", "-u", "bob").config();
        assertEquals(Optional.of("bob"), mixed.user());
        assertEquals(Optional.empty(), mixed.password(), "it is another user's");
        environment.put("PGSERVICE", "gone");
        assertTrue(refusal("-d", "postgresql").contains("The service gone of PostgreSQL is not in " + home));
        file(".pg_service.conf", "[gone]\nnonsense geheim\n", "rw-r--r--");
        String message = refusal("-d", "postgresql");
        assertEquals(
                home + "/.pg_service.conf:2: expected a parameter of libpq, such as host=db.example.org.", message);
    }

    @Test
    void aServiceInAFileThatOthersCanChangeMayNotNameAClass() throws IOException {
        file(".pg_service.conf", "[s]\nhost=h\nsslmode=require\nsocketFactory=com.example.Evil\n", "rw-r--r--");
        environment.put("PGSERVICE", "s");
        assertEquals(
                "com.example.Evil",
                read("-d", "postgresql", "-n", "a").config().properties().get("socketFactory"));
        Path file = file(".pg_service.conf", "[s]\nhost=h\nsocketFactory=com.example.Evil\n", "rw-rw-rw-");
        String message = refusal("-d", "postgresql", "-n", "a");
        assertTrue(message.startsWith("The driver's property socketFactory (from " + file + ") may load"), message);
        file(".pg_service.conf", "[s]\nhost=h\nsslmode=require\nsslpassword=p\n", "rw-rw-rw-");
        assertEquals(
                "require",
                read("-d", "postgresql", "-n", "a").config().properties().get("sslmode"));
    }

    @Test
    void aFileThatOthersCanChangeHasNoOtherFileSentToItsServer() throws IOException {
        Path secret = file("secret", "geheim", "rw-------");
        Path env = file(".env", "DB_NAME=a\nDB_HOST=h\nDB_PASS_FILE=" + secret + "\n", "rw-------");
        environment.put("HOME", "/nowhere");
        assertEquals(
                Optional.of("geheim"),
                here("migrate").read().config().password().map(Secret::reveal));
        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-rw-rw-"));
        String message = String.valueOf(
                assertThrows(UsageException.class, () -> here("migrate").read()).getMessage());
        assertTrue(message.contains("that file would be sent to a server"), message);
        assertTrue(here("migrate").look().config().password().isPresent(), "to look at it does no harm");
        assertEquals(
                Optional.of("p"),
                here("migrate", "-s", "p").read().config().password().map(Secret::reveal));
    }

    private TargetReader here(String... arguments) {
        Invocation given = new ArgumentParser(new Commands(), environment).parse(List.of(arguments));
        return new TargetReader(SettingFiles.of(given, home.toFile()).invocation());
    }

    @Test
    void myCnfFillsWhatIsNotSaid() throws IOException {
        file(".my.cnf", """
                [mysql]
                host=no
                [client]
                # a comment
                host=db.example.org
                port=3307
                user = 'app'
                password="p#w\\\\x\\s"
                ssl_mode=VERIFY_CA
                default-character-set=latin1
                !include /etc/other.cnf
                """, "rw-------");
        ConnectionConfig expected = ConnectionConfig.builder("shop")
                .dialect("mysql")
                .host("db.example.org")
                .port(3307)
                .user("app")
                .password(Secret.of("p#w\\x "))
                .properties(Map.of("sslMode", "VERIFY_CA"))
                .build();
        ConnectionConfig found = read("-d", "mariadb", "-n", "shop").config();
        assertEquals(expected.password().map(Secret::reveal), found.password().map(Secret::reveal));
        assertEquals(expected, found);
        assertEquals(
                Optional.empty(),
                read("-d", "mysql", "-n", "a", "-u", "bob").config().password());
        assertEquals(Optional.empty(), read("-n", "a").config().host());
        assertEquals(
                Optional.empty(), read("-d", "postgresql", "-n", "a").config().host());
    }

    @Test
    void aServerThatMyCnfWantsVerifiedIsVerified() throws IOException {
        file(".my.cnf", "[client]\nssl-verify-server-cert\nssl\n", "rw-------");
        assertEquals(
                Map.of("sslMode", "VERIFY_IDENTITY"),
                read("-d", "mariadb", "-n", "a").config().properties());
    }

    @Test
    void theCertificatesOfMyCnfAreUsed() throws IOException {
        file(".my.cnf", "[client]\nssl_ca=/ca.pem\nssl-cert = '/c.pem'\nssl-key=/k.pem\n", "rw-------");
        assertEquals(
                Map.of("ssl-ca", "/ca.pem", "ssl-cert", "/c.pem", "ssl-key", "/k.pem"),
                read("-d", "mysql", "-n", "a").config().properties());
    }

    @Test
    void aSocketInMyCnfCountsOnlyWhereNobodyNamesAHost() throws IOException {
        file(".my.cnf", "[client]\nsocket=/run/s\nuser=u\npassword=p # the end\n", "rw-------");
        assertEquals(
                Optional.of("/run/s"), read("-d", "mysql", "-n", "a").config().host());
        assertEquals(
                Optional.of("h"),
                read("-d", "mysql", "-n", "a", "-h", "h").config().host());
        assertEquals(Optional.empty(), read("-p", "3306", "-n", "a").config().host());
        assertEquals(Optional.of("p"), password("-p", "3306", "-n", "a"));
    }

    @Test
    void myCnfThatEverybodyMayWriteIsLeftOutWithAWarning() throws IOException {
        Path file = file(".my.cnf", "[client]\npassword=p\n", "rw-rw-rw-");
        Target target = read("-d", "mysql", "-n", "a");
        assertEquals(Optional.empty(), target.config().password());
        assertEquals(
                List.of("the file " + file + " is left out: it belongs to somebody else, or everybody may write to it"),
                target.warnings());
    }

    @Test
    void aCommandGivesThePasswordAndIsNotToldWhereItFails() {
        assertEquals(Optional.of("a b"), password("-n", "a", "-u", "u", "--db-pass-command", "echo 'a b'"));
        environment.put("DB_PASS_COMMAND", "printf 'c\\n\\n'");
        assertEquals(Optional.of("c\n"), password("-n", "a", "-u", "u"));
        assertEquals(Optional.of("d"), password("-n", "a", "-u", "u", "-s", "d"));
        assertEquals(
                "Invalid value for '--db-pass-command': the command failed with exit status 3.",
                refusal("-n", "a", "--db-pass-command", "exit 3 # geheim"));
        assertEquals(
                "Invalid value for '--db-pass-command': the command printed nothing.",
                refusal("-n", "a", "--db-pass-command", "true"));
        assertEquals(
                "Invalid value for '--db-pass-command': the command gives more than any password has.",
                refusal("-n", "a", "--db-pass-command", "cat /dev/zero"));
        environment.put("DB_PASS_COMMAND", "printf '\\377'");
        assertEquals(
                "Invalid value for '--db-pass-command' (from DB_PASS_COMMAND): the command gives what is not UTF-8.",
                refusal("-n", "a"));
    }

    @Test
    void whatACommandLeavesRunningIsNotWaitedFor() {
        PasswordCommand command = new PasswordCommand(UsageException::new, 30);
        assertEquals(Optional.of("x"), command.run("echo x; sleep 100 & exit 0").map(Secret::reveal));
    }

    @Test
    void aCommandThatDoesNotEndIsStoppedAndTheLimitIsNamed() {
        PasswordCommand command = new PasswordCommand(UsageException::new, 1);
        UsageException refused = assertThrows(UsageException.class, () -> command.run("printf x; exec sleep 600"));
        assertEquals(
                "the command had not ended after 1 seconds, and was stopped. Run it by hand to see what it waits for,"
                        + " or give the password by --db-pass-file.",
                refused.getMessage());
    }

    @Test
    void anOptionForThePasswordCountsBeforeAVariableAndAFileBeforeACommand() throws IOException {
        String file = file("secret", "of the file", "rw-------").toString();
        environment.put("DB_PASS", "of the variable");
        assertEquals(Optional.of("of the file"), password("-n", "a", "--db-pass-file", file));
        assertEquals(Optional.of("c"), password("-n", "a", "--db-pass-command", "echo c"));
        assertEquals(
                Optional.of("of the file"), password("-n", "a", "--db-pass-command", "exit 1", "--db-pass-file", file));
        environment.put("DB_PASS_COMMAND", "exit 1");
        assertEquals(Optional.of("of the variable"), password("-n", "a"));
    }

    @Test
    void aLookReadsNoPasswordAndExecutesNothing() {
        Path made = home.resolve("made");
        environment.put("DB_PASS_COMMAND", "touch " + made + "; echo x");
        Target target = new TargetReader(
                        new ArgumentParser(new Commands(), environment).parse(List.of("-n", "a", "migrate")))
                .look();
        assertEquals("DB_PASS_COMMAND", target.places().get("password"));
        assertTrue(Files.notExists(made));
    }

    private Path file(String name, String text, String rights) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    private Optional<String> password(String... arguments) {
        return read(arguments).config().password().map(Secret::reveal);
    }

    private String refusal(String... arguments) {
        return String.valueOf(
                assertThrows(UsageException.class, () -> read(arguments)).getMessage());
    }

    private Target read(String... arguments) {
        environment.put("HOME", home.toString());
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("migrate");
        return new TargetReader(new ArgumentParser(new Commands(), environment).parse(words)).read();
    }
}
