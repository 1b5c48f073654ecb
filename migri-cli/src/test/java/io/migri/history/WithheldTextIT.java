package io.migri.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;

/** Where texts of migrations are not to be stored. */
class WithheldTextIT {
    private static final String NO = "--store-texts=no";
    private static final String READABLE = "swordfish";

    @TempDir
    private Path directory;

    private Shell shell(Database database) throws Exception {
        return new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (swordfish int); -- one\n")
                .file("0002_b.sql", "CREATE TABLE b (swordfish int);\n");
    }

    @ForEachDatabase
    void theDatabaseHasNoReadableText(Database database) throws Exception {
        Shell shell = shell(database);
        shell.migri("migrate", NO).exits(0);
        for (String text : texts(database)) {
            assertFalse(text.contains(READABLE), text);
        }
        shell.migri("validate").exits(0).prints("All 2 applied migrations match their files.");
    }

    @ForEachDatabase
    void whatNoLongerWorksSaysSo(Database database) throws Exception {
        Shell shell = shell(database);
        shell.migri("migrate", NO).exits(0);
        shell.migri("show", "0001_a").exits(1).prints().complains("was not stored, as --store-texts=no asked");
        shell.file("0001_a.sql", "CREATE TABLE a (swordfish int); -- another comment\n");
        shell.migri("migrate", "--strict", NO).exits(0).isSilent();
        shell.file("0002_b.sql", "CREATE TABLE b (swordfish bigint);\n");
        shell.migri("validate")
                .exits(6)
                .prints("problem: 0002_b was changed since it was applied; its old text was not stored, as"
                        + " --store-texts=no asked");
    }

    @ForEachDatabase
    void textsOfEarlierRunsStayUntilTheyAreReplaced(Database database) throws Exception {
        Shell shell = shell(database).remove("0002_b.sql");
        shell.migri("migrate").exits(0);
        shell.file("0002_b.sql", "CREATE TABLE b (swordfish int);\n");
        shell.migri("migrate", NO).exits(0);
        shell.migri("show", "0001_a").exits(0).prints("CREATE TABLE a (swordfish int); -- one");
        shell.migri("show", "0002_b").exits(1);
        shell.file("0001_a.sql", "CREATE TABLE a (swordfish bigint);\n");
        shell.migri("validate").exits(6).says("-CREATE TABLE a (swordfish int); -- one");
        shell.migri("repair", NO).exits(0);
        shell.migri("show", "0001_a").exits(1);
        shell.file("0002_b.sql", "CREATE TABLE b (swordfish bigint);\n");
        shell.migri("repair").exits(0);
        shell.migri("show", "0002_b").exits(0).prints("CREATE TABLE b (swordfish bigint);");
    }

    /** A text that the docs tell to remove, with the statement that they name. */
    @ForEachDatabase
    void whatIsRemovedByHandIsNotMissed(Database database) throws Exception {
        Shell shell = shell(database);
        shell.migri("migrate").exits(0);
        database.execute("UPDATE migri_source SET content = NULL");
        shell.migri("migrate", NO).exits(0);
        shell.migri("validate").exits(0);
        shell.migri("show", "0001_a").exits(1).complains("was not kept");
    }

    @ForEachDatabase
    void aMarkedMigrationKeepsNoneEither(Database database) throws Exception {
        Shell shell = shell(database);
        shell.migri("mark", NO, "0001_a").exits(0);
        shell.migri("baseline", NO, "--to", "0002_b").exits(0);
        for (String text : texts(database)) {
            assertFalse(text.contains(READABLE), text);
        }
        shell.migri("validate").exits(0);
    }

    /** A failure leaves the journal, in which statements would be readable. */
    @ForEachDatabase
    void theJournalHasHashesAlone(Database database) throws Exception {
        String fails = database.engine() == Engine.POSTGRESQL || database.engine() == Engine.SQLITE
                ? "BEGIN; CREATE TABLE c (swordfish int); COMMIT;\nBEGIN; INSERT INTO nowhere VALUES ('swordfish'); COMMIT;\n"
                : "CREATE TABLE c (swordfish int);\nINSERT INTO nowhere VALUES ('swordfish');\n";
        Shell shell = new Shell(directory, database).file("0001_c.sql", fails);
        shell.migri("migrate", NO).exits(4);
        List<String> kept = texts(database);
        for (String text : kept) {
            assertFalse(text.contains(READABLE), text);
        }
        assertEquals(
                1, kept.stream().filter(text -> text.contains("(not stored)")).count(), kept::toString);
        shell.file("0001_c.sql", fails.replace("TABLE c", "TABLE changed"));
        shell.migri("migrate", NO).exits(6).complains("recorded: (not stored)");
        shell.file("0001_c.sql", fails.replace("nowhere", "c").replace("'swordfish'", "1"));
        shell.migri("migrate", NO).exits(0);
        assertEquals(List.of("applied 0001_c"), shell.migri("status").states());
    }

    private static List<String> texts(Database database) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (String table : List.of("applied_migration", "migri_source", "migri_journal")) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        texts.add(text(rows, i));
                    }
                }
            } catch (SQLException absent) {
                // the journal is made when it is needed
            }
        }
        return texts;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        if (!rows.getMetaData().getColumnLabel(column).equals("content") || rows.getBytes(column) == null) {
            return String.valueOf(rows.getString(column));
        }
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(rows.getBytes(column)))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }
}
