package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.history.UnfitName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Whether the history can hold a name to the letter.
 *
 * @param table qualified, as it is written
 * @param room for so many letters
 */
record PostgresqlNameRoom(Connection connection, String table, int room) {
    private static final int ASCII = 0x80;
    private static final int NAME_BYTES = 63;

    /** A letter that the database's encoding lacks, or bytes that it does not know. */
    private static final Set<String> NO_SUCH_LETTER = Set.of("22P05", "22021");

    /** Encodings of databases that take every letter. */
    private static final Set<String> ALL = Set.of("UTF8", "SQL_ASCII");

    Optional<UnfitName> unfit(String migration) throws SQLException {
        if (migration.codePointCount(0, migration.length()) > room) {
            return Optional.of(tooLong(room + " letters"));
        }
        if (!holdsBytes(migration)) {
            return Optional.of(tooLong(NAME_BYTES + " bytes"));
        }
        return migration.chars().allMatch(letter -> letter < ASCII) || encodes(migration)
                ? Optional.empty()
                : Optional.of(new UnfitName(
                        "the database keeps texts in " + encoding() + ", which lacks some of its letters",
                        "rename the file, or move to a database in UTF8"));
    }

    private UnfitName tooLong(String most) {
        return new UnfitName(
                "the history " + table + " has room for " + most + " of a name",
                "execute: ALTER TABLE " + table + " ALTER COLUMN \"name\" TYPE text; or give the file a shorter name");
    }

    private boolean encodes(String name) throws SQLException {
        if (ALL.contains(encoding())) {
            return true;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select " + PostgresqlText.literal(name));
            return true;
        } catch (SQLException refusal) {
            if (NO_SUCH_LETTER.contains(refusal.getSQLState())) {
                return false;
            }
            throw refusal;
        }
    }

    private String encoding() throws SQLException {
        return String.valueOf(connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"));
    }

    /** The type of PostgreSQL's own names cuts what is longer without a word, and the driver does not tell it from a text. */
    private boolean holdsBytes(String name) throws SQLException {
        if (name.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select a.atttypid" + PostgresqlText.EQ + "cast('pg_catalog.name' as pg_catalog.regtype)"
                                + "::pg_catalog.oid from pg_catalog.pg_attribute a where a.attname" + PostgresqlText.EQ
                                + "'name' and a.attrelid" + PostgresqlText.EQ + PostgresqlTrust.oid(table))) {
            return !found.next() || !found.getBoolean(1);
        }
    }
}
