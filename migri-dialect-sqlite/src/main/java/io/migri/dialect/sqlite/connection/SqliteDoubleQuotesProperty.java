package io.migri.dialect.sqlite.connection;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** The property of a connection that says what names in double quotes are that are no columns. */
public final class SqliteDoubleQuotesProperty {
    public static final String NAME = "double_quotes";

    /** The value with which nothing is looked at. */
    public static final String TEXT = "text";

    private SqliteDoubleQuotesProperty() {}

    /**
     * Refuses what is no value of the property.
     *
     * @throws MigriException with code {@code CONFIGURATION_INVALID}
     */
    public static void require(@Nullable String value) {
        if (value != null && !value.isEmpty() && !value.equalsIgnoreCase(TEXT)) {
            throw new MigriException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "the property " + NAME + " is '" + value + "', and can only be '" + TEXT + "'");
        }
    }

    /** What the connection was opened with; empty where nothing was said. */
    public static String of(SQLiteConnection connection) {
        return Optional.ofNullable(connection.getDatabase())
                .map(database -> database.getConfig().toProperties().getProperty(NAME))
                .orElse("");
    }

    /** Whether Migri looks at such names on {@code connection}. */
    public static boolean looks(SQLiteConnection connection) {
        return !TEXT.equalsIgnoreCase(of(connection));
    }
}
