package io.migri.spi.support.language;

import static java.util.Objects.requireNonNull;

import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a script has its session remember: settings ({@code SET NAME …}), variables ({@code SET @NAME = …}) and temporary tables ({@code CREATE
 * LOCAL TEMPORARY TABLE}, {@code CREATE TEMPORARY TABLE}). For a {@link StatementSense}, which shows it each statement of a script in
 * order. Used by one thread.
 */
public final class ScriptMemory {
    private static final String VARIABLE = "@";
    private static final int ASSIGNMENT = 5;
    private static final Set<String> BEFORE_NAME = Set.of("IF", "NOT", "EXISTS");

    private final Lexicon lexicon;
    private final Set<String> temporaries = new HashSet<>();

    public ScriptMemory(Lexicon lexicon) {
        this.lexicon = requireNonNull(lexicon, "lexicon");
    }

    /** Whether a statement begins like {@code SET @N}. */
    public static boolean setsVariable(List<Token> beginning) {
        return beginning.size() > 2
                && beginning.get(0).is("SET")
                && beginning.get(1).value().equals(VARIABLE);
    }

    /**
     * What a statement has to do with its session.
     *
     * @param beginning its first tokens, as {@link StatementSense#of} gets them
     */
    public SessionUse use(String statement, List<Token> beginning) {
        if (beginning.get(0).is("SET") && !setsVariable(beginning) && beginning.size() > 1) {
            SessionValue setting =
                    new SessionValue(Kind.SETTING, beginning.get(1).value(), false);
            return new SessionUse(true, Set.of(setting), Set.of(), Set.of());
        }
        Set<SessionValue> gives = new HashSet<>();
        Set<SessionValue> reads = new HashSet<>();
        Set<SessionValue> ends = new HashSet<>();
        if (!temporaries.isEmpty() || statement.contains(VARIABLE)) {
            uses(lexicon.tokens(statement), gives, reads);
        }
        tables(beginning, gives, ends);
        return isLiteral(beginning)
                ? new SessionUse(true, gives, Set.of(), Set.of())
                : new SessionUse(false, gives, reads, ends);
    }

    /** {@code SET @N = 5}. */
    private static boolean isLiteral(List<Token> beginning) {
        return setsVariable(beginning)
                && beginning.size() == ASSIGNMENT
                && !beginning.get(ASSIGNMENT - 1).names();
    }

    private void uses(List<Token> tokens, Set<SessionValue> gives, Set<SessionValue> reads) {
        boolean sets = tokens.stream().anyMatch(token -> token.is("SET"));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (i > 0 && tokens.get(i - 1).value().equals(VARIABLE)) {
                SessionValue variable = new SessionValue(Kind.VARIABLE, token.value(), false);
                reads.add(variable);
                if (sets) {
                    gives.add(variable);
                }
            } else if (token.names() && temporaries.contains(token.value())) {
                reads.add(table(token));
            }
        }
    }

    private void tables(List<Token> beginning, Set<SessionValue> gives, Set<SessionValue> ends) {
        for (int i = 1; i < beginning.size(); i++) {
            if (beginning.get(i).is("TABLE")) {
                List<Token> names = beginning.subList(i + 1, beginning.size()).stream()
                        .filter(token -> token.names() && !BEFORE_NAME.contains(token.value()))
                        .toList();
                if (!names.isEmpty()) {
                    table(beginning, i, names.get(0), gives, ends);
                }
                return;
            }
        }
    }

    private void table(List<Token> beginning, int place, Token name, Set<SessionValue> gives, Set<SessionValue> ends) {
        boolean temporary = beginning.get(place - 1).is("TEMPORARY")
                && beginning.stream().limit(place).noneMatch(token -> token.is("GLOBAL"));
        if (beginning.get(0).is("CREATE") && temporary) {
            temporaries.add(name.value());
            gives.add(table(name));
        } else if (beginning.get(0).is("DROP") && temporaries.remove(name.value())) {
            ends.add(table(name));
        }
    }

    private static SessionValue table(Token name) {
        return new SessionValue(Kind.TEMPORARY_TABLE, name.value(), false);
    }
}
