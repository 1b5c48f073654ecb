package io.migri.dialect.mysql.schema;

import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaParts;
import io.migri.spi.schema.SchemaReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Asks {@code information_schema} what there is, and has the server show each. A copy under another name gives the same parts: the name
 * of the database is left out of them. So are definers, since a copy may have to replace them.
 */
public final class MySqlSchemaReader implements SchemaReader {
    private final MySqlFacts facts;

    public MySqlSchemaReader(MySqlFacts facts) {
        this.facts = facts;
    }

    @Override
    public List<SchemaPart> parts(HistoryTable history) throws SQLException {
        SchemaParts parts = new SchemaParts(history);
        try (MySqlShowing showing = MySqlShowing.of(facts.connection(), facts.server(), facts.database())) {
            database(showing, parts);
            tables(showing, parts);
            programs(showing, parts);
        }
        return parts.list();
    }

    @Override
    public List<String> passedOver() {
        return List.of(
                "privileges",
                "definers",
                "the start of events, and whether they are enabled",
                "the settings under which routines, triggers and events were made",
                "other databases");
    }

    private static void database(MySqlShowing showing, SchemaParts parts) throws SQLException {
        for (List<String> row : showing.rows("select default_character_set_name, default_collation_name"
                + " from information_schema.schemata where schema_name = " + showing.schema())) {
            parts.add("database", "ALTER DATABASE CHARACTER SET " + row.get(0) + " COLLATE " + row.get(1));
        }
    }

    /** Sequences, tables, then views. */
    private static void tables(MySqlShowing showing, SchemaParts parts) throws SQLException {
        for (List<String> row : showing.rows(
                "select table_name, case table_type when 'SEQUENCE' then 'sequence'"
                        + " when 'VIEW' then 'view' else 'table' end from information_schema.tables where table_schema = "
                        + showing.schema()
                        + " and table_type not like '%TEMPORARY%' order by table_type = 'VIEW', table_type <> 'SEQUENCE', table_name")) {
            String name = row.get(0);
            if (parts.isOwn(name)) {
                continue;
            }
            showing.created(row.get(1), name).ifPresent(shown -> {
                if (row.get(1).equals("table")) {
                    MySqlTableParts.add(parts, name, shown);
                } else {
                    parts.add(row.get(1) + ' ' + name, MySqlPrograms.statement(shown));
                }
            });
        }
    }

    private static void programs(MySqlShowing showing, SchemaParts parts) throws SQLException {
        for (List<String> row : showing.rows(programs(showing.schema()))) {
            if (!parts.isOwn(row.get(3))) {
                String kind = row.get(1).toLowerCase(Locale.ROOT);
                showing.created(kind, row.get(2))
                        .ifPresent(shown -> parts.add(kind + ' ' + row.get(2), MySqlPrograms.statement(shown)));
            }
        }
    }

    private static String programs(String schema) {
        return "select 1, routine_type, routine_name, '' from information_schema.routines where routine_schema = "
                + schema
                + " union all select 2, 'TRIGGER', trigger_name, event_object_table from information_schema.triggers"
                + " where trigger_schema = " + schema
                + " union all select 3, 'EVENT', event_name, '' from information_schema.events where event_schema = "
                + schema + " order by 1, 2, 3";
    }
}
