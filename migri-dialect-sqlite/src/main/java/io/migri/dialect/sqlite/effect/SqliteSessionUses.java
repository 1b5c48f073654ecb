package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.language.SqliteCreation;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqliteNames;
import io.migri.dialect.sqlite.language.SqlitePragma;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the statements of a script have to do with their connection. It knows what earlier ones have made.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>
 * @see <a href="https://www.sqlite.org/lang_corefunc.html#changes">changes(), last_insert_rowid()</a>
 */
final class SqliteSessionUses {
    private static final SessionValue KEY = new SessionValue(Kind.GENERATED_KEY, SessionValue.ANY, false);
    private static final SessionValue RESULT = new SessionValue(Kind.LAST_RESULT, SessionValue.ANY, false);
    private static final SessionUse INSERTING = gives(KEY, RESULT);
    private static final SessionUse CHANGING = gives(RESULT);

    /** What a connection forgets when it ends. Those that say nothing, or do nothing, in the other cases are left out. */
    private static final Set<String> SETTINGS = Set.of(
            "analysis_limit",
            "auto_vacuum",
            "automatic_index",
            "busy_timeout",
            "cache_size",
            "cache_spill",
            "case_sensitive_like",
            "cell_size_check",
            "checkpoint_fullfsync",
            "count_changes",
            "empty_result_callbacks",
            "foreign_keys",
            "full_column_names",
            "fullfsync",
            "ignore_check_constraints",
            "journal_size_limit",
            "legacy_alter_table",
            "locking_mode",
            "max_page_count",
            "mmap_size",
            "page_size",
            "query_only",
            "read_uncommitted",
            "recursive_triggers",
            "reverse_unordered_selects",
            "secure_delete",
            "short_column_names",
            "synchronous",
            "temp_store",
            "threads",
            "trusted_schema",
            "wal_autocheckpoint",
            "writable_schema");

    private static final Set<String> IGNORED_IN_TRANSACTION = Set.of("foreign_keys");
    private static final List<String> VERBS = List.of("INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES");

    private final SqliteTemporaries temporaries = new SqliteTemporaries();

    /** Views whose text looks back, which whoever selects from them does, too. */
    private final Set<String> lookBackAtKey = new HashSet<>();

    private final Set<String> lookBackAtResult = new HashSet<>();
    private boolean withoutJournal;
    private boolean limits;

    /** Whether a statement so far may keep Migri from writing. */
    boolean limits() {
        return limits;
    }

    /** Whether the names of the next statement are to be noted down, because some of them mean something. */
    boolean wantNames() {
        return !temporaries.areNone() || !lookBackAtKey.isEmpty() || !lookBackAtResult.isEmpty();
    }

    /** Whether a rollback may not undo statements as the one before: without a journal SQLite cannot. */
    boolean outlastsRollback() {
        return withoutJournal;
    }

    /**
     * What {@code statement} has to do with its connection.
     *
     * @param names those in it
     * @param inBlock whether it stands in a transaction of the script's own
     */
    SessionUse of(SqliteStatement statement, SqliteNames names, boolean inBlock) {
        SessionUse own = own(statement, names, inBlock);
        Set<SessionValue> reads = reads(statement, names, own);
        return reads.isEmpty() ? own : new SessionUse(own.constant(), own.gives(), reads, own.ends());
    }

    private SessionUse own(SqliteStatement statement, SqliteNames names, boolean inBlock) {
        return switch (statement.text().charAt(0)) {
            case 'I', 'i', 'R', 'r', 'U', 'u', 'W', 'w', 'D', 'd' -> changing(statement);
            case 'C', 'c' -> creating(statement, names);
            case 'A', 'a' -> temporaries.alteration(statement);
            case 'P', 'p' -> setting(statement, inBlock);
            default -> SessionUse.NONE;
        };
    }

