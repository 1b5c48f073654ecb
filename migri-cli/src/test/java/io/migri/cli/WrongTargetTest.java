package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that were perhaps not meant. */
class WrongTargetTest {
    @TempDir
    private Path directory;

    private Outcome onFile(String file, String... command) {
        List<String> arguments =
                new ArrayList<>(List.of("-n", directory.resolve(file).toString()));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("-m", directory.resolve("m").toString()));
        return new Shop(directory).bare(arguments);
    }

    @Test
    void aFileThatIsMadeIsNamedUnlessItWasAskedFor() {
        new Shop(directory).file("1.sql", "create table a (i int);");
        String note = "note: the SQLite file " + directory.resolve("shop")
                + " is made now, since no server and no dialect was named\n";

        onFile("shop", "status").hasStatus(0).complained("1 pending\n");
        onFile("shop", "migrate", "--dry-run").hasStatus(0).complained("");
        assertFalse(Files.exists(directory.resolve("shop")));
        onFile("shop", "migrate")
                .hasStatus(0)
                .wroteLines("Applying migrations", "1...ok")
                .complained(note);
        onFile("shop", "migrate").hasStatus(0).complained("");
        onFile("other", "mark", "1").hasStatus(0).complained(note.replace("shop", "other"));
        onFile("third", "-d", "sqlite", "migrate").hasStatus(0).complained("");
    }

    @ParameterizedTest
    @CsvSource({"migrate", "status", "validate", "repair"})
    void theTargetIsInEveryDocumentAndToldAtInfo(String command) {
        Shop shop = new Shop(directory).file("1.sql", "create table a (i int);");

        Outcome outcome = shop.run(command, "--output=json", "-l", "info").hasStatus(0);
        String target = "\"target\":{\"dialect\":\"sqlite\",\"database\":\"" + shop.database()
                + "\",\"host\":null,\"port\":null,\"user\":null,\"schema\":null}";
        assertTrue(outcome.out().contains(target), outcome::toString);
        outcome.complainedOf("info: the database is " + shop.database() + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:geheim@h:5433/db?sslmode=require",
                "postgresql://h/db",
                "mysql://app@h",
                "jdbc:mariadb://h:3306/shop?password=geheim",
                "postgres://app:geh%im@h/db",
                "sqlite:///srv/app.db"
            })
    void aUrlIsRecognisedWhereverItStandsAndItsPasswordNotShown(String url) {
        refuses(url, "That is a URL. Give it with --url, or in DATABASE_URL.");
    }

    @Test
    void aUriOfAnSqliteFileIsRecognisedToo() {
        refuses("file:q.db?mode=ro", "A name of an SQLite file is no URI. Leave out file: and what begins with ?");
    }

    private void refuses(String url, String reason) {
        for (List<String> arguments : List.of(
                List.of("-n", url, "migrate"),
                List.of("migrate", url),
                List.of("migrate", "--database-url=" + url),
                List.of(url, "migrate"))) {
            Outcome outcome = new Shop(directory).bare(arguments).hasStatus(2).wrote("");
            outcome.complainedOf(reason);
            assertFalse(outcome.err().contains("geh"), outcome::toString);
        }
        assertEquals(List.of(), List.of(directory.resolve("m").toFile().list()), "no file is made");
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite, foreign_kys, foreign_keys",
        "postgresql, sslmod, sslmode",
        "postgresql, SSLMODE, sslmode",
        "mysql, slMode, sslMode",
    })
    void aPropertyThatTheDriverDoesNotKnowIsRefused(String dialect, String property, String meant) {
        Outcome outcome = new Shop(directory)
                .bare(List.of(
                        "-n",
                        "x",
                        "-d",
                        dialect,
                        "--db-property",
                        property + "=geheim",
                        "status",
                        "-m",
                        directory.toString()));

        outcome.hasStatus(1)
                .complained("error: the driver knows no property \"" + property + "\"\n   = help: did you mean " + meant
                        + "?\n");
    }

    @Test
    void propertiesOfMySqlMayBeInAnyCase() {
        new Shop(directory)
                .bare(List.of(
                        "-n",
                        "x",
                        "-d",
                        "mysql",
                        "--db-property",
                        "SSLMODE=geheim",
                        "status",
                        "-m",
                        directory.toString()))
                .complainedOf("cannot connect");
    }
}
