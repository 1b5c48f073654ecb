package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.reading.MySqlReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statements that only one of the two servers has, or that came with a known version, as far as their first words tell. MariaDB
 * keeps <a href="https://mariadb.com/kb/en/incompatibilities-and-feature-differences-between-mariadb-and-mysql/">a list</a> of what
 * it does otherwise. What this does not know is for the server to refuse, and so is all that stands in a comment for some versions
 * only.
 */
public final class MySqlFeatures {
    /** Later ones may have learned what these have not. */
    private static final int LAST_KNOWN_MYSQL = 9_07_99;

    private static final int LAST_KNOWN_MARIADB = 11_08_99;

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int ALWAYS = 0;

    /** How far behind the last character RETURNING is looked for, and in how large an INSERT. */
    private static final int TAIL = 80;

    private static final int LARGEST_INSERT = 4_000;

    private static final Set<String> REPLACED = Set.of(
            "TABLE",
            "TEMPORARY",
            "DATABASE",
            "SCHEMA",
            "TRIGGER",
            "EVENT",
            "FUNCTION",
            "PROCEDURE",
            "INDEX",
            "UNIQUE",
            "USER",
            "ROLE",
            "SERVER");

    private final MySqlServer server;

    public MySqlFeatures(MySqlServer server) {
        this.server = server;
    }

    /** What {@code statement} has that the server has not, in words; empty where nothing is known to be missing. */
    public Optional<String> missing(MySqlReading statement) {
        return switch (server.genuine() ? statement.text().charAt(0) : ' ') {
            case 'I', 'i', 'R', 'r' -> returning(statement).flatMap(this::lack);
            case 'A', 'a', 'C', 'c', 'D', 'd', 'W', 'w' -> definition(statement).flatMap(this::lack);
            default -> Optional.empty();
        };
    }

    private Optional<String> lack(Feature feature) {
        int since = server.mariaDb() ? feature.mariaDb() : feature.mysql();
        int lastKnown = server.mariaDb() ? LAST_KNOWN_MARIADB : LAST_KNOWN_MYSQL;
        if (since <= server.number() || (since == NEVER && server.number() > lastKnown)) {
            return Optional.empty();
        }
        return Optional.of(feature.name()
                + (since == NEVER
                        ? " is " + other(feature) + ", not of " + product(server.mariaDb())
                        : " came with " + product(server.mariaDb()) + " " + version(since)));
    }

    private String other(Feature feature) {
        int since = server.mariaDb() ? feature.mysql() : feature.mariaDb();
        return "a statement of " + product(!server.mariaDb()) + (since == ALWAYS ? "" : " " + version(since));
    }

    private static String product(boolean mariaDb) {
        return mariaDb ? "MariaDB" : "MySQL";
    }

    private static String version(int number) {
        String patch = number % 100 == 0 ? "" : "." + number % 100;
        return number / 10000 + "." + number / 100 % 100 + patch;
    }

    private Optional<Feature> definition(MySqlReading statement) {
        String text = statement.text();
        if (text.contains("/*!") || text.contains("/*M!")) {
            return Optional.empty();
        }
        List<String> words = words(statement);
        return switch (word(words, 0) + " " + word(words, 1)) {
            case "CREATE OR" -> word(words, 2).equals("REPLACE") ? replacing(word(words, 3)) : Optional.empty();
            case "CREATE SEQUENCE", "ALTER SEQUENCE", "DROP SEQUENCE" ->
                feature(word(words, 0) + " SEQUENCE", NEVER, 10_03_00);
            case "CREATE ROLE", "DROP ROLE" -> feature(word(words, 0) + " ROLE", 8_00_00, ALWAYS);
            case "CREATE INDEX" -> ifFollows("CREATE INDEX IF NOT EXISTS", words, "INDEX", "IF", "NOT", "EXISTS");
            case "CREATE UNIQUE" ->
                ifFollows("CREATE UNIQUE INDEX IF NOT EXISTS", words, "INDEX", "IF", "NOT", "EXISTS");
            case "DROP INDEX" -> ifFollows("DROP INDEX IF EXISTS", words, "INDEX", "IF", "EXISTS");
            case "ALTER TABLE" -> text.indexOf('\\') < 0 ? alterTable(words) : Optional.empty();
            default ->
                word(words, 0).equals("WITH")
                        ? feature("WITH at the beginning of a statement", 8_00_00, 10_02_01)
                        : Optional.empty();
        };
    }

