package io.migri.dialect.sqlite.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.migri.api.MigriException;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.lock.SqliteLockFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** Where another user can write beside a database, SQLite deletes and makes no file of this user's. */
final class SqliteFileOfOthersTest {
    private static final int NOBODY = 65534;
    private static final byte[] MAGIC = HexFormat.of().parseHex("d9d505f920a163d7");

    @TempDir
    private Path directory;

    private Path theirs = Path.of("");

    @BeforeEach
    void asRoot() throws IOException {
        theirs = Files.createDirectory(directory.resolve("theirs"));
        assumeTrue(Files.getAttribute(theirs, "unix:uid").equals(0), "only root can give files to another user");
        give(theirs);
    }

    /** Once it has rolled back, SQLite deletes the file that a journal names as that of several databases. Of late it has a look first. */
    @Test
    void noFileGoesThatAJournalNames() throws IOException, SQLException {
        Path database = database();
        Path several = theirs.toRealPath().resolve("a.db-mj0123459AB");
        give(Files.writeString(several, theirs.toRealPath() + "/a.db-journal\0"));
        journal(database, several.toString());
        assertEquals(1, tables());
        assertFalse(Files.exists(several), "this is no journal for SQLite");
        Path victim = Files.writeString(directory.resolve("victim"), "kept");
        journal(database, victim.toString());
        assertEquals(1, tables());
        assertEquals("kept", Files.readString(victim));
    }

    @Test
    void norOneThatTheJournalOfALockFileNames() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "kept");
        Path database = give(Files.createFile(theirs.resolve("b.db")));
        Path lock = SqliteLockFile.beside(database.toString());
        give(Files.write(lock, new byte[4096]));
        journal(lock, victim.toString());
        assertThrows(MigriException.class, () -> SqliteLockFile.tryLock(database.toString()));
        assertTrue(Files.exists(victim));
    }

    @Test
    void noFileIsMadeBehindALinkOfSomebodyElse() throws IOException, SQLException {
        Path link = Files.createSymbolicLink(theirs.resolve("a.db"), directory.resolve("made"));
        give(link);
        assertThrows(MigriException.class, this::tables);
        assertFalse(Files.exists(directory.resolve("made")));
        Files.setAttribute(link, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
        assertEquals(0, tables());
        assertTrue(Files.exists(directory.resolve("made")));
    }

    private Path database() throws IOException, SQLException {
        Path database = theirs.resolve("a.db");
        try (SQLiteConnection connection = SqliteFile.named(database.toString()).open(Map.of())) {
            connection.getDatabase()._exec("CREATE TABLE t (a)");
        }
        return give(database);
    }

    /** How many tables there are. */
    private int tables() throws SQLException {
        Path database = theirs.resolve("a.db");
        try (SQLiteConnection connection = SqliteFile.named(database.toString()).open(Map.of());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return rows.getInt(1);
        }
    }

    /** One that changes nothing and names a file that belongs to several databases. */
    private static Path journal(Path database, String other) throws IOException {
        byte[] name = other.getBytes(StandardCharsets.UTF_8);
        int sum = 0;
        for (byte one : name) {
            sum += one;
        }
        ByteBuffer header = ByteBuffer.allocate(512).put(MAGIC);
        header.putInt(0)
                .putInt(0)
                .putInt((int) (Files.size(database) / 4096))
                .putInt(512)
                .putInt(4096);
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        journal.writeBytes(header.array());
        journal.writeBytes(ByteBuffer.allocate(4).putInt(0x40000000 / 4096 + 1).array());
        journal.writeBytes(name);
        journal.writeBytes(
                ByteBuffer.allocate(8).putInt(name.length).putInt(sum).array());
        journal.writeBytes(MAGIC);
        return give(Files.write(database.resolveSibling(database.getFileName() + "-journal"), journal.toByteArray()));
    }

    private static Path give(Path path) throws IOException {
        return Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
}
