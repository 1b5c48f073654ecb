package io.migri.dialect.postgresql.state;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schema that the search path names and that is not there, but is going to be made by the first migration. Used by one thread. */
public final class PostgresqlSchemaToCome {
    private String missing = "";
    private @Nullable String name;

    /** Takes note of a search path that leads nowhere, and returns it. */
    public String missing(String searchPath) {
        missing = searchPath.strip();
        return missing;
    }

    /** The name of the schema, once a statement is known that creates it. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Whether a statement of these words creates it. */
    public boolean isMadeBy(PostgresqlWords words) {
        if (missing.isEmpty() || !words.next().equals("CREATE") || !words.next().equals("SCHEMA")) {
            return false;
        }
        String word = words.next();
        if (word.equals("IF")) {
            words.next();
            words.next();
            word = words.next();
        }
        if (word.equals("AUTHORIZATION")) {
            words.next();
        }
        String made = unquoted(words.written());
        if (!missing.equals(PostgresqlText.identifier(made)) && !missing.equals(made)) {
            return false;
        }
        name = made;
        return true;
    }

    private static String unquoted(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }
}
