package io.migri.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The history table as migri 0.7, the predecessor in Python, makes and fills it.
 *
 * @param definition creates it
 * @param dates how it writes a date
 * @param precision what a date keeps
 */
public record LegacyHistory(String definition, DateTimeFormatter dates, ChronoUnit precision) {

    /** The table's only name. */
    public static final String TABLE = "applied_migration";

    public LegacyHistory {
        requireNonNull(definition, "definition");
        requireNonNull(dates, "dates");
        requireNonNull(precision, "precision");
    }

    /** On PostgreSQL and SQLite. */
    public static LegacyHistory serial() {
        return new LegacyHistory(
                "CREATE TABLE IF NOT EXISTS applied_migration (id serial PRIMARY KEY,"
                        + " date_applied timestamp with time zone NOT NULL, name text NOT NULL)",
                formatter("uuuu-MM-dd HH:mm:ss.SSSSSS'+00:00'"),
                ChronoUnit.MICROS);
    }

    /** On MySQL and MariaDB. */
    public static LegacyHistory autoIncrement() {
        return new LegacyHistory(
                "CREATE TABLE IF NOT EXISTS applied_migration (id integer NOT NULL AUTO_INCREMENT,"
                        + " date_applied datetime NOT NULL, name text NOT NULL, PRIMARY KEY (id))",
                formatter("uuuu-MM-dd HH:mm:ss"),
                ChronoUnit.SECONDS);
    }

    /** What the tool executes once a migration is applied. */
    public String insert(String name, Instant appliedAt) {
        return "INSERT INTO applied_migration (date_applied, name) VALUES ('" + dates.format(appliedAt) + "', '" + name
                + "')";
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
