package io.migri.spi;

import java.util.regex.Pattern;

/** The texts in a statement of a database that knows the two usual kinds. */
final class StatementTexts {
    /** Also one that goes on beyond the end. */
    private static final Pattern TEXT = Pattern.compile("'[^']+(?:'|$)|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)", Pattern.DOTALL);

    private StatementTexts() {}

    static String leftOut(String statement) {
        return TEXT.matcher(statement).replaceAll("'…'");
    }
}
