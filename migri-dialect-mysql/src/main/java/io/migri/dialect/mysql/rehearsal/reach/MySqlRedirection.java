package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlNames;
import io.migri.dialect.mysql.language.MySqlNames.Qualified;
import io.migri.dialect.mysql.language.MySqlNames.Use;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Has statements that name one database work on another: {@code shop.orders}, {@code USE shop}, {@code DROP DATABASE shop}. Texts in
 * quotes are left as they are.
 *
 * @param from the database that scripts may name
 * @param to where their statements are to be executed
 * @param folded whether the server takes names that differ in case for the same, as {@code lower_case_table_names} says
 */
public record MySqlRedirection(String from, String to, boolean folded, MySqlServer server) {
    private static final Set<String> BEFORE_NAME = Set.of("IF", "NOT", "EXISTS");

    /** {@code statement} as it is to be sent. */
    public String apply(String statement, MySqlQuoting quoting) {
        if (!mentions(statement)) {
            return statement;
        }
        List<MySqlToken> tokens = MySqlTokens.of(statement, quoting, server);
        List<MySqlToken> names = names(tokens);
        if (names.isEmpty()) {
            return statement;
        }
        StringBuilder redirected = new StringBuilder(statement.length() + 64);
        int copied = 0;
        for (MySqlToken name : names) {
            redirected.append(statement, copied, name.start()).append(written(statement, name));
            copied = name.end();
        }
        return redirected.append(statement, copied, statement.length()).toString();
    }

    /** {@code failure} in terms of the database that the script names. */
    public SQLException translated(SQLException failure) {
        String message = failure.getMessage();
        if (message == null || !message.contains(to)) {
            return failure;
        }
        SQLException translated =
                new SQLException(message.replace(to, from), failure.getSQLState(), failure.getErrorCode());
        translated.initCause(failure);
        return translated;
    }

    boolean isFrom(String name) {
        return folded ? name.equalsIgnoreCase(from) : name.equals(from);
    }

    /** Whether the text of {@code statement} could name the database; most do not, and need not be taken apart. */
    boolean mentions(String statement) {
        String quoted = from.replace("`", "``");
        return folded
                ? statement.toLowerCase(Locale.ROOT).contains(quoted.toLowerCase(Locale.ROOT))
                : statement.contains(quoted);
    }

    /** In the quotes of the name that it stands for, so that a message which quotes the statement can be traced back. */
    private String written(String statement, MySqlToken name) {
        char quote = statement.charAt(name.start());
        return name.kind() == MySqlToken.Kind.WORD ? to : quote + to + quote;
    }

    private List<MySqlToken> names(List<MySqlToken> tokens) {
        boolean ambiguous = namesTable(tokens);
        List<MySqlToken> names = new ArrayList<>();
        for (Qualified name : MySqlNames.of(tokens)) {
            if (isFrom(name.first().text()) && (!ambiguous || name.use() != Use.NONE)) {
                names.add(name.first());
            }
        }
        int database = databaseNamed(tokens);
        if (database >= 0 && isFrom(tokens.get(database).text())) {
            names.add(0, tokens.get(database));
        }
        return names;
    }

    /** Whether a table, or what stands for one, goes by the name of the database, so that what has a point behind it may be a column. */
    private boolean namesTable(List<MySqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean before = i > 0 && tokens.get(i - 1).is(".");
            boolean behind = i + 1 < tokens.size() && tokens.get(i + 1).is(".");
            if (tokens.get(i).isName() && isFrom(tokens.get(i).text()) && (before || !behind)) {
                return true;
            }
        }
        return false;
    }

    /** The index of the name in {@code USE a} and {@code CREATE DATABASE IF NOT EXISTS a}; -1 where there is none. */
    static int databaseNamed(List<MySqlToken> tokens) {
        if (tokens.size() > 1 && tokens.get(0).is("USE")) {
            return 1;
        }
        for (int i = 1; i < Math.min(tokens.size(), 5); i++) {
            if (tokens.get(i).is("DATABASE") || tokens.get(i).is("SCHEMA")) {
                int name = i + 1;
                while (name < tokens.size()
                        && BEFORE_NAME.contains(tokens.get(name).word())) {
                    name++;
                }
                boolean named = isDefinition(tokens.get(0))
                        && name < tokens.size()
                        && tokens.get(name).isName();
                return named ? name : -1;
            }
        }
        return -1;
    }

    private static boolean isDefinition(MySqlToken first) {
        return first.is("CREATE") || first.is("DROP") || first.is("ALTER") || first.is("SHOW");
    }
}
