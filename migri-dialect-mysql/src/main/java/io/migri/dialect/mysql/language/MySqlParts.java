package io.migri.dialect.mysql.language;

import io.migri.dialect.mysql.language.MySqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tokens of one statement, to be asked about by their places. Beyond the last one there are empty words. */
public record MySqlParts(List<MySqlToken> tokens) {
    /** Words that a variable may stand behind without a space. */
    private static final Set<String> BEFORE_VARIABLE =
            Set.of("SET", "INTO", "SELECT", "VALUES", "AND", "OR", "USING", "FROM", "BY", "DO", "IF");

    public int size() {
        return tokens.size();
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    public MySqlToken token(int at) {
        return tokens.get(at);
    }

    /** In upper case; empty for what is quoted. */
    public String word(int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).word() : "";
    }

    /** Without its quotes; empty where there is none. */
    public String text(int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).text() : "";
    }

    public boolean isName(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isName();
    }

    public boolean isText(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Kind.TEXT;
    }

    /** Whether these words stand there, one behind the other. */
    public boolean at(int place, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(place + i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the word stands anywhere. */
    public boolean has(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    /** Where the word stands outside of parentheses, from there on; -1 where it does not. */
    public int outside(String word, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            MySqlToken token = tokens.get(i);
            if (depth == 0
                    && token.is(word)
                    && !word(i - 1).equals(".")
                    && !word(i - 1).equals("@")) {
                return i;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return -1;
    }

    public MySqlParts from(int start) {
        return part(start, tokens.size());
    }

    public MySqlParts part(int start, int end) {
        int last = Math.min(end, tokens.size());
        return new MySqlParts(tokens.subList(Math.min(start, last), last));
    }

    /** The last part of a name such as {@code a.b}, which begins there. */
    public String lastOfName(int at) {
        return text(endOfName(at) - 1);
    }

    /** Behind a name that begins there. */
    public int endOfName(int at) {
        int end = at + 1;
        while (word(end).equals(".") && end + 1 < tokens.size()) {
            end += 2;
        }
        return end;
    }

    /** The user variable whose {@code @} stands there, in lower case; empty where none stands. */
    public String variable(int at) {
        if (!word(at).equals("@") || word(at + 1).equals("@") || word(at - 1).equals("@") || !adjacent(at)) {
            return "";
        }
        boolean account = at > 0
                && adjacent(at - 1)
                && (tokens.get(at - 1).isName() || isText(at - 1))
                && !BEFORE_VARIABLE.contains(word(at - 1));
        boolean named = at + 1 < tokens.size() && (isName(at + 1) || isText(at + 1));
        return account || !named ? "" : variableName(at).toLowerCase(Locale.ROOT);
    }

    private String variableName(int at) {
        StringBuilder name = new StringBuilder(text(at + 1));
        for (int i = endOfVariable(at) - 1, first = at + 2; first < i; first += 2) {
            name.append('.').append(text(first + 1));
        }
        return name.toString();
    }

    /** Behind the variable whose {@code @} stands there. A point may be part of its name. */
    public int endOfVariable(int at) {
        int end = at + 2;
        while (word(end).equals(".") && adjacent(end - 1) && adjacent(end) && isName(end + 1)) {
            end += 2;
        }
        return end;
    }

    /** The system variable whose first {@code @} stands there, in lower case and without its scope; empty where none stands. */
    public String systemVariable(int at) {
        if (!at(at, "@", "@") || !isName(at + 2)) {
            return "";
        }
        return text(endOfName(at + 2) - 1).toLowerCase(Locale.ROOT);
    }

    /** Whether nothing stands between that one and the next. */
    private boolean adjacent(int at) {
        return at + 1 < tokens.size()
                && tokens.get(at).end() == tokens.get(at + 1).start();
    }
}
