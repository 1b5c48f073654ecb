package io.migri.dialect.sqlite.check;

import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells of each name in double quotes whether a text would make no sense in its place: as a whole column of the result of a query that has
 * a FROM, as a term of ORDER BY or GROUP BY, as a column of an index, as an operand of IS NULL or of a comparison with a literal.
 */
final class SqliteNamePlaces {
    private static final Set<String> BEFORE_NAME = Set.of(
            "FROM",
            "JOIN",
            "INTO",
            "UPDATE",
            "TABLE",
            "INDEX",
            "EXISTS",
            "VIEW",
            "TRIGGER",
            "REFERENCES",
            "AS",
            "WINDOW",
            "CONSTRAINT",
            "COLLATE",
            "INDEXED",
            "OVER",
            ".");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", "|", "&", "~");
    private static final Set<String> CONSTANTS =
            Set.of("NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP");
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "!");
    private static final Set<String> BEHIND_TERM = Set.of(
            ",",
            ")",
            "",
            "ASC",
            "DESC",
            "COLLATE",
            "NULLS",
            "HAVING",
            "LIMIT",
            "ORDER",
            "WINDOW",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "ROWS",
            "RANGE",
            "GROUPS");
    private static final Set<String> BEHIND_RESULT = Set.of(",", "FROM", "AS");

    private final List<String> words = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private final Deque<Clause> clauses = new ArrayDeque<>();
    private final Set<Integer> selectsWithFrom = new HashSet<>();
    private final List<Clause> clauseOf = new ArrayList<>();
    private final String statement;
    private final int from;
    private final int offset;
    private int selects;

    /**
     * Reads {@code statement} from {@code from} on.
     *
     * @param offset how much of the whole statement comes before it
     */
    SqliteNamePlaces(String statement, int from, int offset) {
        this.statement = statement;
        this.from = from;
        this.offset = offset;
    }

    /** In which part of which query a token stands. */
    private record Clause(String word, int select) {}

    List<SqliteQuotedName> read() {
        clauses.push(new Clause("", 0));
        SqliteTokens tokens = new SqliteTokens(statement, from);
        while (tokens.next()) {
            String word = word(tokens);
            follow(word);
            words.add(word);
            places.add(new int[] {tokens.start(), tokens.end()});
            clauseOf.add(clauses.element());
        }
        List<SqliteQuotedName> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (isCandidate(i)) {
                found.add(name(i));
            }
        }
        return found;
    }

    private String word(SqliteTokens tokens) {
        String text = statement.substring(tokens.start(), tokens.end());
        return tokens.isQuoted() ? text : text.toUpperCase(Locale.ROOT);
    }

    private void follow(String word) {
        switch (word) {
            case "(" -> clauses.push(new Clause("(", clauses.element().select()));
            case ")" -> {
                if (clauses.size() > 1) {
                    clauses.pop();
                }
            }
            case "SELECT" -> become(new Clause(word, ++selects));
            case "FROM" -> {
                selectsWithFrom.add(clauses.element().select());
                become(new Clause(word, clauses.element().select()));
            }
            case "WHERE",
                    "GROUP",
                    "ORDER",
                    "PARTITION",
                    "HAVING",
                    "LIMIT",
                    "VALUES",
                    "SET",
                    "RETURNING",
                    "WINDOW",
                    "ON",
                    "USING" -> become(new Clause(word, clauses.element().select()));
            default -> {}
        }
    }

    private void become(Clause clause) {
        clauses.pop();
        clauses.push(clause);
    }

    private boolean isCandidate(int at) {
        if (words.get(at).charAt(0) != '"' || BEFORE_NAME.contains(word(at - 1))) {
            return false;
        }
        return !word(at + 1).equals(".") && !word(at + 1).equals("(");
    }

    private SqliteQuotedName name(int at) {
        int[] place = places.get(at);
        String name = SqliteTokens.name(statement, place[0], place[1]);
        return new SqliteQuotedName(name, place[0], place[1], place[0] + offset, standsForColumn(at));
    }

    private boolean standsForColumn(int at) {
        return isResult(at) || isTerm(at) || isIndexed(at) || isComparedBehind(at) || isComparedBefore(at);
    }

    private boolean isResult(int at) {
        Clause clause = clauseOf.get(at);
        String before = word(at - 1);
        boolean begins = before.equals("SELECT")
                || before.equals(",")
                || before.equals("DISTINCT")
                || (before.equals("ALL") && word(at - 2).equals("SELECT"));
        return clause.word().equals("SELECT")
                && selectsWithFrom.contains(clause.select())
                && begins
                && (BEHIND_RESULT.contains(word(at + 1)) || (BEHIND_RESULT.contains(word(at + 2)) && isName(at + 1)));
    }

    private boolean isName(int at) {
        char first = word(at).charAt(0);
        return Character.isLetter(first) || first == '"' || first == '`' || first == '[';
    }

    private boolean isTerm(int at) {
        String clause = clauseOf.get(at).word();
        return (clause.equals("ORDER") || clause.equals("GROUP") || clause.equals("PARTITION"))
                && (word(at - 1).equals("BY") || word(at - 1).equals(","))
                && BEHIND_TERM.contains(word(at + 1));
    }

    private boolean isIndexed(int at) {
        boolean index = word(0).equals("CREATE") && (word(1).equals("INDEX") || word(2).equals("INDEX"));
        return index
                && clauseOf.get(at).word().equals("(")
                && (word(at - 1).equals("(") || word(at - 1).equals(","))
                && BEHIND_TERM.contains(word(at + 1));
    }

    /** {@code "x" = 'a'}, {@code "x" IS NOT NULL}, {@code "x" IN ('a')}. */
    private boolean isComparedBehind(int at) {
        if (ARITHMETIC.contains(word(at - 1))) {
            return false;
        }
        int next = at + 1;
        switch (word(next)) {
            case "ISNULL", "NOTNULL" -> {
                return true;
            }
            case "IS" -> next += word(next + 1).equals("NOT") ? 2 : 1;
            case "NOT", "LIKE", "GLOB", "BETWEEN", "IN" -> {
                next += word(next).equals("NOT") ? 1 : 0;
                next += word(next).equals("NULL") ? 0 : 1;
                next += word(next).equals("(") ? 1 : 0;
            }
            default -> {
                if (!COMPARISONS.contains(word(next))) {
                    return false;
                }
                while (COMPARISONS.contains(word(next))) {
                    next++;
                }
            }
        }
        boolean signed = word(next).equals("-") || word(next).equals("+");
        next += signed ? 1 : 0;
        return isLiteral(next) && !ARITHMETIC.contains(word(next + 1));
    }

    /** {@code 'a' = "x"}. */
    private boolean isComparedBefore(int at) {
        int before = at - 1;
        if (word(before).equals("NOT") && word(before - 1).equals("IS")) {
            before -= 2;
        } else if (word(before).equals("IS")) {
            before--;
        } else if (COMPARISONS.contains(word(before))) {
            while (COMPARISONS.contains(word(before))) {
                before--;
            }
        } else {
            return false;
        }
        return isLiteral(before) && !ARITHMETIC.contains(word(before - 1)) && !ARITHMETIC.contains(word(at + 1));
    }

    private boolean isLiteral(int at) {
        String word = word(at);
        return !word.isEmpty()
                && (word.charAt(0) == '\'' || Character.isDigit(word.charAt(0)) || CONSTANTS.contains(word));
    }

    private String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at) : "";
    }
}
