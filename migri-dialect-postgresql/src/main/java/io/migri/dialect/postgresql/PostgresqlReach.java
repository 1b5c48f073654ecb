package io.migri.dialect.postgresql;

import java.util.Optional;

/**
 * What a rollback does not take back: a closed list out of the <a href="https://www.postgresql.org/docs/current/functions-admin.html">manual</a>
 * and of the extensions that come with PostgreSQL. {@code nextval} is not in it, since advancing a sequence does no harm.
 */
final class PostgresqlReach {
    /** Bodies within bodies are looked into, as those that EXECUTE makes. */
    private static final int DEEPEST = 4;

    /** What leaves something outside of the database's own transactions, and twice where it is done twice. */
    private static final PostgresqlVocabulary LASTING = PostgresqlVocabulary.of(
            "dblink",
            "dblink_exec",
            "dblink_open",
            "dblink_send_query",
            "lo_export",
            "pg_file_write",
            "pg_file_rename",
            "pg_file_unlink",
            "pg_create_physical_replication_slot",
            "pg_create_logical_replication_slot",
            "pg_copy_physical_replication_slot",
            "pg_copy_logical_replication_slot",
            "pg_drop_replication_slot",
            "pg_logical_emit_message",
            "pg_background_launch",
            "http",
            "http_get",
            "http_post",
            "http_put",
            "http_patch",
            "http_delete");

    /** What acts on the server or on other sessions at once, and may be done again. */
    private static final PostgresqlVocabulary AT_ONCE = PostgresqlVocabulary.of(
            "setval",
            "dblink_connect",
            "dblink_connect_u",
            "dblink_cancel_query",
            "pg_terminate_backend",
            "pg_cancel_backend",
            "pg_reload_conf",
            "pg_rotate_logfile",
            "pg_rotate_logfile_old",
            "pg_promote",
            "pg_switch_wal",
            "pg_switch_xlog",
            "pg_create_restore_point",
            "pg_backup_start",
            "pg_backup_stop",
            "pg_start_backup",
            "pg_stop_backup",
            "pg_wal_replay_pause",
            "pg_wal_replay_resume",
            "pg_log_standby_snapshot",
            "pg_log_backend_memory_contexts",
            "pg_replication_slot_advance",
            "pg_sync_replication_slots",
            "pg_logical_slot_get_changes",
            "pg_logical_slot_get_binary_changes",
            "pg_replication_origin_advance",
            "pg_replication_origin_session_setup",
            "pg_file_sync",
            "pg_stat_reset",
            "pg_stat_reset_shared",
            "pg_stat_reset_slru",
            "pg_stat_reset_single_table_counters",
            "pg_stat_reset_single_function_counters",
            "pg_stat_reset_replication_slot",
            "pg_stat_reset_subscription_stats",
            "pg_stat_reset_backend_stats",
            "pg_stat_statements_reset",
            "pg_restore_relation_stats",
            "pg_restore_attribute_stats",
            "pg_clear_relation_stats",
            "pg_clear_attribute_stats",
            "pg_truncate_visibility_map",
            "heap_force_kill",
            "heap_force_freeze",
            "pg_advisory_unlock_all");

    /** Functions that execute the SQL in a text of theirs. */
    private static final PostgresqlVocabulary EXECUTING = PostgresqlVocabulary.of(
            "query_to_xml",
            "query_to_xmlschema",
            "query_to_xml_and_xmlschema",
            "table_to_xml",
            "table_to_xml_and_xmlschema",
            "cursor_to_xml",
            "connectby",
            "ts_stat",
            "ts_rewrite",
            "crosstab",
            "crosstab2",
            "crosstab3",
            "crosstab4",
            "xpath_table");

    private PostgresqlReach() {}

    /** Whether what it does outside of the database stays after a rollback, so that it must not be done a second time. */
    static boolean outlastsRollback(PostgresqlStatement statement) {
        if (statement.is(0, "COPY")) {
            return copies(statement, 0).isPresent();
        }
        return !defines(statement) && !statement.is(0, "INSERT") && lasting(statement);
    }

