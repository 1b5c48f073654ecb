package io.migri.dialect.postgresql.connection;

import io.migri.spi.examination.Finding;
import java.util.List;

/**
 * Which server it is, by what it answers itself. Relatives of PostgreSQL say which version of it they are like.
 *
 * @param described what {@code version()} returns
 * @param number what {@code server_version} is set to
 */
public record PostgresqlServer(String described, String number) {
    /** What a server is asked for to make one of these. */
    public static final String COLUMNS = "pg_catalog.version(), pg_catalog.current_setting('server_version')";

    /** The oldest version that Migri is made for. */
    static final int OLDEST = 12;

    /** The newest that it was tried on. */
    static final int NEWEST = 18;

    private static final String PRODUCT = "PostgreSQL ";
    private static final List<String> RELATIVES =
            List.of("CockroachDB", "Greenplum", "Redshift", "Materialize", "CrateDB", "EnterpriseDB", "openGauss");

    private static final String AREA = "server";

    /** The major version of PostgreSQL that it is, or says that it is like; 0 where that cannot be read. */
    public int major() {
        int known = leadingNumber(number);
        return known > 0 || !described.startsWith(PRODUCT)
                ? known
                : leadingNumber(described.substring(PRODUCT.length()));
    }

    /** What is to be known before a run. */
    public List<Finding> support() {
        int major = major();
        if (major == 0) {
            return note("the version of the server cannot be read from \"" + described + "\"");
        }
        if (major < OLDEST) {
            return List.of(Finding.problem(
                    AREA,
                    "the server is " + name() + ", and the oldest that Migri works with is PostgreSQL " + OLDEST,
                    "upgrade the server"));
        }
        if (!relative().isEmpty()) {
            return note("the server is " + name() + "; Migri is tested with PostgreSQL itself");
        }
        return major > NEWEST
                ? note("the server is " + name() + "; the newest that Migri was tested with is PostgreSQL " + NEWEST)
                : List.of(Finding.ok(AREA, name() + "; Migri works with PostgreSQL " + OLDEST + " to " + NEWEST));
    }

    /** A packager's version goes on, as in {@code 15.18 (Debian 15.18-0+deb12u1)}. */
    public static String firstWord(String version) {
        int end = version.indexOf(' ');
        return end < 0 ? version : version.substring(0, end);
    }

    private String name() {
        String given =
                number.isEmpty() && described.startsWith(PRODUCT) ? described.substring(PRODUCT.length()) : number;
        String like = PRODUCT + firstWord(given);
        return relative().isEmpty() ? like : relative() + ", which goes by " + like;
    }

    /** The relative's name; empty for PostgreSQL itself. */
    private String relative() {
        if (number.contains("-YB-") || described.contains("-YB-")) {
            return "YugabyteDB";
        }
        return RELATIVES.stream().filter(described::contains).findFirst().orElse("");
    }

    private static List<Finding> note(String text) {
        return List.of(Finding.warning(AREA, text, ""));
    }

    private static int leadingNumber(String text) {
        int number = 0;
        for (int at = 0; at < Math.min(text.length(), 4) && Character.isDigit(text.charAt(at)); at++) {
            number = number * 10 + Character.digit(text.charAt(at), 10);
        }
        return number;
    }
}
