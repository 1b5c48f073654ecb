package io.migri.dialect.postgresql;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.server.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** PostgreSQL for the contracts. */
public final class PostgresqlFixture implements DialectFixture {
    private final Database database;

    public PostgresqlFixture(Database database) {
        this.database = database;
    }

    @Override
    public Dialect dialect() {
        return new PostgresqlDialect();
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
                "DROP ROLE IF EXISTS migri_somebody",
                "CREATE ROLE migri_somebody",
                "GRANT ALL ON SCHEMA public TO migri_somebody",
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO migri_somebody",
                "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO migri_somebody",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "SET standard_conforming_strings = off",
                "SET TimeZone = 'Asia/Kathmandu'",
                "SET DateStyle = 'ISO, DMY'",
                "SET default_transaction_isolation = 'serializable'",
                "SET SESSION AUTHORIZATION migri_somebody");
    }

    @Override
    public Optional<String> otherSchema() throws SQLException {
        database.execute("CREATE SCHEMA IF NOT EXISTS \"A side\"");
        return Optional.of("A side");
    }

    @Override
    public List<String> committingCode() {
        return List.of("CREATE PROCEDURE committing() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'", "CALL committing()");
    }

    @Override
    public List<String> givingUpTheLock() {
        return List.of("SELECT pg_advisory_unlock_all()");
    }

    @Override
    public List<String> beyondRehearsal() {
        return List.of("COPY animal TO '/tmp/migri-beyond'", "COPY (SELECT 1) TO PROGRAM 'cat'");
    }

    @Override
    public List<String> passwords() {
        return List.of(
                "CREATE ROLE somebody LOGIN PASSWORD 'swordfish'",
                "ALTER USER somebody WITH ENCRYPTED PASSWORD 'swordfish'",
                "alter role somebody password E'swordfish' valid until 'infinity'",
                "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (user 'somebody', password 'swordfish')");
    }

    @Override
    public List<String> narrowHistory() {
        return List.of("CREATE TABLE applied_migration (id serial PRIMARY KEY,"
                + " date_applied timestamp with time zone NOT NULL, name varchar(60) NOT NULL)");
    }

    @Override
    public Optional<LegacyHistory> legacyHistory() {
        return Optional.of(LegacyHistory.serial());
    }
}
