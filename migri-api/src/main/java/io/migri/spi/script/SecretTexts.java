package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the texts of a script that are secrets: passwords of accounts, and where to connect with which password. Told from the tokens of
 * a dialect's lexer: {@code PASSWORD 'x'}, {@code IDENTIFIED BY 'x'}, {@code CONNECTION 'x'}, a text with a statement or a connection
 * string of that kind in it. To call, not to implement; used by one thread.
 */
public final class SecretTexts implements TokenVisitor {
    private static final List<String> HINTS =
            List.of("PASSW", "IDENTIFIED", "SECRET", "CONNECTION", "CONNINFO", "CRYPT", "KEY");
    private static final Set<String> CONNECTORS =
            Set.of("=", ":", ">", "(", "TO", "BY", "AS", "USING", "PASSWORD", "REPLACE");
    private static final Set<String> BEHIND_IDENTIFIED = Set.of("BY", "AS", "USING", "PASSWORD", "(", "REPLACE");
    private static final Set<String> STATEMENTS =
            Set.of("CREATE", "ALTER", "SET", "GRANT", "CHANGE", "USER", "ROLE", "HOST");

    private final String script;
    private final boolean keys;
    private final List<TextSpan> found = new ArrayList<>();
    private String first = "";
    private String before = "";
    private boolean named;
    private boolean identified;
    private boolean dynamic;

    /** @param keys whether {@code PRAGMA key} and {@code ATTACH … KEY} are of this language */
    public SecretTexts(String script, boolean keys) {
        this.script = requireNonNull(script, "script");
        this.keys = keys;
    }

    /** Whether looking at the tokens of {@code script} can find anything. Cheap. */
    public static boolean possible(String script) {
        for (String hint : HINTS) {
            if (contains(script, hint)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void word(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        first = first.isEmpty() ? upper : first;
        identified |= upper.equals("IDENTIFIED");
        named = isSecret(upper) || (named && CONNECTORS.contains(upper));
        before = upper;
    }

    @Override
    public void symbol(char symbol) {
        String sign = String.valueOf(symbol);
        if (symbol == ';') {
            first = "";
            identified = false;
            dynamic = false;
        }
        named &= CONNECTORS.contains(sign);
        before = sign;
    }

    @Override
    public void text(int start, int end) {
        dynamic |= isDynamic(script.substring(start, end));
        if (dynamic || expected()) {
            found.add(new TextSpan(start, end));
        }
        named = false;
        before = "'";
    }

    /** Whether a text that comes now is a secret, whatever is in it. */
    public boolean expected() {
        return named || (identified && BEHIND_IDENTIFIED.contains(before)) || isOfPassword();
    }

    /** The texts that are secrets, in order. */
    public List<TextSpan> found() {
        return List.copyOf(found);
    }

    /** {@code SET PASSWORD FOR a = 'x'}: the account stands between. */
    private boolean isOfPassword() {
        return first.equals("SET PASSWORD") && (before.equals("=") || before.equals("(") || before.equals("TO"));
    }

    private boolean isSecret(String word) {
        if (first.equals("SET") && word.equals("PASSWORD") && before.equals("SET")) {
            first = "SET PASSWORD";
        }
        boolean key = keys && word.endsWith("KEY") && (first.equals("PRAGMA") || first.equals("ATTACH"));
        return key
                || word.contains("PASSWORD")
                || word.contains("PASSWD")
                || word.contains("SECRET")
                || word.endsWith("CONNINFO")
                || word.equals("CONNECTION")
                || word.equals("CRYPT");
    }

    /** Whether a statement that sets a password, or a connection string, stands in a text. */
    private static boolean isDynamic(String text) {
        return (contains(text, "PASSWORD") || contains(text, "IDENTIFIED"))
                && STATEMENTS.stream().anyMatch(word -> contains(text, word));
    }

    private static boolean contains(String text, String upper) {
        int last = text.length() - upper.length();
        for (int i = 0; i <= last; i++) {
            if ((text.charAt(i) & 0xffdf) == upper.charAt(0) && text.regionMatches(true, i, upper, 0, upper.length())) {
                return true;
            }
        }
        return false;
    }
}
