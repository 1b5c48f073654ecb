package io.migri.spi.support.table;

import static java.util.Objects.requireNonNull;

import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.spi.support.language.Lexicon;
import io.migri.spi.support.language.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tells whether a definition was executed by what the database's catalogue says of all names in its text, before and after. For a database
 * that executes each definition as a whole or not at all, and whose catalogue shows all that definitions change. What a statement did to
 * rows it cannot tell. A definition that would change nothing, as {@code IF EXISTS} allows, counts as one that can be repeated.
 *
 * @param looks the tables of the catalogue to look at
 * @param digest gives an expression for a short text out of a query, whose only column {@code line} has a text for each object. The same
 *     lines have to give the same text, in whatever order the query returns them
 */
public record NamedDefinitions(OwnTables tables, Lexicon lexicon, List<Look> looks, UnaryOperator<String> digest)
        implements Settlement {
    private static final Set<String> DEFINING = Set.of("CREATE", "ALTER", "DROP");

    public NamedDefinitions {
        requireNonNull(tables, "tables");
        requireNonNull(lexicon, "lexicon");
        looks = List.copyOf(looks);
        requireNonNull(digest, "digest");
    }

    @Override
    public String before(String statement) {
        List<Token> tokens = lexicon.tokens(statement);
        if (tokens.isEmpty() || !DEFINING.contains(tokens.get(0).value())) {
            return "null";
        }
        String names = tokens.stream()
                .filter(Token::names)
                .map(token -> "'" + token.value().replace("'", "''") + "'")
                .distinct()
                .collect(Collectors.joining(", ", "(", ")"));
        List<String> lines = new ArrayList<>();
        for (Look look : looks) {
            lines.add(look.lines(names));
        }
        return digest.apply(String.join(" union all ", lines));
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        if (doubt.before().isEmpty()) {
            return Verdict.UNKNOWN;
        }
        String now = tables.text("select " + before(doubt.statement())).orElse("");
        return now.equals(doubt.before()) ? Verdict.REPEATABLE : Verdict.HAPPENED;
    }

    /**
     * A table of the catalogue.
     *
     * @param table its name, as it stands in a statement
     * @param names the columns that name an object, or what it belongs to, as the lexicon spells names: in upper case, or as they stand
     *     in quotes
     * @param definition an expression for all that defines the object, as a text that is never null
     */
    public record Look(String table, List<String> names, String definition) {
        public Look {
            requireNonNull(table, "table");
            names = List.copyOf(names);
            requireNonNull(definition, "definition");
        }

        private String lines(String among) {
            String where = names.stream().map(name -> name + " in " + among).collect(Collectors.joining(" or "));
            return "select '" + table + "/' || " + String.join(" || '/' || ", names) + " || '/' || " + definition
                    + " as line from " + table + " where " + where;
        }
    }
}
