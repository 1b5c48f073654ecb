package io.migri.format.history;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A row of another tool's table. */
public final class ForeignRow {
    private final ResultSet row;

    ForeignRow(ResultSet row) {
        this.row = row;
    }

    /** A text; empty where it is null. */
    public Optional<String> text(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A number; zero where it is null or none. */
    public BigInteger number(String column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? BigInteger.ZERO : new BigInteger(text.strip());
        } catch (NumberFormatException e) {
            return BigInteger.ZERO;
        }
    }

    /** Whether it is true, or another number than zero. */
    public boolean truth(String column) throws SQLException {
        return row.getBoolean(column);
    }

    /** Bytes; none where it is null. */
    public byte[] bytes(String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    /** A time; empty where it is null or cannot be read. A text without a zone is in UTC, as databases without times write them. */
    public Optional<Instant> time(String column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Timestamp timestamp) {
            return Optional.of(timestamp.toInstant());
        }
        if (value instanceof LocalDateTime local) {
            return Optional.of(Timestamp.valueOf(local).toInstant());
        }
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
