package io.migri.badinput;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of migrations and its files. The database has no part in this. */
class SourceIT {
    private final Database database;

    @TempDir
    Path workingDirectory;

    SourceIT(@TestDatabase(Engine.SQLITE) Database database) {
        this.database = database;
    }

    @BeforeEach
    void makeADirectoryThatIsFine() throws IOException {
        Migrations.withGood(workingDirectory);
    }

    @Test
    void aDirectoryThatIsMissing() throws Exception {
        call("-m", "nowhere")
                .exits(1)
                .says("there is no directory \"nowhere\" in ", "help: create it, or name another");
    }

    @Test
    void aDirectoryBehindALinkThatLeadsNowhere() throws Exception {
        Files.createSymbolicLink(workingDirectory.resolve("link"), Path.of("gone"));
        call("-m", "link").exits(1).says("there is no directory \"link\" in ", "help: create it, or name another");
    }

    @Test
    void aDirectoryBehindALinkThatLeadsToItself() throws Exception {
        Files.createSymbolicLink(workingDirectory.resolve("loop"), Path.of("loop"));
        call("-m", "loop").exits(1).says("the directory loop cannot be read", "symbolic links", "help: ");
    }

    @Test
    void aFileInPlaceOfTheDirectory() throws Exception {
        call("-m", "migrations/0001_good.sql")
                .exits(1)
                .says("migrations/0001_good.sql is not a directory", "help: name the directory");
    }

    @Test
    void aPathThroughAFile() throws Exception {
        call("-m", "migrations/0001_good.sql/more")
                .exits(1)
                .says("migrations/0001_good.sql/more is not a directory", "help: ");
    }

    @Test
    void aDirectoryThatThisUserMayNotRead() throws Exception {
        forbid("migrations");
        callLikeAnybody().exits(1).says("the directory migrations cannot be read", "help: give this user the right");
    }

    @Test
    void anEmptyDirectory() throws Exception {
        Files.createDirectory(workingDirectory.resolve("empty"));
        Migrations.in(workingDirectory)
                .migrate(database)
                .with("-m", "empty")
                .run()
                .exits(0)
                .prints("No migrations to apply. Migrations directory is empty.\n");
        Contents.of(database).areNone();
    }

    @Test
    void aUrlOfAnUnknownSort() throws Exception {
        call("-m", "s3://bucket/migrations")
                .exits(1)
                .says(
                        "Migri has no plug-in that reads migrations from \"s3://bucket/migrations\"",
                        "help: ",
                        "classpath, file");
    }

    @Test
    void twoFilesOfOneStem() throws Exception {
        file("0002_a.sql", "CREATE TABLE a (id int);");
        file("0002_a.py", "async def migrate(conn): return True");
        call().exits(6)
                .says(
                        "two migrations have the name \"0002_a\": migrations/0002_a.py and migrations/0002_a.sql",
                        "help: rename one of them; nothing was applied");
    }

    @Test
    void aPythonFileAndNoPythonToRunIt() throws Exception {
        file("0002_a.py", "async def migrate(conn): return True");
        call("--python", "/nowhere/python3")
                .exits(1)
                .says("there is no Python /nowhere/python3", "help: look at --python and MIGRI_PYTHON");
    }

    @Test
    void aPythonFileThatPythonDoesNotUnderstand() throws Exception {
        file("0002_a.py", "async def migrate(conn: return True");
        call().exits(6).says("SyntaxError: ", "--> migrations/0002_a.py:1:", "nothing was applied");
    }

    @Test
    void aFileThatThisUserMayNotRead() throws Exception {
        file("0002_a.sql", "CREATE TABLE a (id int);");
        forbid("migrations/0002_a.sql");
        callLikeAnybody()
                .exits(1)
                .says(
                        "migrations/0002_a.sql cannot be read: permission denied",
                        "help: nothing was applied; make the file readable");
    }

