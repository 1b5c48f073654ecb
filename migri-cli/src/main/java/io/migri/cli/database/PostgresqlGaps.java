package io.migri.cli.database;

import io.migri.cli.arguments.UsageException;
import io.migri.cli.url.Part;
import io.migri.cli.url.Parts;
import io.migri.cli.url.PostgresqlParameters;
import io.migri.cli.url.UrlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What PostgreSQL's own programs would know of the database besides, in their order: the section of {@code
 * pg_service.conf} that is named, then variables, then {@code .pgpass}.
 */
final class PostgresqlGaps {
    /** Variables, and the parameters that they stand for. */
    private static final Map<String, String> VARIABLES = Map.of(
            "PGHOST", "host",
            "PGPORT", "port",
            "PGDATABASE", "dbname",
            "PGUSER", "user",
            "PGPASSWORD", "password",
            "PGPASSFILE", "passfile");

    private static final String ADDRESS = "PGHOSTADDR";

    private final UnaryOperator<String> variables;
    private final Map<String, String> environment;
    private final List<String> warnings;

    /**
     * What may fill a target.
     *
     * @param variables gives a variable, or nothing
     * @param environment the process's own
     * @param warnings gets what the user should put right
     */
    PostgresqlGaps(UnaryOperator<String> variables, Map<String, String> environment, List<String> warnings) {
        this.variables = variables;
        this.environment = environment;
        this.warnings = warnings;
    }

    void fill(Claim claim) {
        claim.say(Part.SERVICE, variables.apply("PGSERVICE"), "PGSERVICE");
        claim.say(Part.SERVICE_FILE, variables.apply("PGSERVICEFILE"), "PGSERVICEFILE");
        new PostgresqlService(variables, environment).fill(claim);
        VARIABLES.forEach((variable, parameter) -> {
            String value = variables.apply(variable);
            if (!value.isEmpty()) {
                claim.say(parts(variable, parameter, value), variable);
            }
        });
        takeAddress(claim);
        PostgresqlVariables.properties(variables)
                .forEach((name, said) -> claim.sayProperty(name, said.value(), said.place()));
        if (claim.password().isEmpty()) {
            new PostgresqlPasswords(environment, warnings).find(claim).ifPresent(claim::say);
        }
    }

    /** libpq would go there, whatever the host is. The driver can do so only where nobody names another. */
    private void takeAddress(Claim claim) {
        String address = variables.apply(ADDRESS);
        if (address.isEmpty()) {
            return;
        }
        claim.say(parts(ADDRESS, "hostaddr", address), ADDRESS);
        if (!claim.get(Part.HOST).equals(Optional.of(address))) {
            throw new UsageException(
                    "The variable " + ADDRESS + " is set beside a host. PostgreSQL's own programs would go to that"
                            + " address, and its JDBC driver finds a host by its name alone. Unset the variable, or"
                            + " give the address as the host.");
        }
    }

    private static Parts parts(String variable, String parameter, String value) {
        try {
            Parts.Builder parts = Parts.builder();
            new PostgresqlParameters(parts, false).set(parameter, value);
            return parts.build();
        } catch (UrlException e) {
            throw new UsageException("Invalid value of the variable " + variable + ": " + e.getMessage());
        }
    }
}
