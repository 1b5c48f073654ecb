package io.migri.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.script.Language;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hash takes a statement apart only where its reader has not. */
final class TokenHashReadingTest {
    private final List<String> takenApart = new ArrayList<>();

    @Test
    void asksTheLanguageOnlyWhatTheReaderCannotTell() throws IOException {
        StatementTraits known = new StatementTraits() {
            @Override
            public Optional<String> canonical() {
                return Optional.of("select 1");
            }
        };
        String told = hash(new SqlStatement(0, "SELECT  1", 1, 1, TransactionEffect.NONE).knowing(known));
        assertEquals(List.of(), takenApart);
        assertEquals(told, hash(new SqlStatement(0, "select 1", 1, 1, TransactionEffect.NONE)));
        assertEquals(List.of("select 1"), takenApart);
    }

    private String hash(SqlStatement statement) throws IOException {
        TokenHash hash = new TokenHash(new Directives(false));
        hash.add(statement, new Counting());
        return hash.hexadecimal();
    }

    /** Notes what it is asked for. */
    private final class Counting implements Language {
        @Override
        public StatementReader read(Reader script) {
            throw new AssertionError("not asked to read");
        }

        @Override
        public String canonical(String statement) {
            takenApart.add(statement);
            return Language.super.canonical(statement);
        }
    }
}
