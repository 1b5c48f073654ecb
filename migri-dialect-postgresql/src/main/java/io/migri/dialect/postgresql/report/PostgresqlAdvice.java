package io.migri.dialect.postgresql.report;

import io.migri.api.report.Effect.Kind;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What to write instead of one statement, and what is known of it from its words alone. */
final class PostgresqlAdvice {
    /** What else ALTER TABLE drops. */
    private static final Set<String> NO_COLUMNS = Set.of("CONSTRAINT", "NOT", "DEFAULT", "IDENTITY", "EXPRESSION", "");

    private static final String DELETES = "deletes every row";
    private static final String OVERWRITES = "overwrites every row";

    private final String first;
    private final String words;
    private final PostgresqlStatement statement;

    PostgresqlAdvice(PostgresqlStatement statement) {
        this.statement = statement;
        this.first = statement.words().next();
        this.words = outside(statement);
    }

    /** Whether it empties tables, which writes them anew but does not take long. */
    boolean truncates() {
        return first.equals("TRUNCATE");
    }

    /** What it does to all rows of {@code table}, if it changes that many; empty where it looks which. */
    Optional<String> lossOfRows(String table) {
        return switch (first) {
            case "DELETE" -> has("WHERE") ? Optional.empty() : Optional.of(DELETES);
            case "UPDATE" -> has("WHERE") ? Optional.empty() : Optional.of(OVERWRITES);
            default -> within(table);
        };
    }

    /** It may be one of several commands in a statement, as behind {@code WITH}. */
    private Optional<String> within(String table) {
        PostgresqlStatement name = PostgresqlStatement.of(table);
        String last = name.name(name.lastPart(0));
        for (int i = 0; i < statement.count(); i++) {
            boolean deletes = statement.is(i, "DELETE") && statement.is(i + 1, "FROM");
            boolean updates =
                    statement.is(i, "UPDATE") && (i == 0 || statement.is(i - 1, '(') || statement.is(i - 1, ')'));
            int target = statement.behind(deletes ? i + 2 : i + 1, "ONLY");
            if ((deletes || updates)
                    && statement.name(statement.lastPart(target)).equals(last)
                    && !looksWhich(statement, target)) {
                return Optional.of(deletes ? DELETES : OVERWRITES);
            }
        }
        return Optional.empty();
    }

    private static boolean looksWhich(PostgresqlStatement read, int from) {
        int depth = 0;
        for (int i = from; i < read.count() && depth >= 0; i++) {
            depth += read.is(i, '(') ? 1 : read.is(i, ')') ? -1 : 0;
            if (depth == 0 && read.is(i, "WHERE")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it names a table so, with its schema or without. */
    boolean isOf(String table) {
        String name = table.substring(table.lastIndexOf('.') + 1);
        return has(name.toUpperCase(Locale.ROOT)) || has('"' + name + '"') || has(name);
    }

    /** The columns that it drops. */
    List<String> droppedColumns() {
        List<String> columns = new ArrayList<>();
        PostgresqlWords rest = statement.words();
        if (!rest.next().equals("ALTER") || !rest.next().equals("TABLE")) {
            return columns;
        }
        for (String word = rest.nextOutside(); !word.equals(PostgresqlWords.END); word = rest.nextOutside()) {
            if (word.equals("DROP")) {
                String next = rest.nextOutside();
                boolean named = next.equals("COLUMN");
                next = named ? rest.nextOutside() : next;
                if (next.equals("IF")) {
                    rest.nextOutside();
                    next = rest.nextOutside();
                }
                if (named || !NO_COLUMNS.contains(next)) {
                    columns.add(
                            next.startsWith("\"")
                                    ? next.substring(1, next.length() - 1)
                                    : next.toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    /** The lock that such a statement takes on the table that it works on. */
    PostgresqlLockMode usualLock() {
        return switch (first) {
            case "CREATE" -> PostgresqlLockMode.ShareLock;
            case "ALTER" ->
                has("VALIDATE CONSTRAINT")
                        ? PostgresqlLockMode.ShareUpdateExclusiveLock
                        : has("FOREIGN KEY") || has("REFERENCES")
                                ? PostgresqlLockMode.ShareRowExclusiveLock
                                : PostgresqlLockMode.AccessExclusiveLock;
            case "CLUSTER", "REFRESH", "TRUNCATE", "REINDEX", "VACUUM" -> PostgresqlLockMode.AccessExclusiveLock;
            default -> PostgresqlLockMode.RowExclusiveLock;
        };
    }

    Optional<String> about(Kind kind) {
        return switch (kind) {
            case REWRITE -> Optional.of(rewrite());
            case INDEX_BUILD -> index();
            case VALIDATION -> Optional.of(validation());
            case SCAN -> scan();
            case MASS_CHANGE ->
                Optional.of("change the rows in batches, each in a transaction of its own, for example with a Python"
                        + " migration");
            default -> Optional.empty();
        };
    }

    private String rewrite() {
        if (first.equals("REFRESH")) {
            return "write REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index";
        }
        if (first.equals("VACUUM") || first.equals("CLUSTER")) {
            return "use a tool that does it beside the users, such as pg_repack, or do it when nobody needs the table";
        }
        if (has("TYPE")) {
            return "add a column of the new type, fill it in batches in later migrations, then swap the names";
        }
        if (first.equals("ALTER") && has("ADD")) {
            return "add the column without its default, set the default in a second ALTER TABLE, and fill the old rows"
                    + " in batches in later migrations";
        }
        return "do it when nobody needs the table";
    }

    private Optional<String> index() {
        if (has("CONCURRENTLY")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (first) {
                    case "CREATE" -> "write CREATE INDEX CONCURRENTLY, in a migration of its own";
                    case "REINDEX" -> "write REINDEX with CONCURRENTLY, in a migration of its own";
                    case "ALTER" ->
                        "make the index with CREATE UNIQUE INDEX CONCURRENTLY in a migration before, then add the"
                                + " constraint with USING INDEX";
                    default -> "make the index CONCURRENTLY, in a migration of its own";
                });
    }

    private String validation() {
        return has("VALIDATE CONSTRAINT")
                ? "write VALIDATE CONSTRAINT in a migration of its own"
                : "add the constraint as NOT VALID, and write VALIDATE CONSTRAINT in a later migration";
    }

    private Optional<String> scan() {
        if (first.equals("ALTER") && has("NOT NULL")) {
            return Optional.of(
                    "add CHECK (column IS NOT NULL) NOT VALID, write VALIDATE CONSTRAINT in a later migration, then"
                            + " SET NOT NULL reads no rows and the CHECK can go");
        }
        if (first.equals("ALTER") && has("PARTITION")) {
            return Optional.of(
                    "add a CHECK constraint that says what the partition holds, NOT VALID, and validate it in a"
                            + " later migration, before the one that attaches");
        }
        return first.equals("ALTER")
                ? Optional.of("do it when nobody needs the table")
                : Optional.of("read the table in a migration of its own, before the lock is taken");
    }

    private boolean has(String phrase) {
        return words.contains(" " + phrase + " ");
    }

    private static String outside(PostgresqlStatement statement) {
        StringBuilder words = new StringBuilder(" ");
        PostgresqlWords rest = statement.words();
        for (String word = rest.nextOutside(); !word.equals(PostgresqlWords.END); word = rest.nextOutside()) {
            words.append(word).append(' ');
        }
        return words.toString();
    }
}