    private static boolean lasting(PostgresqlStatement statement) {
        PostgresqlLexemes lexemes = statement.lexemes();
        for (int i = 0; i < lexemes.count(); i++) {
            if (statement.isName(i) && statement.is(i + 1, '(')) {
                String found = LASTING.find(statement.text(), lexemes.start(i), lexemes.end(i));
                if (found != null && !(found.equals("dblink") && asks(statement, i + 2))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the other server is only asked for rows. */
    private static boolean asks(PostgresqlStatement statement, int argument) {
        int query = statement.is(argument + 1, ',') && statement.isString(argument + 2) ? argument + 2 : argument;
        return statement
                .literal(query)
                .map(text -> new PostgresqlWords(text).next().equals("SELECT"))
                .orElse(false);
    }

    private static boolean defines(PostgresqlStatement statement) {
        return statement.is(0, "CREATE") || statement.is(0, "ALTER") || statement.is(0, "COMMENT");
    }

    /** What of {@code statement} reaches beyond its transaction, in words; empty where nothing is seen. */
    static Optional<String> beyond(PostgresqlStatement statement, PostgresqlRehearsedNames names) {
        if (defines(statement) || statement.is(0, "DROP") || statement.is(0, "GRANT") || statement.is(0, "REVOKE")) {
            Optional<String> fired = names.defined();
            if (fired.isPresent()) {
                return fired;
            }
        }
        if (onlyDefines(statement)) {
            return Optional.empty();
        }
        if (statement.is(0, "DO")) {
            int language = statement.find(1, "LANGUAGE") + 1;
            String written = statement.literal(language).orElse(statement.name(language));
            if (PostgresqlRoutines.untrusted(written)) {
                return Optional.of("it is written in " + written);
            }
        }
        return beyond(statement, names, 0);
    }

    /** Whether it names functions without calling them. */
    private static boolean onlyDefines(PostgresqlStatement statement) {
        return switch (statement.words().next()) {
            case "GRANT", "REVOKE", "COMMENT", "DROP", "SECURITY" -> true;
            case "ALTER" -> isRoutine(statement, 1);
            case "CREATE" -> {
                int what = PostgresqlBodyTraits.behindTemporary(statement, statement.behind(1, "OR", "REPLACE"));
                int kind = statement.behind(statement.behind(what, "CONSTRAINT"), "EVENT");
                yield isRoutine(statement, what)
                        || statement.is(kind, "TRIGGER")
                        || statement.is(what, "VIEW")
                        || statement.is(what, "RULE");
            }
            default -> false;
        };
    }

    private static boolean isRoutine(PostgresqlStatement statement, int what) {
        return statement.is(what, "FUNCTION")
                || statement.is(what, "PROCEDURE")
                || statement.is(what, "ROUTINE")
                || (statement.is(what, "AGGREGATE") && statement.is(0, "ALTER"));
    }

    /** What a routine's body does when it is called; the definition itself does nothing. */
    static Optional<String> ofDefinition(PostgresqlStatement definition, int from, PostgresqlRehearsedNames names) {
        for (int i = from; i < definition.count(); i++) {
            Optional<String> found = at(definition, i, names);
            if (found.isPresent()) {
                return found;
            }
        }
        return within(definition, names, 0);
    }

    private static Optional<String> beyond(PostgresqlStatement statement, PostgresqlRehearsedNames names, int depth) {
        boolean code = depth > 0 || statement.is(0, "DO");
        boolean uses = usesRoutines(statement);
        for (int i = 0; i < statement.count(); i++) {
            Optional<String> found =
                    uses && statement.isName(i) ? called(statement, i, names) : at(statement, i, names);
            if (found.isPresent()) {
                return found;
            }
            code |= statement.is(i + 1, '(') && executes(statement, i);
        }
        return code && depth < DEEPEST ? within(statement, names, depth) : Optional.empty();
    }

    /** Whether it names functions that are called later, without a parenthesis behind them. */
    private static boolean usesRoutines(PostgresqlStatement statement) {
        int what = statement.behind(1, "OR", "REPLACE");
        return statement.is(0, "CREATE") && (statement.is(what, "OPERATOR") || statement.is(what, "AGGREGATE"));
    }

    private static boolean executes(PostgresqlStatement statement, int index) {
        PostgresqlLexemes lexemes = statement.lexemes();
        return statement.isName(index)
                && EXECUTING.find(statement.text(), lexemes.start(index), lexemes.end(index)) != null;
    }

    /** Each string alone, and all of them in a row, since a body may put its commands together. */
    private static Optional<String> within(PostgresqlStatement statement, PostgresqlRehearsedNames names, int depth) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < statement.count(); i++) {
            Optional<String> text = statement.literal(i);
            if (text.isPresent()) {
                joined.append(text.get());
                Optional<String> found = beyond(PostgresqlStatement.of(text.get()), names, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return depth == 0 ? Optional.empty() : beyond(PostgresqlStatement.of(joined.toString()), names, DEEPEST);
    }

    private static Optional<String> at(PostgresqlStatement statement, int index, PostgresqlRehearsedNames names) {
        if (statement.is(index, "COPY")) {
            return copies(statement, index).or(() -> names.named(statement, statement.lastPart(index + 1)));
        }
        if (!statement.isName(index)) {
            return statement.isString(index) ? Optional.empty() : names.used(statement, index);
        }
        if (statement.is(index + 1, '(')) {
            Optional<String> called = called(statement, index, names);
            if (called.isPresent()) {
                return called;
            }
        }
        if (statement.is(index + 1, "UESCAPE")) {
            return Optional.of("it writes a name in escapes");
        }
        // the function of a row may be written as if it were a column of it
        Optional<String> ofRow = statement.is(index - 1, '.') ? names.called(statement.name(index)) : Optional.empty();
        return ofRow.or(() -> names.named(statement, index));
    }

    private static Optional<String> called(PostgresqlStatement statement, int index, PostgresqlRehearsedNames names) {
        String name = statement.name(index);
        boolean own = name.equals("setval") && names.makes(statement, index + 2);
        return own ? Optional.empty() : called(name).or(() -> names.called(name));
    }

    /** What calling the server's function of that name does. */
    static Optional<String> called(String name) {
        boolean listed = LASTING.find(name, 0, name.length()) != null || AT_ONCE.find(name, 0, name.length()) != null;
        return listed ? Optional.of("it calls " + name) : Optional.empty();
    }

    /** A file or a program of the server; what it reads from a file harms nobody. */
    private static Optional<String> copies(PostgresqlStatement statement, int copy) {
        int depth = 0;
        for (int i = copy + 1; i < statement.count() && !statement.is(i, ';'); i++) {
            depth += statement.is(i, '(') ? 1 : statement.is(i, ')') ? -1 : 0;
            boolean to = depth == 0 && statement.is(i, "TO");
            if (depth == 0 && (to || statement.is(i, "FROM"))) {
                if (statement.is(i + 1, "PROGRAM")) {
                    return Optional.of("it runs a program on the server");
                }
                return to && statement.isString(i + 1)
                        ? Optional.of("it writes a file on the server")
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
