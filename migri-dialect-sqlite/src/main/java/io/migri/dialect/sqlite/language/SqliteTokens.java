package io.migri.dialect.sqlite.language;

/**
 * Walks over the tokens of one statement, leaving out white space and comments.
 *
 * @see <a href="https://www.sqlite.org/lang_keywords.html">SQL Keywords: the quotes of identifiers</a>
 */
public final class SqliteTokens {
    private final String text;
    /** Those that are known already, which come first. */
    private final SqlitePlaces noted;

    private int index;
    private int start;
    private int end;

    public SqliteTokens(String text) {
        this(text, 0);
    }

    /** Begins at {@code from}, which must not lie within a token or a comment. */
    public SqliteTokens(String text, int from) {
        this.text = text;
        this.noted = new SqlitePlaces();
        this.end = from;
    }

    /** Those of a statement that was read. */
    SqliteTokens(String text, SqlitePlaces noted) {
        this.text = text;
        this.noted = noted;
    }

    /** Moves on; false at the end of the statement. */
    public boolean next() {
        if (index < noted.count()) {
            start = noted.start(index);
            end = noted.end(index++);
            return true;
        }
        start = skipBlank(end);
        if (start >= text.length()) {
            end = start;
            return false;
        }
        end = endOfToken();
        return true;
    }

    /** Whether there is no token any more. */
    public boolean atEnd() {
        return start >= text.length();
    }

    /** Index of the token's first character. */
    public int start() {
        return start;
    }

    /** Index behind the token's last character. */
    public int end() {
        return end;
    }

    /** Whether the token is {@code word}, upper and lower case being the same. */
    public boolean is(String word) {
        return end - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
    }

    /** Whether the token is exactly {@code other}. */
    public boolean isExactly(String other) {
        return end - start == other.length() && text.startsWith(other, start);
    }

    /** The token without the quotes that an identifier may have. */
    public String name() {
        return name(text, start, end);
    }

    /** The same of the token that stands there in {@code text}. */
    public static String name(String text, int start, int end) {
        char open = text.charAt(start);
        if (end - start < 2 || "\"`['".indexOf(open) < 0) {
            return text.substring(start, end);
        }
        String inner = text.substring(start + 1, end - 1);
        return open == '[' ? inner : inner.replace(String.valueOf(open) + open, String.valueOf(open));
    }

    /** Whether the token is a name or text in quotes. */
    public boolean isQuoted() {
        return end > start && "\"`['".indexOf(text.charAt(start)) >= 0;
    }

    /** Whether {@code character} can stand in a name or keyword without quotes. */
    public static boolean isWordPart(int character) {
        return character >= 0x80 ? character != '\uFEFF' : Character.isLetterOrDigit(character) || isSpecial(character);
    }

    private static boolean isSpecial(int character) {
        return character == '_' || character == '$';
    }

    /** Whether SQLite skips {@code character} between tokens. */
    static boolean isBlank(int character) {
        return character == ' '
                || character == '\n'
                || character == '\r'
                || character == '\t'
                || character == '\f'
                || character == '\uFEFF';
    }

    private int skipBlank(int from) {
        int at = from;
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                at = indexBehind("\n", at);
            } else if (text.startsWith("/*", at)) {
                at = indexBehind("*/", at + 2);
            } else {
                return at;
            }
        }
        return at;
    }

    private int endOfToken() {
        char first = text.charAt(start);
        return switch (first) {
            case '\'', '"', '`' -> endOfQuoted(first);
            case '[' -> indexBehind("]", start);
            default -> isWordPart(first) ? endOfWord() : start + 1;
        };
    }

    private int endOfQuoted(char quote) {
        int at = start + 1;
        while (at < text.length()) {
            if (text.charAt(at++) == quote) {
                if (at >= text.length() || text.charAt(at) != quote) {
                    return at;
                }
                at++;
            }
        }
        return at;
    }

    private int endOfWord() {
        int at = start + 1;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int indexBehind(String what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? text.length() : found + what.length();
    }
}
