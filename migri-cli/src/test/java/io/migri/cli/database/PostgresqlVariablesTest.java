package io.migri.cli.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlVariablesTest {

    @Test
    void whatSecuresPostgresqlsOwnProgramsSecuresMigri() {
        Map<String, String> properties = properties(
                Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", "/ca.pem", "PGCONNECT_TIMEOUT", "5"),
                "-d",
                "postgresql");
        assertEquals(
                Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem", "loginTimeout", "5"),
                new TreeMap<>(properties));
        assertEquals(
                "verify-full",
                properties(Map.of("PGSSLMODE", "verify-full"), "-p", "5432").get("sslmode"));
    }

    @Test
    void aPropertyWins() {
        assertEquals(
                "require",
                properties(Map.of("PGSSLMODE", "verify-full"), "-p", "5432", "--db-property", "sslmode=require")
                        .get("sslmode"));
    }

    @Test
    void otherDatabasesDoNotKnowThem() {
        assertEquals(Map.of(), properties(Map.of("PGSSLMODE", "verify-full", "PGSSLCRL", "x"), "-d", "mysql"));
        assertEquals(Map.of(), properties(Map.of("PGSSLMODE", "verify-full")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGSSLCRL", "PGSSLMINPROTOCOLVERSION", "PGREQUIREPEER"})
    void whatCannotBeHonouredIsRefused(String variable) {
        UsageException refused =
                assertThrows(UsageException.class, () -> properties(Map.of(variable, "x"), "-d", "postgresql"));
        assertTrue(refused.text().contains("The variable " + variable + " is set"), refused.text());
    }

    @Test
    void anAddressIsTheHostWhereNobodyNamesAnother() {
        Map<String, String> environment = Map.of("PGHOSTADDR", "10.0.0.1");
        assertEquals(
                Optional.of("10.0.0.1"), read(environment, "-d", "postgresql").host());
        assertEquals(
                Optional.of("10.0.0.1"),
                read(environment, "-d", "postgresql", "-h", "10.0.0.1").host());
        assertEquals(
                Optional.of("db"), read(environment, "-d", "mysql", "-h", "db").host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "10.0.0.2", ""})
    void anAddressBesideAnotherHostIsRefused(String host) {
        UsageException refused = assertThrows(
                UsageException.class, () -> read(Map.of("PGHOSTADDR", "10.0.0.1"), "-d", "postgresql", "-h", host));
        assertTrue(refused.text().contains("The variable PGHOSTADDR is set beside a host"), refused.text());
        assertThrows(
                UsageException.class, () -> read(Map.of("PGHOSTADDR", "10.0.0.1", "PGHOST", "db"), "-d", "postgresql"));
    }

    private static Map<String, String> properties(Map<String, String> environment, String... options) {
        return read(environment, options).properties();
    }

    private static ConnectionConfig read(Map<String, String> environment, String... options) {
        ArrayList<String> arguments = new ArrayList<>(List.of("-n", "zoo"));
        arguments.addAll(List.of(options));
        arguments.add("migrate");
        return new TargetReader(new ArgumentParser(new Commands(), environment).parse(arguments))
                .read()
                .config();
    }
}
