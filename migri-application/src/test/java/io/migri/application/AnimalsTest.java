package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.Migri;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The test of an application on a database of its own. */
class AnimalsTest {
    private static final SQLiteDataSource DATABASE = new SQLiteDataSource();

    @BeforeAll
    static void migrate(@TempDir Path directory) {
        DATABASE.setUrl("jdbc:sqlite:" + directory.resolve("animals.db"));
        Migri.builder()
                .dataSource(DATABASE)
                .location("classpath:db/migrations")
                .build()
                .migrate();
    }

    @Test
    void animalsCanBeAdded() throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("INSERT INTO animal VALUES (1)"));
        }
    }
}
