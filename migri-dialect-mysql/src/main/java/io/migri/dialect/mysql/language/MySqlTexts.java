package io.migri.dialect.mysql.language;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.spi.script.SecretTexts;
import io.migri.spi.script.StatementOutline;
import io.migri.spi.script.TextSpan;
import io.migri.spi.script.TokenVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts in a statement or script. How the session reads them is not known everywhere, as scripts are read ahead and other sessions have
 * modes of their own: so what is a text with or without backslashes is one, and so is all in {@code "}, though it may be a name.
 */
public final class MySqlTexts {
    private static final List<String> MODES = List.of("", "NO_BACKSLASH_ESCAPES");

    /** A statement that may have been cut short is not known to end outside of a text. */
    private static final int PERHAPS_CUT = 10_000;

    private MySqlTexts() {}

    /** The statement without them. */
    public static String leftOut(String statement, MySqlServer server) {
        StatementOutline outline = new StatementOutline(statement);
        boolean whole = statement.length() < PERHAPS_CUT;
        List<String> sound = MODES.stream()
                .filter(mode -> whole && isClosed(statement, MySqlTokens.of(statement, MySqlQuoting.of(mode), server)))
                .toList();
        (sound.isEmpty() ? MODES : sound).forEach(mode -> walk(statement, mode, server, outline));
        return outline.toString();
    }

    /** Those that are secrets. */
    public static List<TextSpan> secrets(String script, MySqlServer server) {
        if (!SecretTexts.possible(script)) {
            return List.of();
        }
        List<TextSpan> found = new ArrayList<>();
        for (String mode : MODES) {
            SecretTexts secrets = new SecretTexts(script, false);
            walk(script, mode, server, secrets);
            found.addAll(secrets.found());
        }
        return found;
    }

    /** Whether the last text has its second quote, as that of a whole statement has in the right mode. */
    private static boolean isClosed(String statement, List<MySqlToken> tokens) {
        if (tokens.isEmpty() || tokens.get(tokens.size() - 1).kind() != MySqlToken.Kind.TEXT) {
            return true;
        }
        MySqlToken last = tokens.get(tokens.size() - 1);
        return last.end() - last.start() > 1 && statement.charAt(last.end() - 1) == statement.charAt(last.start());
    }

    private static void walk(String script, String mode, MySqlServer server, TokenVisitor visitor) {
        int behind = 0;
        for (MySqlToken token : MySqlTokens.of(script, MySqlQuoting.of(mode), server)) {
            comment(script, behind, token.start(), visitor);
            switch (token.kind()) {
                case TEXT -> visitor.text(token.start(), token.end());
                case WORD, NAME -> visitor.word(token.text());
                case SYMBOL -> visitor.symbol(token.text().charAt(0));
            }
            behind = token.end();
        }
        comment(script, behind, script.length(), visitor);
    }

    private static void comment(String script, int from, int to, TokenVisitor visitor) {
        int start = from;
        while (start < to && MySqlText.isSpace(script.charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && MySqlText.isSpace(script.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            visitor.comment(start, end);
        }
    }
}
