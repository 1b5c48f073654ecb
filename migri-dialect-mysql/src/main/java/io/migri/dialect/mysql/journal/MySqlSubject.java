package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.language.MySqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that no transaction holds is about, so that looking at it tells whether the statement was executed. DDL is <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/atomic-ddl.html">atomic for each statement</a>, on MariaDB <a
 * href="https://mariadb.com/kb/en/atomic-ddl/">for each object</a>.
 *
 * @param repeatable whether it does no harm when it is executed twice
 * @param objects that it changes visibly, if anything, or makes; empty where that cannot be told
 * @param change how a statement that is cut short has changed them
 */
record MySqlSubject(boolean repeatable, List<Named> objects, Change change) {
    private static final MySqlSubject REPEATABLE = new MySqlSubject(true, List.of(), Change.AT_ONCE);
    private static final MySqlSubject UNKNOWN = new MySqlSubject(false, List.of(), Change.AT_ONCE);
    private static final int MOST_OBJECTS = 16;

    /** What changes the contents, or the place, of a table, and does not show in its definition. */
    private static final Set<String> UNSEEN = Set.of("EXCHANGE", "DISCARD", "IMPORT", "SONAME");

    static MySqlSubject of(List<MySqlToken> statement, boolean mariaDb) {
        return new Reading(statement, mariaDb).subject();
    }

    /** How several objects are changed. */
    enum Change {
        /** All of them, or none. */
        AT_ONCE,
        /** Perhaps only the first ones. */
        ONE_BY_ONE,
        /** Perhaps only the first ones; what is changed is gone. */
        DROPPED_ONE_BY_ONE,
        /** All of one table, or, where it has partitions and the server ends meanwhile, perhaps only the first of those. */
        BY_PARTITION
    }

    /** Kinds of objects, by where they are described. */
    enum Kind {
        TABLE,
        ROUTINE,
        TRIGGER,
        EVENT,
        SCHEMA
    }

    /**
     * An object.
     *
     * @param schema null where the statement names none
     */
    record Named(Kind kind, @Nullable String schema, String name) {}

    /** One pass through a statement. */
    private static final class Reading {
        private final List<MySqlToken> pieces;
        private final boolean mariaDb;
        private int at;
        private boolean indexes;

        Reading(List<MySqlToken> pieces, boolean mariaDb) {
            this.pieces = pieces;
            this.mariaDb = mariaDb;
        }

        MySqlSubject subject() {
            return switch (word(0)) {
                case "CREATE", "DROP" -> definition();
                case "ALTER" -> alteration();
                case "RENAME" -> word(1).startsWith("TABLE") ? names(Kind.TABLE, 2) : UNKNOWN;
                case "TRUNCATE", "GRANT", "OPTIMIZE", "REPAIR", "CHECK", "ANALYZE", "FLUSH", "RESET", "CACHE", "LOAD" ->
                    REPEATABLE;
                case "SET", "UNLOCK" -> REPEATABLE;
                default -> UNKNOWN;
            };
        }

        private MySqlSubject definition() {
            boolean repeatable = follows("IF", "EXISTS") || follows("IF", "NOT") || follows("OR", "REPLACE");
            if (repeatable && word(0).equals("DROP")) {
                return REPEATABLE;
            }
            MySqlSubject subject = unseen() ? UNKNOWN : byKind();
            return repeatable ? new MySqlSubject(true, subject.objects, Change.AT_ONCE) : subject;
        }

        private MySqlSubject alteration() {
            if (unseen()) {
                return UNKNOWN;
            }
            MySqlSubject subject = byKind();
            return subject.equals(UNKNOWN) && word(1).equals("USER") ? REPEATABLE : subject;
        }

        private MySqlSubject byKind() {
            for (int i = 1; i < Math.min(pieces.size(), 24); i++) {
                switch (word(i)) {
                    case "TABLE", "TABLES", "VIEW", "SEQUENCE" -> {
                        return names(Kind.TABLE, i + 1);
                    }
                    case "PROCEDURE", "FUNCTION" -> {
                        return names(Kind.ROUTINE, i + 1);
                    }
                    case "TRIGGER" -> {
                        return names(Kind.TRIGGER, i + 1);
                    }
                    case "EVENT" -> {
                        return names(Kind.EVENT, i + 1);
                    }
                    case "DATABASE", "SCHEMA" -> {
                        return names(Kind.SCHEMA, i + 1);
                    }
                    case "INDEX" -> {
                        return indexed(i + 1);
                    }
                    case "USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "INSTANCE", "UNDO", "PACKAGE" -> {
                        return UNKNOWN;
                    }
                    default -> {}
                }
            }
            return UNKNOWN;
        }

        private MySqlSubject indexed(int from) {
            indexes = true;
            for (int i = from; i < pieces.size(); i++) {
                if (word(i).equals("ON")) {
                    return names(Kind.TABLE, i + 1);
                }
            }
            return UNKNOWN;
        }

        /** The names from there on, parted by commas or {@code TO}. */
        private MySqlSubject names(Kind kind, int from) {
            List<Named> found = new ArrayList<>();
            at = from;
            if (word(at).equals("IF")) {
                at += word(at + 1).equals("NOT") ? 3 : 2;
            }
            boolean more = true;
            while (more && at < pieces.size() && found.size() <= MOST_OBJECTS) {
                found.add(name(kind));
                more = word(at).equals(",") || word(at).equals("TO");
                at++;
            }
            return found.isEmpty() || found.size() > MOST_OBJECTS
                    ? UNKNOWN
                    : new MySqlSubject(false, List.copyOf(found), change(kind, found.size()));
        }

        private Change change(Kind kind, int objects) {
            int atOnce = word(0).equals("RENAME") ? 2 : 1;
            if (mariaDb && kind == Kind.TABLE && objects == 1 && changesEachPartition()) {
                return Change.BY_PARTITION;
            }
            if (!mariaDb || objects <= atOnce) {
                return Change.AT_ONCE;
            }
            return word(0).equals("DROP") ? Change.DROPPED_ONE_BY_ONE : Change.ONE_BY_ONE;
        }

        /** What changes the partitions themselves, such as {@code ADD PARTITION}, is brought to an end when the server starts again. */
        private boolean changesEachPartition() {
            return (word(0).equals("ALTER") || indexes)
                    && pieces.stream().noneMatch(piece -> piece.word().startsWith("PARTITION"));
        }

        private Named name(Kind kind) {
            String first = pieces.get(at++).text();
            if (word(at).equals(".") && at + 1 < pieces.size()) {
                at += 2;
                return new Named(kind, first, pieces.get(at - 1).text());
            }
            return new Named(kind, null, first);
        }

        private boolean unseen() {
            return pieces.stream().anyMatch(piece -> UNSEEN.contains(piece.word()));
        }

        /** Whether one stands right before the other among the words before the name. */
        private boolean follows(String first, String second) {
            for (int i = 1; i + 1 < Math.min(pieces.size(), 24); i++) {
                if (word(i).equals("(") || word(i).equals("AS")) {
                    return false;
                }
                if (word(i).equals(first) && word(i + 1).equals(second)) {
                    return true;
                }
            }
            return false;
        }

        private String word(int index) {
            return index < pieces.size() ? pieces.get(index).word() : "";
        }
    }
}
