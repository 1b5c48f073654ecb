package io.migri.cli.url;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Parameters of MySQL and MariaDB: those of their clients, with dashes or underscores, of libraries that read the same
 * URL, and the properties of the JDBC driver. What would make a connection less safe than it asks for is refused.
 */
public final class MysqlParameters implements Parameters {
    private static final String DRIVER = "MySQL's JDBC driver";
    private static final String MODE = "sslMode";

    /** What says all of how far the server is to be verified. */
    private static final Set<String> EXPLICIT = Set.of("ssl-mode", "sslmode", "sslMode", "tls");

    private final Parts.Builder parts;
    private final boolean jdbc;
    private boolean verified;
    private boolean authority;
    private boolean encrypted;

    /** @param jdbc whether they stand in a URL of the driver, where {@code connectTimeout} is in milliseconds */
    public MysqlParameters(Parts.Builder parts, boolean jdbc) {
        this.parts = parts;
        this.jdbc = jdbc;
    }

    @Override
    public void set(String name, String value) {
        switch (name.replace('_', '-')) {
            case "user" -> parts.set(Part.USER, value);
            case "password" -> parts.set(Part.PASSWORD, value);
            case "host" -> parts.set(Part.HOST, value);
            case "port" -> parts.set(Part.PORT, Address.port(value));
            case "database", "dbname" -> parts.set(Part.DATABASE, value);
            case "socket", "unix-socket", "unixSocket", "localSocket" -> parts.set(Part.HOST, socket(name, value));
            default -> setOther(name, value);
        }
    }

    private void setOther(String name, String value) {
        switch (name.replace('_', '-')) {
            case "connect-timeout" -> parts.property("connectTimeout", milliseconds(name, value));
            case "charset", "default-character-set", "encoding", "characterEncoding" -> encoding(name, value);
            case "collation" -> parts.property("connectionCollation", value);
            case "compress", "compression", "useCompression" ->
                parts.property("useCompression", Boolean.toString(isOn(value)));
            case "local-infile", "allow-local-infile" ->
                parts.property("allowLoadLocalInfile", Boolean.toString(isOn(value)));
            case "get-server-public-key" -> parts.property("allowPublicKeyRetrieval", Boolean.toString(isOn(value)));
            case "server-public-key-path" -> parts.property("serverRSAPublicKeyFile", value);
            case "serverTimezone" -> parts.property("connectionTimeZone", value);
            default -> setTls(name, value);
        }
    }

    private void setTls(String name, String value) {
        switch (name.replace('_', '-')) {
            case "ssl-mode", "sslmode", "sslMode" -> mode(name, value);
            case "tls" -> mode(name, tls(value));
            case "ssl", "useSsl" -> mode(name, ssl(value));
            case "ssl-verify-server-cert" -> verify(name, value);
            case "tls-version" -> parts.property("tlsVersions", value);
            case "tls-ciphersuites" -> parts.property("tlsCiphersuites", value);
            case "sslaccept" -> accept(value);
            case "ssl-ca", "sslca", "sslcert", "serverSslCert" -> authority(value);
            case "ssl-cert", "ssl-key" -> parts.property(name.replace('_', '-'), value);
            case "sslidentity" -> identity(value);
            case "sslpassword" -> parts.property("clientCertificateKeyStorePassword", value);
            case "ssl-capath", "ssl-crl", "ssl-crlpath", "ssl-cipher", "ssl-fips-mode", "init-command" ->
                throw Parameters.unknown(name, DRIVER);
            default -> setLibrary(name, value);
        }
    }

    /** What belongs to a pool, or to how a library gives back values, says nothing of where the database is. */
    private void setLibrary(String name, String value) {
        switch (name.replace('_', '-')) {
            case "connection-limit",
                    "pool",
                    "pool-size",
                    "pool-timeout",
                    "pool-recycle",
                    "socket-timeout",
                    "read-timeout",
                    "write-timeout",
                    "reconnect",
                    "connection-attributes",
                    "compression-algorithms",
                    "compression-level",
                    "parseTime",
                    "loc",
                    "multiStatements",
                    "interpolateParams",
                    "clientFoundRows",
                    "columnsWithAlias",
                    "checkConnLiveness",
                    "allowNativePasswords",
                    "rejectReadOnly",
                    "timeout",
                    "readTimeout",
                    "writeTimeout" -> parts.ignore(name);
            default -> parts.property(name, value);
        }
    }

    private static String socket(String name, String value) {
        if (!value.startsWith("/")) {
            throw Parameters.value(name, "the full path of the socket");
        }
        return value;
    }

    private String milliseconds(String name, String value) {
        if (!value.matches("[0-9]{1,6}")) {
            throw Parameters.value(name, "a number of seconds");
        }
        return jdbc ? value : value + "000";
    }

    private void encoding(String name, String value) {
        String plain = value.toLowerCase(Locale.ROOT).replace("-", "");
        if (!plain.startsWith("utf8") && !plain.equals("auto")) {
            throw Parameters.value(name, "utf8mb4: Migri's scripts are in UTF-8");
        }
        parts.ignore(name);
    }

    private static boolean isOn(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "0", "false", "no", "off", "disabled" -> false;
            default -> true;
        };
    }

    /** Only what is a yes or a no; libraries also write JSON here, which may ask for more than a yes. */
    private static String ssl(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> "required";
            case "", "0", "false", "no", "off" -> "disabled";
            default -> value;
        };
    }

    /** MariaDB's clients take it beside {@code ssl}, in any order. */
    private void verify(String name, String value) {
        if (isOn(value)) {
            verified = true;
            mode(name, "verify-full");
        } else {
            parts.ignore(name);
        }
    }

    private static String tls(String value) {
        return switch (value) {
            case "true" -> "verify-full";
            case "false" -> "disabled";
            case "skip-verify" -> "required";
            default -> value;
        };
    }

    private void mode(String name, String value) {
        String mode =
                switch (value.toLowerCase(Locale.ROOT).replace('_', '-')) {
                    case "disabled", "disable" -> "DISABLED";
                    case "preferred", "prefer" -> "PREFERRED";
                    case "required", "require", "trust" -> "REQUIRED";
                    case "verify-ca" -> "VERIFY_CA";
                    case "verify-identity", "verify-full" -> "VERIFY_IDENTITY";
                    default ->
                        throw Parameters.value(
                                name, "one of disabled, preferred, required, verify_ca and verify_identity");
                };
        encrypted = mode.equals("REQUIRED") && !EXPLICIT.contains(name.replace('_', '-'));
        parts.property(MODE, mode.equals("REQUIRED") ? required() : mode);
    }

    private String required() {
        if (verified) {
            return "VERIFY_IDENTITY";
        }
        return encrypted && authority ? "VERIFY_CA" : "REQUIRED";
    }

    private void accept(String value) {
        if (value.equals("strict")) {
            mode("sslaccept", "verify-full");
        } else {
            parts.ignore("sslaccept");
        }
    }

    /** MySQL's clients go by its mode alone where one is named. MariaDB's, which know none, verify the server. */
    private void authority(String file) {
        authority = true;
        parts.property("ssl-ca", file);
        if (encrypted) {
            parts.property(MODE, "VERIFY_CA");
        }
    }

    /** A key store, as Prisma takes it. */
    private void identity(String file) {
        parts.property("clientCertificateKeyStoreUrl", Path.of(file).toUri().toString());
        parts.property("clientCertificateKeyStoreType", "PKCS12");
    }
}
