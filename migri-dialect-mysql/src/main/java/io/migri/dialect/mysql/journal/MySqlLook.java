package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.journal.MySqlSubject.Named;
import io.migri.dialect.mysql.language.MySqlText;
import java.util.List;

/**
 * A look at the definitions of objects as one expression, so that the server takes it in the statement that notes it down: a text that
 * differs once one of them does. Sizes, counters and times are left out, for they change by themselves.
 */
final class MySqlLook {
    /** How long the text is. */
    static final int LENGTH = 64;

    private MySqlLook() {}

    /** @param database an expression for the database of names that stand without one */
    static String at(List<Named> objects, String database) {
        StringBuilder parts = new StringBuilder("sha2(concat_ws('/'");
        for (Named one : objects) {
            String schema = one.schema() == null ? database : MySqlText.literal(one.schema());
            String name = MySqlText.literal(one.name());
            switch (one.kind()) {
                case TABLE -> table(parts, schema, name);
                case ROUTINE ->
                    part(
                            parts,
                            "routine_type, routine_definition, dtd_identifier, sql_data_access, security_type, routine_comment",
                            "routines",
                            "routine_schema = " + schema + " and routine_name = " + name);
                case TRIGGER ->
                    part(
                            parts,
                            "event_manipulation, event_object_table, action_timing, action_statement",
                            "triggers",
                            "event_object_schema = " + schema + " and trigger_name = " + name);
                case EVENT ->
                    part(
                            parts,
                            "event_definition, status, event_type, execute_at, interval_value, interval_field, event_comment",
                            "events",
                            "event_schema = " + schema + " and event_name = " + name);
                case SCHEMA ->
                    part(
                            parts,
                            "default_character_set_name, default_collation_name",
                            "schemata",
                            "schema_name = " + name);
            }
        }
        return parts.append("), 256)").toString();
    }

    private static void table(StringBuilder parts, String schema, String name) {
        String here = "table_schema = " + schema + " and table_name = " + name;
        part(parts, "table_type, engine, row_format, table_collation, create_options, table_comment", "tables", here);
        part(
                parts,
                "column_name, ordinal_position, ifnull(concat('=', column_default), '-'), is_nullable, column_type,"
                        + " ifnull(collation_name, '-'), extra, column_comment, generation_expression",
                "columns",
                here);
        part(
                parts,
                "index_name, seq_in_index, ifnull(column_name, '-'), non_unique, ifnull(sub_part, '-'), index_type,"
                        + " index_comment",
                "statistics",
                here);
        part(parts, "constraint_name, constraint_type", "table_constraints", here);
        part(
                parts,
                "constraint_name, update_rule, delete_rule, referenced_table_name",
                "referential_constraints",
                "constraint_schema = " + schema + " and table_name = " + name);
        part(
                parts,
                "partition_name, subpartition_name, partition_method, partition_expression, partition_description",
                "partitions",
                here + " and partition_name is not null");
        part(parts, "view_definition, check_option, security_type", "views", here);
    }

    /** The rows of a table of the dictionary, whatever their order and number, as one number. */
    private static void part(StringBuilder parts, String columns, String table, String condition) {
        parts.append(", (select concat(count(*), '.', ifnull(bit_xor(cast(conv(substr(sha2(concat_ws('|', ")
                .append(columns)
                .append("), 256), 1, 15), 16, 10) as unsigned)), 0)) from information_schema.")
                .append(table)
                .append(" where ")
                .append(condition)
                .append(')');
    }
}
