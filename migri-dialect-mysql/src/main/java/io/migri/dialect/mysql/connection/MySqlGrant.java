package io.migri.dialect.mysql.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of {@code SHOW GRANTS}, which the server has written itself: {@code GRANT SELECT, CREATE VIEW ON `a`.* TO …}.
 *
 * @param privileges in lower case, without their columns
 * @param scope what stands behind {@code ON}, in lower case; empty where there is none
 */
public record MySqlGrant(List<String> privileges, String scope) {
    private static final String BEFORE = "grant ";

    public MySqlGrant {
        privileges = List.copyOf(privileges);
    }

    public static MySqlGrant of(String row) {
        String lower = row.toLowerCase(Locale.ROOT);
        int on = lower.indexOf(" on ");
        if (on < 0 || !lower.startsWith(BEFORE)) {
            return new MySqlGrant(List.of(), "");
        }
        return new MySqlGrant(list(lower.substring(BEFORE.length(), on)), lower.substring(on + 4));
    }

    boolean coversDatabase(String database) {
        return scope.startsWith("*.* ")
                || scope.replace("\\_", "_").startsWith("`" + database.toLowerCase(Locale.ROOT) + "`.* ");
    }

    private static List<String> list(String text) {
        List<String> all = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == ',') {
                all.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        return all;
    }
}
