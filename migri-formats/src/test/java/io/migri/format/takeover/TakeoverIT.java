package io.migri.format.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.adopt.Adoption;
import io.migri.api.undo.Undo;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Each tool applies half of a directory, Migri takes over and applies the rest: the schema is that of the tool alone. */
@Tag("long")
class TakeoverIT {
    private static final Set<String> OURS =
            Set.of("applied_migration", "migri_source", "migri_journal", "sqlite_sequence", "sqlite_schema");

    @TempDir
    private Path parent;

    @ForEachDatabase
    void takesOverFromDbmate(Database database) throws Exception {
        takeOver(Peer.DBMATE, database);
    }

    @ForEachDatabase
    void takesOverFromGoose(Database database) throws Exception {
        takeOver(Peer.GOOSE, database);
    }

    private void takeOver(Peer peer, Database database) throws Exception {
        Path half = files(peer, "half", 2);
        Path all = files(peer, "all", 4);
        Set<String> wanted;
        Set<String> wantedHalf;
        try (Database alone = database.server().create()) {
            peer.up(alone, half);
            wantedHalf = schema(alone, peer);
            peer.up(alone, all);
            wanted = schema(alone, peer);
        }
        peer.up(database, half);
        Migri migri = Migri.builder()
                .target(database.config())
                .directory(all)
                .logging(false)
                .build();
        assertThrows(MigriException.class, migri::migrate);
        assertEquals(
                2,
                migri.history()
                        .adopt(Adoption.OF_ANY.trustingFiles(), change -> {})
                        .size());
        assertEquals(
                List.of("20240103000000_rows", "20240104000000_index"),
                migri.migrate().applied().stream()
                        .map(MigrationReport.Applied::name)
                        .toList());
        assertEquals(wanted, schema(database, peer));
        assertEquals(List.of(), migri.migrate().applied());
        migri.down(Undo.last(2));
        assertEquals(wantedHalf, schema(database, peer));
        migri.migrate();
        migri.down(Undo.all());
        assertEquals(Set.of(), schema(database, peer));
        try (Database forward = database.server().create()) {
            Migri.builder()
                    .target(forward.config())
                    .directory(all)
                    .logging(false)
                    .build()
                    .migrate();
            assertEquals(wanted, schema(forward, peer));
        }
    }

    private Path files(Peer peer, String folder, int count) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(folder));
        List<List<String>> files = List.of(
                List.of(
                        "20240101000000_users",
                        "CREATE TABLE users (id int PRIMARY KEY, name varchar(50));",
                        "DROP TABLE users;"),
                List.of("20240102000000_pets", "CREATE TABLE pets (owner int NOT NULL);", "DROP TABLE pets;"),
                List.of(
                        "20240103000000_rows",
                        "INSERT INTO users VALUES (1, 'a;b');\nALTER TABLE pets ADD COLUMN age int;",
                        "ALTER TABLE pets DROP COLUMN age;\nDELETE FROM users;"),
                List.of(
                        "20240104000000_index",
                        "CREATE TABLE tags (tag varchar(20));\nCREATE INDEX tags_by_tag ON tags (tag);",
                        "DROP TABLE tags;"));
        for (List<String> file : files.subList(0, count)) {
            Files.writeString(directory.resolve(file.get(0) + ".sql"), peer.file(file.get(1), file.get(2)));
        }
        return directory;
    }

    /** Tables, columns and indexes, without those of the tools' histories, and what stands in one table. */
    private static Set<String> schema(Database database, Peer peer) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.connect();
                ResultSet columns = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                String table = columns.getString("TABLE_NAME");
                if (!OURS.contains(table) && !table.equals(peer.table())) {
                    found.add(table + "." + columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME")
                            + " " + columns.getString("IS_NULLABLE"));
                    try (ResultSet indexes = connection
                            .getMetaData()
                            .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, false)) {
                        while (indexes.next()) {
                            found.add(table + " index " + indexes.getString("INDEX_NAME"));
                        }
                    }
                }
            }
        }
        return found;
    }
}
