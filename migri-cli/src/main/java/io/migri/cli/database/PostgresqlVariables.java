package io.migri.cli.database;

import io.migri.cli.arguments.UsageException;
import io.migri.cli.url.PostgresqlParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The environment variables with which PostgreSQL's own programs are told how to connect safely, as properties of the
 * JDBC driver. One that the driver has no property for is refused: whoever has set it counts on it.
 */
final class PostgresqlVariables {
    private static final Map<String, String> PROPERTIES = Map.of(
            "PGSSLMODE", "sslmode",
            "PGSSLCERT", "sslcert",
            "PGSSLKEY", "sslkey",
            "PGSSLNEGOTIATION", "sslNegotiation",
            "PGCHANNELBINDING", "channelBinding",
            "PGREQUIREAUTH", "requireAuth",
            "PGGSSENCMODE", "gssEncMode",
            "PGKRBSRVNAME", "kerberosServerName",
            "PGCONNECT_TIMEOUT", "loginTimeout");

    private static final List<String> UNKNOWN = List.of(
            "PGSSLCRL",
            "PGSSLCRLDIR",
            "PGSSLMINPROTOCOLVERSION",
            "PGSSLMAXPROTOCOLVERSION",
            "PGREQUIRESSL",
            "PGREQUIREPEER",
            "PGSSLCERTMODE");

    private static final String ROOT = "PGSSLROOTCERT";

    private PostgresqlVariables() {}

    /**
     * The properties that they stand for, and which variable says each.
     *
     * @param variables gives a variable, or nothing
     * @throws UsageException where one of them has no equal
     */
    static Map<String, Claim.Said> properties(UnaryOperator<String> variables) {
        Map<String, Claim.Said> properties = new HashMap<>();
        PROPERTIES.forEach((variable, property) -> {
            String value = variables.apply(variable);
            if (!value.isEmpty()) {
                properties.put(property, new Claim.Said(value, variable));
            }
        });
        String root = variables.apply(ROOT);
        if (root.equals("system")) {
            properties.put("sslfactory", new Claim.Said(PostgresqlParameters.SYSTEM_FACTORY, ROOT));
        } else if (!root.isEmpty()) {
            properties.put("sslrootcert", new Claim.Said(root, ROOT));
        }
        for (String variable : UNKNOWN) {
            if (!variables.apply(variable).isEmpty()) {
                throw new UsageException("The variable " + variable
                        + " is set, and PostgreSQL's JDBC driver has no property for it. Unset it, and secure the"
                        + " connection with --db-property, such as sslmode=verify-full.");
            }
        }
        return properties;
    }
}
