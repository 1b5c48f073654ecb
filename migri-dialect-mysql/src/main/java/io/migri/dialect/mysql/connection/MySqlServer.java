package io.migri.dialect.mysql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which server it is. MariaDB goes by the name of MySQL in the driver, but is not.
 *
 * @param reported all that the server says
 * @param version as the server gives it, without what the packager added
 * @param genuine false for a database that is another one inside and goes by the version of MySQL
 * @param number the version as comments compare it: 90704 is 9.7.4, 110806 is 11.8.6
 */
public record MySqlServer(boolean mariaDb, boolean genuine, String reported, String version, int number) {
    /** What Oracle and Percona put behind it; packagers put something there that begins with a digit. */
    private static final Set<String> EDITIONS = Set.of("log", "debug", "commercial", "enterprise", "cluster");

    private static final DateTimeFormatter DIGITS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .toFormatter(Locale.ROOT);

    /** As whoever answered said when the connection was made: the server, or a proxy in front of it. */
    public static MySqlServer of(Connection connection) throws SQLException {
        return of(connection.getMetaData().getDatabaseProductVersion());
    }

    public static MySqlServer of(String productVersion) {
        boolean mariaDb = productVersion.contains("MariaDB");
        // MariaDB before 11 puts this in front, so that old replicas take it for a MySQL that they know.
        String version = numbers(mariaDb ? withoutPrefix(productVersion, "5.5.5-") : productVersion);
        return new MySqlServer(mariaDb, mariaDb || isGenuine(productVersion), productVersion, version, number(version));
    }

    /** The product and version, as Migri shows them. */
    public String describe() {
        return (mariaDb ? "mariadb " : "mysql ") + version;
    }

    /**
     * Whether the content of a comment that begins with {@code /*!version} or, with {@code forMariaDb}, with
     * {@code /*M!version} is executed. MariaDB passes over what MySQL 5.7 and later are meant to read; see <a
     * href="https://mariadb.com/kb/en/comment-syntax/">comment syntax</a>.
     */
    public boolean executes(int commentVersion, boolean forMariaDb) {
        if (forMariaDb) {
            return mariaDb && commentVersion <= number;
        }
        boolean forLaterMySql = commentVersion >= 50700 && commentVersion <= 99999;
        return commentVersion <= number && !(mariaDb && forLaterMySql);
    }

    /** A time as jOOQ writes it for this server, with one to nine digits for the fraction. Either server takes both forms. */
    public String literal(LocalDateTime time) {
        String digits = DIGITS.format(time);
        return mariaDb ? "timestamp '" + digits + "'" : "{ts '" + digits + "'}";
    }

    /** Others name themselves behind the version: {@code 8.0.11-TiDB-v7.5.0}, {@code 8.0.30-Vitess}, {@code 5.7.25-OceanBase-v4.2}. */
    private static boolean isGenuine(String productVersion) {
        for (String part : parts(productVersion)) {
            if (!EDITIONS.contains(part) && (part.isEmpty() || !isDigit(part.charAt(0)))) {
                return false;
            }
        }
        return true;
    }

    /** What stands between dots and hyphens. */
    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= version.length(); at++) {
            if (at == version.length() || version.charAt(at) == '-' || version.charAt(at) == '.') {
                parts.add(version.substring(start, at));
                start = at + 1;
            }
        }
        return parts;
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String numbers(String version) {
        int end = 0;
        while (end < version.length() && (isDigit(version.charAt(end)) || version.charAt(end) == '.')) {
            end++;
        }
        return version.substring(0, end > 0 && version.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** Parts that are missing count as 0. */
    private static int number(String version) {
        int number = 0;
        int part = 0;
        int parts = 0;
        for (int i = 0; i <= version.length() && parts < 3; i++) {
            if (i == version.length() || version.charAt(i) == '.') {
                number = number * 100 + part;
                part = 0;
                parts++;
            } else {
                part = part * 10 + (version.charAt(i) - '0');
            }
        }
        for (; parts < 3; parts++) {
            number *= 100;
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