    @Test
    void aFileBehindALinkThatLeadsNowhere() throws Exception {
        Files.createSymbolicLink(workingDirectory.resolve("migrations/0002_a.sql"), Path.of("gone.sql"));
        call().exits(1)
                .says(
                        "migrations/0002_a.sql cannot be read: there is no such file",
                        "help: nothing was applied; make the file readable");
    }

    @Test
    void aFileThatIsNotUtf8() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("-- Zürich\nINSERT INTO good VALUES ('Z".getBytes(UTF_8));
        bytes.write(0xFC);
        bytes.write("rich');\n".getBytes(UTF_8));
        Files.write(workingDirectory.resolve("migrations/0002_a.sql"), bytes.toByteArray());
        call().exits(6)
                .says(
                        "invalid UTF-8: byte 0xFC at byte offset 38; save the file as UTF-8",
                        "--> migrations/0002_a.sql:2:28",
                        "help: nothing was applied");
    }

    @Test
    void aFileThatIsUtf16() throws Exception {
        Files.write(workingDirectory.resolve("migrations/0002_a.sql"), "\uFEFFSELECT 1;".getBytes(UTF_16LE));
        call().exits(6).says("invalid UTF-8: byte 0xFF at byte offset 0", "UTF-8", "--> migrations/0002_a.sql:1:1");
    }

    @Test
    void anEmptyFile() throws Exception {
        file("0002_a.sql", "");
        file("0003_b.sql", "CREATE TABLE b (id int);");
        Migrations.in(workingDirectory)
                .migrate(database)
                .run()
                .exits(3)
                .prints("""
                        Applying migrations
                        0001_good...ok
                        0002_a...fail [empty migration]
                        0003_b...fail [previous migration failed]
                        """)
                .says(
                        "error: empty migration",
                        "0002_a.sql   (",
                        "0001_good stays applied",
                        "help: write something into");
        Contents.of(database).haveApplied("0001_good").haveTables("good");
    }

    @Test
    void anUnknownDirective() throws Exception {
        file("0002_a.sql", "-- first\n-- migri: notransaction\nCREATE TABLE a (id int);");
        call().exits(6)
                .says(
                        "unknown directive \"notransaction\"; the only one is \"no-transaction\"",
                        "--> migrations/0002_a.sql:2:4")
                .pointsAt("migri");
    }

    @Test
    void byteOrderMarksLineEndsOfWindowsAndOddNamesAreFine() throws Exception {
        file("0002_bom.sql", "\uFEFFCREATE TABLE bom (id int);\r\nINSERT INTO bom VALUES (1);\r\n");
        file("0003 ünï cödé 🥳.sql", "-- only a comment\r\n");
        file(".hidden.sql", "nonsense");
        file("README.md", "nonsense");
        Files.createDirectory(workingDirectory.resolve("migrations/0004_directory.sql"));
        Migrations.in(workingDirectory)
                .migrate(database)
                .run()
                .exits(0)
                .prints("Applying migrations\n0001_good...ok\n0002_bom...ok\n0003 ünï cödé 🥳...ok\n");
        Contents.of(database)
                .haveApplied("0001_good", "0002_bom", "0003 ünï cödé 🥳")
                .answer("SELECT count(*) FROM bom", "1");
    }

    private void file(String name, String text) throws IOException {
        Migrations.in(workingDirectory).file(name, text);
    }

    private void forbid(String name) throws IOException {
        Files.setPosixFilePermissions(workingDirectory.resolve(name), PosixFilePermissions.fromString("---------"));
    }

    /** Nothing may have come into the database, whatever was wrong. */
    private Outcome call(String... arguments) throws Exception {
        return checked(Migrations.in(workingDirectory).migrate(database).with(arguments));
    }

    private Outcome callLikeAnybody() throws Exception {
        return checked(Migrations.in(workingDirectory).migrate(database).through(Call.likeAnybody()));
    }

    private Outcome checked(Call call) throws Exception {
        Outcome outcome = call.run().isForPeople().prints("");
        Contents.of(database).areNone();
        return outcome;
    }
}