    /** https://mariadb.com/kb/en/create-table/#create-or-replace; MySQL has it for views and spatial reference systems. */
    private static Optional<Feature> replacing(String kind) {
        if (kind.equals("SEQUENCE")) {
            return feature("CREATE OR REPLACE SEQUENCE", NEVER, 10_03_00);
        }
        return REPLACED.contains(kind) ? feature("CREATE OR REPLACE " + kind, NEVER, ALWAYS) : Optional.empty();
    }

    /** https://dev.mysql.com/doc/refman/8.4/en/alter-table.html, https://mariadb.com/kb/en/alter-table/ */
    private static Optional<Feature> alterTable(List<String> words) {
        if (follow(words, "RENAME", "COLUMN")) {
            return feature("RENAME COLUMN", 8_00_00, 10_05_02);
        }
        if (follow(words, "RENAME", "INDEX") || follow(words, "RENAME", "KEY")) {
            return feature("RENAME INDEX", 5_07_00, 10_05_02);
        }
        if (follow(words, "DROP", "CHECK")) {
            return feature("DROP CHECK", 8_00_16, NEVER);
        }
        if (follow(words, "ADD", "COLUMN", "IF", "NOT", "EXISTS") || follow(words, "ADD", "IF", "NOT", "EXISTS")) {
            return feature("ADD COLUMN IF NOT EXISTS", NEVER, ALWAYS);
        }
        return follow(words, "DROP", "COLUMN", "IF", "EXISTS") || follow(words, "DROP", "IF", "EXISTS")
                ? feature("DROP COLUMN IF EXISTS", NEVER, ALWAYS)
                : Optional.empty();
    }

    /**
     * Only of {@code VALUES}, behind which nothing else can be called so. Rows are not looked at: the word is looked for at the end.
     *
     * @see <a href="https://mariadb.com/kb/en/insertreturning/">INSERT…RETURNING</a>
     */
    private Optional<Feature> returning(MySqlReading statement) {
        String text = statement.text();
        if (text.length() > LARGEST_INSERT || !endsReturning(text) || text.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        List<String> words = words(statement);
        String first = word(words, 0);
        boolean inserts = first.equals("INSERT") || first.equals("REPLACE");
        List<String> outside = outside(words);
        int values = Math.max(outside.indexOf("VALUES"), outside.indexOf("VALUE"));
        return inserts && values > 0 && !outside.contains("SELECT") && outside.lastIndexOf("RETURNING") > values
                ? feature(first + " … RETURNING", NEVER, 10_05_00)
                : Optional.empty();
    }

    private static boolean endsReturning(String statement) {
        if (statement.charAt(statement.length() - 1) == ')') {
            return false;
        }
        String word = "RETURNING";
        for (int at = Math.max(0, statement.length() - TAIL); at < statement.length() - word.length(); at++) {
            if (statement.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Feature> ifFollows(String name, List<String> words, String... wanted) {
        return follow(words, wanted) ? feature(name, NEVER, ALWAYS) : Optional.empty();
    }

    /** Whether {@code wanted} stand one behind the other, outside of parentheses and quotes. */
    private static boolean follow(List<String> words, String... wanted) {
        List<String> outside = outside(words);
        for (int at = 1; at + wanted.length <= outside.size(); at++) {
            if (outside.subList(at, at + wanted.length).equals(List.of(wanted))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> outside(List<String> words) {
        int[] depth = {0};
        return words.stream()
                .filter(word -> {
                    int before = depth[0];
                    depth[0] += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
                    return before == 0 && depth[0] == 0;
                })
                .toList();
    }

    private List<String> words(MySqlReading statement) {
        return statement.parts(MySqlQuoting.of(""), server).tokens().stream()
                .map(MySqlToken::word)
                .toList();
    }

    private static Optional<Feature> feature(String name, int mysql, int mariaDb) {
        return Optional.of(new Feature(name, mysql, mariaDb));
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** Something that came with a version of either server, or {@link #NEVER}. */
    private record Feature(String name, int mysql, int mariaDb) {}
}
