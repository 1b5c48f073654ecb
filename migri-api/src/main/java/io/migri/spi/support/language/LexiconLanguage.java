package io.migri.spi.support.language;

import static java.util.Objects.requireNonNull;

import io.migri.spi.script.Language;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import java.io.Reader;
import java.util.List;
import java.util.function.Supplier;

/**
 * The language of a database by its lexicon: it splits scripts, finds what counts in a statement, and leaves out what is secret. What a
 * statement does is up to the dialect. Sends nothing.
 *
 * @param sense makes a new {@link StatementSense} for each script
 */
public record LexiconLanguage(Lexicon lexicon, Supplier<? extends StatementSense> sense) implements Language {
    public LexiconLanguage {
        requireNonNull(lexicon, "lexicon");
        requireNonNull(sense, "sense");
    }

    @Override
    public StatementReader read(Reader script) {
        return new LexiconReader(lexicon.vocabulary(), script, sense.get());
    }

    @Override
    public String canonical(String statement) {
        return lexicon.canonical(statement);
    }

    @Override
    public String redacted(String statement) {
        return lexicon.redacted(statement);
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return lexicon.secrets(script);
    }
}
