package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.journal.MySqlSubject.Kind;
import io.migri.dialect.mysql.journal.MySqlSubject.Named;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.wire.MySqlPartitionName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What MariaDB left of the partitions of tables that a statement names, where the server ended in the middle of it. To InnoDB each
 * partition is a table, and only some DDL of partitioned tables is <a href="https://mariadb.com/kb/en/atomic-ddl/">brought to an end
 * or undone</a> when the server starts again: of {@code CREATE TABLE} partitions stay without the table, and keep it from being made;
 * of {@code RENAME TABLE} some have the new name.
 */
final class MySqlPartitions {
    /** The list of them takes the privilege {@code PROCESS}. */
    private static final int DENIED = 1227;

    private final Connection connection;
    private final List<Named> tables;
    private final String database;

    /**
     * Looks at nothing yet.
     *
     * @param database of tables that are named without one; empty where there was none
     */
    MySqlPartitions(Connection connection, List<Named> objects, String database) {
        this.connection = connection;
        this.tables = objects.stream().filter(one -> one.kind() == Kind.TABLE).toList();
        this.database = database;
    }

    /** Whether one of the tables has some. */
    boolean any() throws SQLException {
        return exists("partitions", "partition_name is not null");
    }

    /** Whether the engine lacks some that belong to one of the tables. */
    boolean missing() throws SQLException {
        // for the format of rows the server looks into the table, and then it knows no engine where it cannot be opened
        return exists("tables", "table_type = 'BASE TABLE' and row_format is null and engine is null");
    }

    /**
     * Drops what nobody can get at. Without the privilege to look it drops nothing, and the statement fails when it is executed once
     * more; {@link MySqlPartitionName#hint} says then what to drop.
     */
    void removeThoseWithoutTable() throws SQLException {
        for (Named table : tables) {
            if (!new MySqlPartitions(connection, List.of(table), database).exists("tables", "true")) {
                for (String file : files(table)) {
                    MySqlConnection.execute(
                            connection,
                            "drop table if exists " + MySqlText.identifier(schema(table)) + "."
                                    + MySqlText.identifier(MySqlPartitionName.AS_IT_IS + file));
                }
            }
        }
    }

    private boolean exists(String dictionary, String condition) throws SQLException {
        for (Named table : tables) {
            Optional<String> found = MySqlConnection.text(
                    connection,
                    "select 1 from information_schema." + dictionary + " where table_schema = "
                            + MySqlText.literal(schema(table)) + " and table_name = "
                            + MySqlText.literal(table.name()) + " and " + condition + " limit 1");
            if (found.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The names of their files, which have another spelling; see https://mariadb.com/kb/en/identifier-to-file-name-mapping/. */
    private List<String> files(Named table) throws SQLException {
        List<String> files = new ArrayList<>();
        String directory = file(schema(table)) + ", '/'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select substring(name, char_length(concat(" + directory
                        + ")) + 1) from information_schema.innodb_sys_tables where name like '%#P#%' and"
                        + " substring_index(name, '#', 1) = convert(concat(" + directory + ", " + file(table.name())
                        + ") using utf8mb4)")) {
            while (rows.next()) {
                files.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            if (failure.getErrorCode() != DENIED) {
                throw failure;
            }
        }
        return files;
    }

    private static String file(String name) {
        String text = MySqlText.literal(name);
        return "cast(convert(if(@@lower_case_table_names = 0, " + text + ", lower(" + text
                + ")) using filename) as binary)";
    }

    private String schema(Named table) {
        return table.schema() == null ? database : table.schema();
    }
}
