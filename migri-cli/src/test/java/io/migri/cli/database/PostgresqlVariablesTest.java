package io.migri.cli.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static Map<String, String> properties(Map<String, String> environment, String... options) {
        ArrayList<String> arguments = new ArrayList<>(List.of("-n", "zoo"));
        arguments.addAll(List.of(options));
        arguments.add("migrate");
        return new TargetReader(new ArgumentParser(new Commands(), environment).parse(arguments))
                .read()
                .config()
                .properties();
    }
}