    private SessionUse changing(SqliteStatement statement) {
        SqliteTokens tokens = statement.tokens();
        tokens.next();
        if (tokens.is("DROP") || tokens.is("DETACH")) {
            return temporaries.removal(tokens);
        }
        String verb = verb(tokens);
        return switch (verb) {
            case "INSERT", "REPLACE" -> INSERTING;
            case "UPDATE", "DELETE" -> CHANGING;
            default -> SessionUse.NONE;
        };
    }

    /** The first that stands within no parentheses: before it there may be common tables. */
    private static String verb(SqliteTokens tokens) {
        int depth = 0;
        boolean common = tokens.is("WITH");
        do {
            if (tokens.isExactly("(")) {
                depth++;
            } else if (tokens.isExactly(")")) {
                depth--;
            } else if (depth == 0) {
                for (String verb : VERBS) {
                    if (tokens.is(verb)) {
                        return verb;
                    }
                }
            }
        } while (common && tokens.next());
        return "";
    }

    private SessionUse creating(SqliteStatement statement, SqliteNames names) {
        SqliteCreation made = SqliteCreation.read(statement.tokens());
        if (made.isView()) {
            if (looksAtKey(statement, names)) {
                lookBackAtKey.add(made.key());
            }
            if (looksAtResult(statement, names)) {
                lookBackAtResult.add(made.key());
            }
        }
        return temporaries.creation(made);
    }

    private SessionUse setting(SqliteStatement statement, boolean inBlock) {
        SqlitePragma pragma = SqlitePragma.of(statement).orElse(null);
        if (pragma == null || !pragma.sets()) {
            return SessionUse.NONE;
        }
        if (pragma.is("journal_mode")) {
            withoutJournal = "off".equalsIgnoreCase(pragma.value());
        }
        String name = pragma.name().toLowerCase(Locale.ROOT);
        limits |= SqlitePragma.LIMITS.contains(name);
        if (!SETTINGS.contains(name) || (inBlock && IGNORED_IN_TRANSACTION.contains(name))) {
            return SessionUse.NONE;
        }
        return new SessionUse(true, Set.of(new SessionValue(Kind.SETTING, name, false)), Set.of(), Set.of());
    }

    private Set<SessionValue> reads(SqliteStatement statement, SqliteNames names, SessionUse own) {
        boolean key = looksAtKey(statement, names);
        boolean result = looksAtResult(statement, names);
        boolean mentions = wantNames() && names.mention(statement.text(), this::means);
        if ((!key && !result && !mentions) || isBody(statement)) {
            return Set.of();
        }
        Set<SessionValue> reads = new HashSet<>();
        if (key) {
            reads.add(KEY);
        }
        if (result) {
            reads.add(RESULT);
        }
        if (mentions) {
            reads.addAll(temporaries.mentioned(statement, names, own));
        }
        return reads;
    }

    private boolean means(String name) {
        String key = SqliteName.key(name);
        return temporaries.knows(key) || lookBackAtKey.contains(key) || lookBackAtResult.contains(key);
    }

    private boolean looksAtKey(SqliteStatement statement, SqliteNames names) {
        return names.calls(statement.text(), "last_insert_rowid")
                || (!lookBackAtKey.isEmpty()
                        && names.mention(statement.text(), name -> lookBackAtKey.contains(SqliteName.key(name))));
    }

    private boolean looksAtResult(SqliteStatement statement, SqliteNames names) {
        return names.calls(statement.text(), "changes")
                || names.calls(statement.text(), "total_changes")
                || (!lookBackAtResult.isEmpty()
                        && names.mention(statement.text(), name -> lookBackAtResult.contains(SqliteName.key(name))));
    }

    /** What a trigger or view calls is called later, and in a trigger sees what the trigger does. */
    private static boolean isBody(SqliteStatement statement) {
        SqliteCreation made = SqliteCreation.read(statement.tokens());
        return made.isView() || made.isTrigger();
    }

    private static SessionUse gives(SessionValue... values) {
        return new SessionUse(false, Set.of(values), Set.of(), Set.of());
    }
}
