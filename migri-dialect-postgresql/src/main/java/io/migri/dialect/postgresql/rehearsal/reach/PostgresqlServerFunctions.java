package io.migri.dialect.postgresql.rehearsal.reach;

import io.migri.dialect.postgresql.effect.PostgresqlLasting;
import io.migri.dialect.postgresql.language.PostgresqlLexemes;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlVocabulary;
import java.util.Optional;

/**
 * Functions whose doing a rollback does not take back: a closed list out of the <a
 * href="https://www.postgresql.org/docs/current/functions-admin.html">manual</a> and of the extensions that come with PostgreSQL. {@code nextval} is
 * not in it, since advancing a sequence does no harm.
 */
final class PostgresqlServerFunctions {
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

    private PostgresqlServerFunctions() {}

    /** What calling the one of that name does beyond the transaction; empty where nothing is known of it. */
    static Optional<String> called(String name) {
        boolean listed = PostgresqlLasting.isCalled(name) || AT_ONCE.find(name, 0, name.length()) != null;
        return listed ? Optional.of("it calls " + name) : Optional.empty();
    }

    /** Whether the name there is that of a function which executes the texts that it is given. */
    static boolean executes(PostgresqlStatement statement, int index) {
        PostgresqlLexemes lexemes = statement.lexemes();
        return statement.isName(index)
                && EXECUTING.find(statement.text(), lexemes.start(index), lexemes.end(index)) != null;
    }
}
