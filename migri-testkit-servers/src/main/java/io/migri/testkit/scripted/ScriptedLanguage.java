package io.migri.testkit.scripted;

import io.migri.spi.script.Language;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** The scripts of a scripted database. White space means nothing, and what follows {@code password} is one. */
record ScriptedLanguage() implements Language {
    private static final String SECRET = "password '";

    @Override
    public StatementReader read(Reader script) {
        return new ScriptedReader(script);
    }

    @Override
    public String canonical(String statement) {
        StringBuilder text = new StringBuilder();
        statement
                .chars()
                .filter(character -> !Character.isWhitespace(character))
                .forEach(character -> text.append((char) character));
        return text.toString();
    }

    @Override
    public List<TextSpan> secrets(String script) {
        List<TextSpan> secrets = new ArrayList<>();
        for (int at = script.indexOf(SECRET); at >= 0; at = script.indexOf(SECRET, at + 1)) {
            int start = at + SECRET.length() - 1;
            int end = script.indexOf('\'', start + 1);
            secrets.add(new TextSpan(start, end < 0 ? script.length() : end + 1));
        }
        return secrets;
    }
}
