package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlTokens.Kind;
import io.migri.dialect.mysql.MySqlTokens.Token;
import java.util.BitSet;
import java.util.List;

/** Leaves texts out of a statement, since they may be secrets. Where {@code sql_mode} decides what is one, it is one. */
final class MySqlRedaction {
    private static final List<String> MODES =
            List.of("", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES");

    private MySqlRedaction() {}

    static String of(String statement, MySqlServer server) {
        BitSet texts = new BitSet();
        // the others differ from the first only where such characters stand
        boolean doubtful = statement.indexOf('\\') >= 0;
        for (String mode : doubtful ? MODES : MODES.subList(0, 1)) {
            for (Token token : MySqlTokens.of(statement, new MySqlSqlMode(mode), server)) {
                if (token.kind() == Kind.TEXT && token.end() - token.start() > 2) {
                    texts.set(token.start(), token.end());
                }
            }
        }
        return without(statement, texts);
    }

    private static String without(String statement, BitSet texts) {
        StringBuilder rest = new StringBuilder(statement.length());
        int at = 0;
        for (int start = texts.nextSetBit(0); start >= 0; start = texts.nextSetBit(at)) {
            rest.append(statement, at, start).append("'…'");
            at = texts.nextClearBit(start);
        }
        return rest.append(statement, at, statement.length()).toString();
    }
}
