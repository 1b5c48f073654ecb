package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlGrant;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.language.MySqlToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whose rights the copy of a definition has. An account that may not use the database of the dry run would make fail there what
 * works in earnest, so its place is then taken by the account that runs the dry run.
 */
final class MySqlScratchDefiners {
    private static final List<String> NEEDED =
            List.of("select", "insert", "update", "delete", "execute", "trigger", "event");

    private static final int NO_SUCH_GRANT = 1141;

    private final Connection connection;
    private final String scratch;
    private final boolean apart;
    private final Map<String, Boolean> kept = new HashMap<>();
    private final Set<String> replaced = new TreeSet<>();

    /** @param apart whether the copy is on another server, which need not know the accounts of the first */
    MySqlScratchDefiners(Connection connection, String scratch, boolean apart) {
        this.connection = connection;
        this.scratch = scratch;
        this.apart = apart;
    }

    /** The accounts that had to be replaced. */
    Set<String> replaced() {
        return replaced;
    }

    /** {@code definition} with its own definer where that can work, else with this session's account. */
    String adapted(String definition, List<MySqlToken> tokens) throws SQLException {
        int equals = equalsSign(tokens);
        if (equals < 0 || kept(account(tokens, equals))) {
            return definition;
        }
        return withoutDefiner(definition, tokens);
    }

    String withoutDefiner(String definition, List<MySqlToken> tokens) {
        int equals = equalsSign(tokens);
        if (equals < 0 || !tokens.get(equals + 2).is("@")) {
            return definition;
        }
        MySqlToken user = tokens.get(equals + 1);
        MySqlToken host = tokens.get(equals + 3);
        replaced.add(user.text() + "@" + host.text());
        return definition.substring(0, user.start()) + "CURRENT_USER" + definition.substring(host.end());
    }

    private static int equalsSign(List<MySqlToken> tokens) {
        for (int i = 1; i + 4 < tokens.size() && i < 8; i++) {
            if (tokens.get(i).is("=") && tokens.get(i - 1).is("DEFINER")) {
                return i;
            }
        }
        return -1;
    }

    private static String account(List<MySqlToken> tokens, int equals) {
        return tokens.get(equals + 2).is("@")
                ? tokens.get(equals + 1).text() + "@" + tokens.get(equals + 3).text()
                : "";
    }

    private boolean kept(String account) throws SQLException {
        Boolean known = kept.get(account);
        if (known == null) {
            String own =
                    MySqlConnection.text(connection, "select current_user()").orElse("");
            known = account.isEmpty() || account.equals(own) || mayUseScratch(account);
            kept.put(account, known);
        }
        return known;
    }

    private boolean mayUseScratch(String account) {
        try {
            return grants(account).stream().anyMatch(this::covers);
        } catch (SQLException failure) {
            // an account that is gone fails in earnest too; one that may not be looked at may not be used either
            return !apart && failure.getErrorCode() == NO_SUCH_GRANT;
        }
    }

    private boolean covers(String row) {
        MySqlGrant grant = MySqlGrant.of(row);
        boolean here = grant.scope().startsWith("*.* ")
                || grant.scope().startsWith("`" + MySqlScratchName.PATTERN + "`.* ")
                || grant.scope().startsWith("`" + scratch + "`.* ");
        return here
                && (grant.privileges().contains("all privileges")
                        || grant.privileges().containsAll(NEEDED));
    }

    private List<String> grants(String account) throws SQLException {
        int at = account.lastIndexOf('@');
        List<String> grants = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("show grants for " + MySqlText.identifier(account.substring(0, at)) + "@"
                                + MySqlText.identifier(account.substring(at + 1)))) {
            while (rows.next()) {
                grants.add(rows.getString(1));
            }
        }
        return grants;
    }
}
