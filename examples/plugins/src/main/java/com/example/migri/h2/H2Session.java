package com.example.migri.h2;

import io.migri.spi.DialectSession;
import io.migri.spi.script.SessionValue;
import io.migri.spi.support.StandardSpelling;
import io.migri.spi.support.session.AssembledSession;
import io.migri.spi.support.session.KeptSettings;
import io.migri.spi.support.session.KeptSettings.Setting;
import io.migri.spi.support.session.OneByOneWire;
import io.migri.spi.support.table.NamedDefinitions;
import io.migri.spi.support.table.NamedDefinitions.Look;
import io.migri.spi.support.table.TableHistory;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.Connection;
import java.util.List;
import org.h2.engine.Constants;

/** Puts a session together. */
final class H2Session {
    /** What a script may set for its session alone. */
    private static final List<Setting> SETTINGS = List.of(
            new Setting("SELECT CURRENT_SCHEMA", value -> "SET SCHEMA " + StandardSpelling.quoted(value)),
            new Setting("SELECT LOCK_TIMEOUT()", value -> "SET LOCK_TIMEOUT " + value),
            new Setting(H2Tables.setting("QUERY_TIMEOUT"), value -> "SET QUERY_TIMEOUT " + value),
            new Setting(H2Tables.setting("TIME ZONE"), value -> "SET TIME ZONE '" + value + "'"));

    /** Where H2 shows what definitions have made. */
    private static final List<Look> LOOKS = List.of(
            look("TABLES", "TABLE_TYPE || '/' || COALESCE(REMARKS, '')", "TABLE_NAME"),
            look(
                    "COLUMNS",
                    "COLUMN_NAME || '/' || ORDINAL_POSITION || '/' || DATA_TYPE || '/' || IS_NULLABLE || '/' ||"
                            + " COALESCE(COLUMN_DEFAULT, GENERATION_EXPRESSION, '-') || '/' ||"
                            + " COALESCE(CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, DATETIME_PRECISION, 0) || '/' ||"
                            + " COALESCE(NUMERIC_SCALE, 0) || '/' || COALESCE(REMARKS, '')",
                    "TABLE_NAME"),
            look("TABLE_CONSTRAINTS", "CONSTRAINT_TYPE", "TABLE_NAME", "CONSTRAINT_NAME"),
            look("INDEXES", "INDEX_TYPE_NAME", "TABLE_NAME", "INDEX_NAME"),
            look("VIEWS", "COALESCE(VIEW_DEFINITION, '')", "TABLE_NAME"),
            look("TRIGGERS", "EVENT_MANIPULATION", "EVENT_OBJECT_TABLE", "TRIGGER_NAME"),
            look("ROUTINES", "COALESCE(ROUTINE_DEFINITION, EXTERNAL_NAME, '')", "ROUTINE_NAME"),
            look("DOMAINS", "DATA_TYPE", "DOMAIN_NAME"),
            look("CONSTANTS", "VALUE_DEFINITION", "CONSTANT_NAME"),
            look("SCHEMATA", "SCHEMA_OWNER", "SCHEMA_NAME"),
            look("ROLES", "'role'", "ROLE_NAME"),
            look("USERS", "IS_ADMIN", "USER_NAME"));

    private H2Session() {}

    static DialectSession of(Connection connection) {
        H2Tables tables = new H2Tables(connection);
        return new AssembledSession(
                connection,
                "h2 " + Constants.VERSION,
                H2Sense.LANGUAGE,
                new OneByOneWire(connection, TransactionSyntax.standard("BEGIN"), new H2Watch(connection)),
                new KeptSettings(connection, SETTINGS, H2Session::forgetting),
                new H2Locks(tables),
                new TableHistory(tables, new NamedDefinitions(tables, H2Sense.LEXICON, LOOKS, H2Session::digest)),
                request -> H2Copy.of(tables, H2Session::of));
    }

    private static Look look(String table, String definition, String... names) {
        return new Look("INFORMATION_SCHEMA." + table, List.of(names), definition);
    }

    private static String digest(String lines) {
        return "(SELECT RAWTOHEX(HASH('SHA-256', STRINGTOUTF8(COALESCE(LISTAGG(LINE, '\n') WITHIN GROUP (ORDER BY LINE), '-'))))"
                + " FROM (" + lines + "))";
    }

    /** No other table has the name of a temporary one. */
    private static List<String> forgetting(SessionValue value) {
        return value.kind() == SessionValue.Kind.TEMPORARY_TABLE
                ? List.of("DROP TABLE IF EXISTS " + StandardSpelling.quoted(value.name()))
                : List.of();
    }
}
