package io.migri.cli.url;

import java.util.Locale;

/**
 * Parameters of PostgreSQL: those of libpq (<a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS">manual</a>), of libraries that
 * read the same URL, and the properties of the JDBC driver. What would make a connection less safe than it asks for is
 * refused.
 */
public final class PostgresqlParameters implements Parameters {
    public static final int PORT = 5432;

    /** What {@code sslrootcert=system} means to the driver: to trust what Java trusts. */
    public static final String SYSTEM_FACTORY = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private static final String DRIVER = "PostgreSQL's JDBC driver";

    private final Parts.Builder parts;
    private final boolean jdbc;

    /** @param jdbc whether they stand in a URL of the driver, where {@code ssl} means something else */
    public PostgresqlParameters(Parts.Builder parts, boolean jdbc) {
        this.parts = parts;
        this.jdbc = jdbc;
    }

    @Override
    public void set(String name, String value) {
        switch (name) {
            case "host", "PGHOST" -> parts.set(Part.HOST, value);
            case "port", "PGPORT" -> parts.set(Part.PORT, ports(value));
            case "dbname", "database", "PGDBNAME" -> parts.set(Part.DATABASE, value);
            case "user" -> parts.set(Part.USER, value);
            case "password" -> parts.set(Part.PASSWORD, value);
            case "passfile" -> parts.set(Part.PASSWORD_FILE, value);
            case "service" -> parts.set(Part.SERVICE, value);
            case "servicefile" -> parts.set(Part.SERVICE_FILE, value);
            case "schema" -> parts.set(Part.SCHEMA, value);
            case "hostaddr" -> address(value);
            default -> setOther(name, value);
        }
    }

    private void setOther(String name, String value) {
        switch (name) {
            case "application_name" -> parts.property("ApplicationName", value);
            case "search_path" -> parts.property("currentSchema", value);
            case "connect_timeout" -> parts.property("loginTimeout", seconds(name, value));
            case "keepalives" -> parts.property("tcpKeepAlive", value.equals("0") ? "false" : "true");
            case "krbsrvname" -> parts.property("kerberosServerName", value);
            case "gssencmode" -> parts.property("gssEncMode", value);
            case "channel_binding" -> parts.property("channelBinding", value);
            case "require_auth" -> parts.property("requireAuth", value);
            case "target_session_attrs" -> parts.property("targetServerType", serverType(value));
            case "load_balance_hosts" -> parts.property("loadBalanceHosts", Boolean.toString(value.equals("random")));
            case "client_encoding", "encoding", "charset" -> encoding(name, value);
            case "fallback_application_name",
                    "keepalives_idle",
                    "keepalives_interval",
                    "keepalives_count",
                    "tcp_user_timeout",
                    "min_protocol_version",
                    "max_protocol_version" -> parts.ignore(name);
            case "replication", "gssdelegation", "requirepeer", "scram_client_key", "scram_server_key" ->
                throw Parameters.unknown(name, DRIVER);
            default -> setSsl(name, value);
        }
    }

    private void setSsl(String name, String value) {
        switch (name) {
            case "ssl" -> ssl(value);
            case "sslmode" -> mode(value);
            case "requiressl" -> mode(value.equals("1") ? "require" : "prefer");
            case "sslnegotiation" -> parts.property("sslNegotiation", value);
            case "sslrootcert" -> rootCertificate(value);
            case "sslcompression" -> parts.ignore(name);
            case "sslsni" -> require(name, value, "1");
            case "ssl_min_protocol_version" -> require(name, value, "TLSv1", "TLSv1.1", "TLSv1.2");
            case "ssl_max_protocol_version" -> require(name, value, "TLSv1.3");
            case "sslcertmode" -> require(name, value, "allow");
            case "sslaccept" -> accept(value);
            case "sslcrl", "sslcrldir", "sslkeylogfile" -> throw Parameters.unknown(name, DRIVER);
            default -> setLibrary(name, value);
        }
    }

    /** What belongs to a pool or to a library's own statements says nothing of where the database is. */
    private void setLibrary(String name, String value) {
        switch (name) {
            case "connection_limit",
                    "pool",
                    "pool_size",
                    "pool_timeout",
                    "max_overflow",
                    "pgbouncer",
                    "socket_timeout",
                    "statement_cache_size",
                    "statement_cache_capacity",
                    "prepared_statement_cache_size",
                    "prepared_statement_name_func",
                    "async_fallback",
                    "uselibpqcompat",
                    "default_query_exec_mode" -> parts.ignore(name);
            default -> {
                if (name.startsWith("oauth_")) {
                    throw Parameters.unknown(name, DRIVER);
                }
                parts.property(name, value);
            }
        }
    }

    private static String ports(String value) {
        StringBuilder ports = new StringBuilder();
        for (String port : value.split(",", -1)) {
            ports.append(ports.isEmpty() ? "" : ",")
                    .append(port.isEmpty() ? Integer.toString(PORT) : Address.port(port));
        }
        return ports.toString();
    }

    /** The driver looks for the host by its name, so another address than that cannot be honoured. */
    private void address(String value) {
        if (parts.get(Part.HOST).filter(host -> !host.equals(value)).isPresent()) {
            throw new UrlException("hostaddr stands beside a host, and " + DRIVER + " finds a host by its name alone."
                    + " Leave one of them out.");
        }
        parts.set(Part.HOST, value);
    }

    private static String seconds(String name, String value) {
        if (!value.matches("-?[0-9]{1,9}")) {
            throw Parameters.value(name, "a number of seconds");
        }
        return value.startsWith("-") ? "0" : value;
    }

    private static String serverType(String value) {
        return switch (value) {
            case "any" -> "any";
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default ->
                throw Parameters.value(
                        "target_session_attrs",
                        "one of any, read-write, primary, read-only, standby and prefer-standby");
        };
    }

    private void encoding(String name, String value) {
        String plain = value.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        if (!plain.equals("utf8") && !plain.equals("unicode") && !plain.equals("auto")) {
            throw Parameters.value(name, "UTF8: Migri's scripts are in UTF-8");
        }
        parts.ignore(name);
    }

    private void ssl(String value) {
        if (jdbc) {
            parts.property("ssl", value);
        } else {
            mode(
                    switch (value.toLowerCase(Locale.ROOT)) {
                        case "true", "1", "yes", "on", "no-verify" -> "require";
                        case "false", "0", "no", "off" -> "disable";
                        default -> value;
                    });
        }
    }

    private void mode(String value) {
        switch (value) {
            case "disable", "allow", "prefer", "require", "verify-ca", "verify-full" ->
                parts.property("sslmode", value);
            case "no-verify" -> parts.property("sslmode", "require");
            default ->
                throw Parameters.value("sslmode", "one of disable, allow, prefer, require, verify-ca and verify-full");
        }
    }

    private void rootCertificate(String value) {
        if (value.equals("system")) {
            parts.property("sslfactory", SYSTEM_FACTORY);
        } else {
            parts.property("sslrootcert", value);
        }
    }

    private void accept(String value) {
        if (value.equals("strict")) {
            mode("verify-full");
        } else {
            parts.ignore("sslaccept");
        }
    }

    /** A value that says what the driver does anyway. */
    private void require(String name, String value, String... possible) {
        for (String each : possible) {
            if (each.equals(value)) {
                parts.ignore(name);
                return;
            }
        }
        throw Parameters.unknown(name, DRIVER);
    }
}
