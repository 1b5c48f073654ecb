package io.migri.dialect.mysql.schema;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import java.util.ArrayList;
import java.util.List;

/** What the server shows of something, token by token. The name of its database and its definer are left out. */
final class MySqlShownText {
    private static final int FARTHEST = 6;

    private final String source;
    private final List<MySqlToken> tokens;

    private MySqlShownText(String source, List<MySqlToken> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /**
     * Takes a text apart.
     *
     * @param sqlMode under which it means what it means
     */
    static MySqlShownText of(String source, String sqlMode, MySqlServer server, String database) {
        List<MySqlToken> kept = new ArrayList<>();
        List<MySqlToken> all = MySqlTokens.of(source, MySqlQuoting.of(sqlMode), server);
        for (int i = 0; i < all.size(); i++) {
            boolean afterPoint = i > 0 && all.get(i - 1).is(".");
            if (!afterPoint
                    && i + 1 < all.size()
                    && isDatabase(all.get(i), database)
                    && all.get(i + 1).is(".")) {
                i++;
            } else if (kept.size() < FARTHEST && i + 4 < all.size() && isDefiner(all, i)) {
                i += all.get(i + 3).is("@") ? 4 : 2;
            } else {
                kept.add(all.get(i));
            }
        }
        return new MySqlShownText(source, kept);
    }

    /** It stands near the beginning, behind the algorithm of a view. */
    private static boolean isDefiner(List<MySqlToken> all, int at) {
        return all.get(at).is("DEFINER") && all.get(at + 1).is("=");
    }

    private static boolean isDatabase(MySqlToken token, String database) {
        return token.isName() && token.text().equals(database);
    }

    int size() {
        return tokens.size();
    }

    MySqlToken at(int index) {
        return tokens.get(index);
    }

    boolean is(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(word);
    }

    /** The index of the next token that is {@code word} and in no parentheses, or {@code to} where there is none. */
    int find(String word, int from, int to) {
        for (int i = from; i < to; i = behind(i)) {
            if (is(i, word)) {
                return i;
            }
        }
        return to;
    }

    /** The index behind a token, or behind the parentheses that it opens. */
    int behind(int index) {
        int depth = 0;
        for (int i = index; i < tokens.size(); i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (depth <= 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    /** The tokens of a part as they stand there, with the white space between them, and without comments. */
    String part(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            MySqlToken token = tokens.get(i);
            if (i > from) {
                text.append(space(tokens.get(i - 1).end(), token.start()));
            }
            text.append(source, token.start(), token.end());
        }
        return text.toString();
    }

    /** Where something was left out, one space is left. */
    private String space(int from, int to) {
        String between = source.substring(from, to);
        if (between.isBlank()) {
            return between;
        }
        return Character.isWhitespace(between.charAt(0)) || Character.isWhitespace(between.charAt(between.length() - 1))
                ? " "
                : "";
    }
}
