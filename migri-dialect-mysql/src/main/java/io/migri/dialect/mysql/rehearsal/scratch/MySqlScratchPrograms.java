package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import io.migri.dialect.mysql.rehearsal.reach.MySqlReadOnlyView;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.dialect.mysql.wire.MySqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes copies of views, routines, triggers and events under the {@code sql_mode}, the character sets and the definer with which each
 * was made. Events are disabled. What would write to another database is left out and named.
 */
final class MySqlScratchPrograms {
    /** Denied for want of the privilege to name another definer. */
    private static final int DEFINER_DENIED = 1227;

    private final Connection connection;
    private final MySqlScratchSource source;
    private final MySqlStage stage;
    private final MySqlScratchDefiners definers;
    private final Consumer<Text> warn;
    private final String databaseCollation;
    private int copied;

    MySqlScratchPrograms(
            Connection connection,
            MySqlScratchSource source,
            MySqlStage stage,
            MySqlScratchDefiners definers,
            Consumer<Text> warn)
            throws SQLException {
        this.connection = connection;
        this.source = source;
        this.stage = stage;
        this.definers = definers;
        this.warn = warn;
        this.databaseCollation =
                MySqlConnection.text(connection, "select @@collation_database").orElse("");
    }

    int copied() {
        return copied;
    }

    /** @param all kinds and names, in the order in which to make them */
    void copy(List<List<String>> all) throws SQLException {
        for (List<String> one : all) {
            try {
                make(one.get(0), one.get(1));
            } catch (SQLException failure) {
                left(one, failure);
            }
        }
    }

    /** Makes views until none is left or none can be made: each has to wait for those that it is made of. */
    void copyViews(List<String> names) throws SQLException {
        List<String> left = names;
        int before;
        do {
            before = left.size();
            List<String> failed = new ArrayList<>();
            for (String name : left) {
                try {
                    make("VIEW", name);
                } catch (SQLException failure) {
                    requireAlive(failure);
                    failed.add(name);
                }
            }
            left = failed;
        } while (!left.isEmpty() && left.size() < before);
        copy(left.stream().map(name -> List.of("VIEW", name)).toList());
    }

    private void left(List<String> one, SQLException failure) throws SQLException {
        requireAlive(failure);
        String message = stage.redirection().translated(failure).getMessage();
        warn.accept(Text.of("the dry run does without the " + lower(one.get(0)) + " " + one.get(1) + ": " + message));
    }

    /** Passes a failure over that is about one thing only. */
    static void requireAlive(SQLException failure) throws SQLException {
        switch (MySqlErrors.explain(failure, "").kind()) {
            case CONNECTION_LOST, CANCELLED -> throw failure;
            default -> {}
        }
    }

    private void make(String kind, String name) throws SQLException {
        // it quotes names as the session does
        MySqlConnection.execute(connection, "set sql_mode = ''");
        Map<String, String> shown = source.show(kind, name);
        String definition = definition(kind, shown);
        if (definition.isEmpty()) {
            throw new SQLException("this user may not see its definition");
        }
        String sqlMode = shown.getOrDefault("sql_mode", "");
        refuse(kind, definition);
        setUp(shown, definition, sqlMode);
        String collation = shown.getOrDefault("database collation", databaseCollation);
        boolean other = !collation.equals(databaseCollation);
        if (other) {
            collate(collation);
        }
        try {
            execute(kind, definition, sqlMode);
        } finally {
            if (other) {
                collate(databaseCollation);
            }
        }
        copied++;
    }

    private void execute(String kind, String definition, String sqlMode) throws SQLException {
        String adapted = adapted(kind, definition, sqlMode);
        try {
            execute(adapted, sqlMode);
        } catch (SQLException failure) {
            if (failure.getErrorCode() != DEFINER_DENIED) {
                throw failure;
            }
            execute(definers.withoutDefiner(adapted, tokens(adapted, sqlMode)), sqlMode);
        }
    }

    private static String definition(String kind, Map<String, String> shown) {
        String label = kind.equals("TRIGGER") ? "sql original statement" : "create " + lower(kind);
        return shown.getOrDefault(label, "");
    }

    private static String lower(String kind) {
        return kind.toLowerCase(Locale.ROOT);
    }

    private void refuse(String kind, String definition) throws SQLException {
        if (!kind.equals("VIEW")) {
            Optional<String> refusal = stage.reach().refusal(definition);
            if (refusal.isPresent()) {
                throw new SQLException(refusal.get());
            }
        }
    }

    private String adapted(String kind, String definition, String sqlMode) throws SQLException {
        String result = definers.adapted(definition, tokens(definition, sqlMode));
        return switch (kind) {
            case "VIEW" -> MySqlReadOnlyView.of(result, tokens(result, sqlMode), stage::isOther);
            case "EVENT" -> disabled(result, tokens(result, sqlMode));
            default -> result;
        };
    }

    private static String disabled(String definition, List<MySqlToken> tokens) {
        for (int i = 1; i < tokens.size() && !tokens.get(i).is("DO"); i++) {
            if (tokens.get(i).is("ENABLE") && tokens.get(i - 1).is("PRESERVE")) {
                MySqlToken status = tokens.get(i);
                return definition.substring(0, status.start()) + "DISABLE" + definition.substring(status.end());
            }
        }
        return definition;
    }

    private List<MySqlToken> tokens(String definition, String sqlMode) {
        return MySqlTokens.of(
                definition, MySqlQuoting.of(sqlMode), stage.redirection().server());
    }

    private void setUp(Map<String, String> shown, String definition, String sqlMode) throws SQLException {
        StringBuilder set = new StringBuilder("set sql_mode = ").append(MySqlText.literal(sqlMode));
        String client = shown.getOrDefault("character_set_client", "");
        // the driver sends UTF-8, which another character set would misread
        boolean readable = client.startsWith("utf8") || definition.chars().allMatch(next -> next < 0x80);
        if (!client.isEmpty()) {
            set.append(", character_set_client = ").append(readable ? client : "utf8mb4");
        }
        append(set, "collation_connection", shown.get("collation_connection"));
        append(set, "time_zone", shown.get("time_zone"));
        MySqlConnection.execute(connection, set.toString());
    }

    private static void append(StringBuilder set, String variable, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            set.append(", ").append(variable).append(" = ").append(MySqlText.literal(value));
        }
    }

    private void execute(String definition, String sqlMode) throws SQLException {
        MySqlConnection.execute(connection, stage.redirection().apply(definition, MySqlQuoting.of(sqlMode)));
    }

    /** Parameters without a character set have that of the database when they were made. */
    private void collate(String collation) throws SQLException {
        MySqlConnection.execute(connection, "alter database collate " + collation);
    }
}
