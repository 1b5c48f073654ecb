package io.migri.application;

import io.migri.Migri;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/** Counts animals. */
public final class Animals {
    public static void main(String... arguments) throws SQLException {
        SQLiteDataSource animals = new SQLiteDataSource();
        animals.setUrl("jdbc:sqlite:" + arguments[0]);
        Migri.builder()
                .dataSource(animals)
                .location("classpath:db/migrations")
                .build()
                .migrate();
        try (Connection connection = animals.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM animal")) {
            System.out.println("animals: " + rows.getInt(1));
        }
    }
}
