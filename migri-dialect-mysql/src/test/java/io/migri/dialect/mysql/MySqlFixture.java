package io.migri.dialect.mysql;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.Limitation;
import io.migri.testkit.server.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MySQL or MariaDB, whichever the database is of. */
public record MySqlFixture(Database database) implements DialectFixture {

    @Override
    public Dialect dialect() {
        return new MySqlDialect();
    }

    @Override
    public ConnectionConfig config() {
        return database.config();
    }

    @Override
    public ConnectionConfig through(int port) {
        return database.through(port).config();
    }

    @Override
    public List<String> sessionChanges() {
        return List.of(
                "SET NAMES latin1",
                "SET sql_mode='ANSI,NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO', foreign_key_checks=0, unique_checks=0",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
                "SET time_zone='+05:45', sql_notes=0, sql_safe_updates=1, group_concat_max_len=17, sql_select_limit=1",
                "SET lock_wait_timeout=7, innodb_lock_wait_timeout=7, default_storage_engine=MyISAM",
                "SET character_set_results=NULL",
                "USE mysql");
    }

    @Override
    public Set<Limitation> limitations() {
        return Set.of(Limitation.DDL_COMMITS);
    }

    @Override
    public Optional<String> otherSchema() throws SQLException {
        database.execute("CREATE DATABASE IF NOT EXISTS " + aside());
        return Optional.of(aside());
    }

    private String aside() {
        return database.name() + "_aside";
    }

    @Override
    public void close() throws SQLException {
        database.execute("DROP DATABASE IF EXISTS " + aside());
    }

    @Override
    public List<String> committingCode() {
        return List.of("CREATE PROCEDURE committing() BEGIN COMMIT; END", "CALL committing()");
    }

    @Override
    public List<String> givingUpTheLock() {
        return List.of("DO RELEASE_ALL_LOCKS()");
    }

    @Override
    public List<String> beyondRehearsal() {
        return List.of(
                "CREATE DATABASE beyond",
                "CREATE USER somebody@localhost",
                "SET GLOBAL max_connections = 7",
                "SELECT 1 INTO OUTFILE '/tmp/migri-beyond'",
                "INSERT INTO mysql.user (user) VALUES ('somebody')");
    }

    @Override
    public List<String> passwords() {
        return List.of(
                "CREATE USER somebody@localhost IDENTIFIED BY 'swordfish'",
                "ALTER USER somebody IDENTIFIED BY \"swordfish\"",
                "SET PASSWORD FOR somebody = 'swordfish'",
                "GRANT ALL ON *.* TO somebody IDENTIFIED BY 'swordfish'");
    }

    @Override
    public List<String> narrowHistory() {
        return List.of("CREATE TABLE applied_migration (id integer NOT NULL AUTO_INCREMENT PRIMARY KEY,"
                + " date_applied datetime NOT NULL, name varchar(60) CHARACTER SET latin1 NOT NULL)");
    }

    @Override
    public Optional<LegacyHistory> legacyHistory() {
        return Optional.of(LegacyHistory.autoIncrement());
    }
}
