package io.migri.dialect.mysql.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The names in a statement that have a point in them, and what is done there to what they name. It follows clauses, not grammar: {@code
 * a.b} is a table {@code b} of a database {@code a} behind {@code FROM}, and a column {@code b} of a table {@code a} in an
 * expression.
 */
public final class MySqlNames {
    private static final Set<String> DEFINES =
            Set.of("CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE", "OPTIMIZE", "REPAIR", "ANALYZE", "CHECK", "LOCK");
    private static final Set<String> EXPRESSION = Set.of(
            "SELECT", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "VALUES", "VALUE", "SET", "WINDOW", "RETURNING");
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ATOMIC", ":", "ROW", "AS");
    /** Before UPDATE and DELETE where they begin no statement. */
    private static final Set<String> NOT_A_VERB = Set.of("ON", "KEY", "FOR", "BEFORE", "AFTER", "OR", "PARALLEL");

    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "QUICK", "IGNORE", "HISTORY", "DELAYED");

    private final List<MySqlToken> tokens;
    private final List<Qualified> found = new ArrayList<>();
    private final Deque<Clause> outer = new ArrayDeque<>();
    private Clause clause = new Clause(Use.NONE);
    private boolean defines;
    private int at;

    private MySqlNames(List<MySqlToken> tokens) {
        this.tokens = tokens;
    }

    public static List<Qualified> of(List<MySqlToken> tokens) {
        MySqlNames names = new MySqlNames(tokens);
        while (names.at < tokens.size()) {
            names.take();
        }
        return names.found;
    }

    /** What happens to the thing named. */
    public enum Use {
        /** Neither of the others, as far as that can be told. */
        NONE,
        /** It is a table or the like, and is made, changed, dropped or written to. */
        WRITTEN,
        /** It is a table, and is read. */
        READ,
        /** It is a routine, and is executed. */
        CALLED
    }

    /**
     * A name with a point in it.
     *
     * @param parts how many parts it has
     */
    public record Qualified(MySqlToken first, MySqlToken second, int parts, Use use) {}

    private void take() {
        MySqlToken token = tokens.get(at);
        boolean named = isPart(at - 1);
        if (token.isName() && !named && symbol(at + 1).equals(".")) {
            qualified(token);
            return;
        }
        if (token.kind() == MySqlToken.Kind.WORD && !named && !symbol(at - 1).equals("@")) {
            word(token.word());
        } else if (token.kind() == MySqlToken.Kind.NAME) {
            clause.named = true;
        } else if (token.kind() == MySqlToken.Kind.SYMBOL) {
            symbol(token);
        }
        at++;
    }

    private void qualified(MySqlToken first) {
        int parts = 1;
        int next = at;
        while (symbol(next + 1).equals(".") && next + 2 < tokens.size()) {
            parts++;
            next += 2;
        }
        if (parts > 1 && !symbol(at - 1).equals("@")) {
            clause.named = true;
            found.add(new Qualified(first, tokens.get(at + 2), parts, use(next, parts)));
        }
        at = next + 1;
    }

    private Use use(int last, int parts) {
        if (clause.deletes && clause.use == Use.READ && MySqlDeletion.isTarget(clause.targets, tokens, last)) {
            return Use.WRITTEN;
        }
        if (clause.use != Use.NONE) {
            return clause.use;
        }
        boolean call = parts == 2 && symbol(last + 1).equals("(");
        return call ? Use.CALLED : parts > 2 ? Use.READ : Use.NONE;
    }

    private void word(String word) {
        if (DEFINES.contains(word) && startsStatement()) {
            defines = true;
            clause = new Clause(Use.WRITTEN);
            return;
        }
        if (EXPRESSION.contains(word)) {
            expression(word);
            return;
        }
        switch (word) {
            case "INSERT", "REPLACE" -> insertion();
            case "UPDATE" -> verb(Use.WRITTEN);
            case "DELETE" -> deletion();
            case "CALL" -> clause = new Clause(Use.CALLED);
            case "LOAD" -> verb(Use.NONE);
            case "FROM" -> from();
            case "USING" -> clause.use = clause.deletes ? Use.READ : clause.use;
            case "JOIN", "STRAIGHT_JOIN" -> clause.use = clause.tables == Use.NONE ? Use.READ : clause.tables;
            case "REFERENCES" -> clause.use = Use.READ;
            case "LIKE" -> clause.use = clause.use == Use.WRITTEN ? Use.READ : clause.use;
            case "INTO" -> clause.use = clause.writes ? Use.WRITTEN : clause.use;
            case "TABLE", "TO" -> clause.use = defines || clause.writes ? Use.WRITTEN : clause.use;
            case "ON" -> clause.use = defines && outer.isEmpty() ? Use.WRITTEN : Use.NONE;
            case "AS" -> clause.use = defines && clause.tables == Use.NONE ? Use.NONE : clause.use;
            case "EACH" -> defines = false;
            default -> clause.named |= !MODIFIERS.contains(word);
        }
    }

    private void expression(String word) {
        clause.use = Use.NONE;
        if (word.equals("SELECT")) {
            clause.selects = true;
            clause.deletes = false;
            clause.tables = Use.NONE;
            defines = false;
        } else {
            // SELECT a FROM b WHERE c, d
            clause.tables = Use.NONE;
        }
    }

    private void insertion() {
        if (!symbol(at + 1).equals("(") && !NOT_A_VERB.contains(previousWord())) {
            clause = new Clause(Use.WRITTEN);
            clause.writes = true;
            defines = false;
        }
    }

    private void verb(Use use) {
        if (!NOT_A_VERB.contains(previousWord())) {
            clause = new Clause(use);
            clause.tables = use;
            clause.writes = true;
            defines = false;
        }
    }

    /**
     * {@code DELETE FROM a}, {@code DELETE a FROM a JOIN b}, {@code DELETE FROM a USING a JOIN b}: only {@code a} loses rows. It may go by
     * another name: {@code DELETE x FROM a x JOIN b}.
     */
    private void deletion() {
        if (!NOT_A_VERB.contains(previousWord())) {
            clause = new Clause(Use.WRITTEN);
            clause.deletes = true;
            clause.targets = MySqlDeletion.targets(tokens, at);
            defines = false;
        }
    }

    private void from() {
        boolean argument = clause.argument && !clause.selects;
        if (!argument) {
            clause.use = clause.deletes && !clause.named ? Use.WRITTEN : Use.READ;
            clause.tables = clause.use;
        }
    }

    private void symbol(MySqlToken token) {
        switch (token.text()) {
            case "(" -> open();
            case ")" -> {
                if (!outer.isEmpty()) {
                    clause = outer.pop();
                }
            }
            case ";" -> {
                outer.clear();
                clause = new Clause(Use.NONE);
                defines = false;
            }
            // FROM a JOIN b ON a.c = b.c, d
            case "," -> clause.use = clause.tables == Use.NONE ? clause.use : clause.tables;
            default -> {}
        }
    }

    private void open() {
        boolean tables = clause.tables != Use.NONE && clause.use == clause.tables;
        outer.push(clause);
        clause = new Clause(tables ? clause.use : Use.NONE);
        clause.tables = clause.use;
        clause.argument = true;
    }

    private boolean startsStatement() {
        return at == 0 || BEFORE_STATEMENT.contains(previousWord());
    }

    private boolean isPart(int index) {
        return symbol(index).equals(".");
    }

    private String previousWord() {
        return at == 0 ? "" : tokens.get(at - 1).word();
    }

    private String symbol(int index) {
        boolean present =
                index >= 0 && index < tokens.size() && tokens.get(index).kind() == MySqlToken.Kind.SYMBOL;
        return present ? tokens.get(index).text() : "";
    }

    /** Where the reading stands between one pair of parentheses. */
    private static final class Clause {
        /** Of a name that comes now. */
        private Use use;
        /** Of those in the list of tables that this clause has. */
        private Use tables = Use.NONE;

        private boolean selects;
        private boolean writes;
        private boolean deletes;
        /** The names of what loses rows, in lower case. */
        private Set<String> targets = Set.of();

        /** Whether anything was named since the verb. */
        private boolean named;
        /** Whether these may be the parentheses of a function. */
        private boolean argument;

        Clause(Use use) {
            this.use = use;
        }
    }
}
