package io.migri.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Characters that nobody sees, and what other programs would have replaced. */
class MisleadingTextIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void namesTheHiddenCharacterAndItsPlace(Database database) throws Exception {
        for (String hidden : List.of("\u00a0", "\u200b", "\u2028", "\u2060")) {
            String code = String.format("U+%04X", (int) hidden.charAt(0));
            assertHint(
                    database,
                    "-- it\u2019s\u00a0so\nSELECT 'a\u200b\ufeffb';\nSELECT 1;\n  SELECT" + hidden
                            + "nosuch FROM nowhere;\n",
                    "= hint: Line 4, column 9 has the ",
                    "(" + code + "), which cannot be seen.");
        }
        assertHint(
                database,
                "SELECT 1;\nSELECT nosuch, \u2018abc\u2019 FROM nowhere;\n",
                "= hint: Line 2, column 16 has the left single quotation mark (U+2018), which SQL does not know.");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void namesAByteOrderMarkInTheMiddle(Database database) throws Exception {
        assertHint(
                database,
                "SELECT 1;\n\ufeffSELECT 2;\n",
                "= hint: Line 2, column 1 has the byte order mark (U+FEFF), which cannot be seen.",
                " 2 | \ufffdSELECT 2;");
    }

    @ForEachDatabase
    void saysNothingOfCharactersThatAreInOrder(Database database) throws Exception {
        ProcessResult result = migrate(database, "SELECT '\u00a0', 1 -- \u2018\nFROM nowhere;\n");
        assertEquals(3, result.exitCode(), result::toString);
        assertFalse(result.errorText().contains("hint: Line"), result::toString);
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void explainsVariablesOfPsql(Database database) throws Exception {
        for (String variable : List.of(":name", ":'name'", ":\"name\"", ":{?name}")) {
            assertHint(
                    database,
                    "CREATE SCHEMA " + variable + ";\n",
                    "= hint: This is a variable of psql, which only psql replaces: write its value instead.");
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void binaryDataOfADumpIsNotToBeConverted(Database database) throws Exception {
        for (String[] dump : new String[][] {
            {"", "INSERT INTO t VALUES (1,_binary '\u00ff\u00fe');\n"},
            {"-- MySQL dump 10.13  Distrib 8.0.36\n", "INSERT INTO t VALUES (1,'\u00ff');\n"},
            {"/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump 10.19\n", "INSERT INTO t VALUES (1,'\u00ff');\n"
            }
        }) {
            ProcessResult result = new Place(directory, database)
                    .file("0001_a.sql", (dump[0] + dump[1]).getBytes(ISO_8859_1))
                    .run("migrate");
            assertEquals(6, result.exitCode(), result::toString);
            assertTrue(result.errorText().contains("dump again with --hex-blob"), result::toString);
            assertFalse(result.errorText().contains("save the file"), result::toString);
        }
    }

    private void assertHint(Database database, String text, String... said) throws Exception {
        ProcessResult result = migrate(database, text);
        assertEquals(3, result.exitCode(), result::toString);
        for (String one : said) {
            assertTrue(result.errorText().contains(one), () -> one + "\n" + result);
        }
    }

    private ProcessResult migrate(Database database, String text) throws IOException {
        return new Place(directory, database).file("0001_a.sql", text).run("migrate");
    }
}
