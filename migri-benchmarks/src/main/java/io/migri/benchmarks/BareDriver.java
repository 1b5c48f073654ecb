package io.migri.benchmarks;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** The floor of every Java program that asks a database: one connection by the bare driver, and one row. {@code URL USER}. */
final class BareDriver {

    private BareDriver() {}

    public static void main(String[] arguments) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", arguments[1]);
        String password = System.getenv("DB_PASS");
        if (password != null) {
            properties.setProperty("password", password);
        }
        try (Connection connection = driver(arguments[0]).connect(arguments[0], properties);
                ResultSet row = connection.createStatement().executeQuery("SELECT 1")) {
            row.next();
        }
    }

    private static Driver driver(String url) throws SQLException {
        if (url.startsWith("jdbc:postgresql:")) {
            return new org.postgresql.Driver();
        }
        return url.startsWith("jdbc:sqlite:") ? new org.sqlite.JDBC() : new com.mysql.cj.jdbc.Driver();
    }
}
