package io.migri.dialect.sqlite.language;

import io.migri.spi.script.SecretTexts;
import io.migri.spi.script.StatementOutline;
import io.migri.spi.script.TextSpan;
import io.migri.spi.script.TokenVisitor;
import java.util.List;

/** The texts in a statement or script. What stands in {@code "} may be one, too: it is taken for one where a value is expected. */
public final class SqliteTexts {
    private final String script;
    private final TokenVisitor visitor;
    private boolean values;
    private boolean value;

    private SqliteTexts(String script, TokenVisitor visitor) {
        this.script = script;
        this.visitor = visitor;
    }

    /** The statement without them. */
    public static String leftOut(String statement) {
        StatementOutline outline = new StatementOutline(statement);
        new SqliteTexts(statement, outline).walk();
        return outline.toString();
    }

    /** Those that are secrets. */
    public static List<TextSpan> secrets(String script) {
        if (!SecretTexts.possible(script)) {
            return List.of();
        }
        SecretTexts secrets = new SecretTexts(script, true);
        new SqliteTexts(script, secrets).walk();
        return secrets.found();
    }

    private void walk() {
        SqliteTokens tokens = new SqliteTokens(script);
        int behind = 0;
        while (tokens.next()) {
            comment(behind, tokens.start());
            token(tokens);
            behind = tokens.end();
        }
        comment(behind, script.length());
    }

    private void token(SqliteTokens tokens) {
        char first = script.charAt(tokens.start());
        if (first == '\'' || (first == '"' && (values || value))) {
            visitor.text(tokens.start(), tokens.end());
            value = false;
        } else if (SqliteTokens.isWordPart(first) || "\"`[".indexOf(first) >= 0) {
            visitor.word(tokens.name());
            values |= tokens.is("VALUES");
            values &= !(tokens.is("SELECT") || tokens.is("ON") || tokens.is("RETURNING"));
            value = tokens.is("LIKE") || tokens.is("DEFAULT") || tokens.is("GLOB");
        } else {
            visitor.symbol(first);
            values &= first != ';';
            value = first == '=' || first == '|' || first == '<' || first == '>';
        }
    }

    private void comment(int from, int to) {
        int start = from;
        while (start < to && SqliteTokens.isBlank(script.charAt(start))) {
            start++;
        }
        if (start < to) {
            visitor.comment(start, to);
        }
    }
}
