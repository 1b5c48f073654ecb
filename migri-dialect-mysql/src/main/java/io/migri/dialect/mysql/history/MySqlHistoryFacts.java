package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.UnfitName;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * What the server says of the table that keeps the history, as it is when a run has the lock.
 *
 * @param characterSet of its names; {@code utf8mb4} where there is no such table yet
 * @param room for so many letters of a name, in it and in the table that keeps the files
 * @param triggers whether rows that are added execute somebody's code
 */
record MySqlHistoryFacts(String database, HistoryTable table, String characterSet, int room, boolean triggers) {
    private static final String ALL = "utf8mb4";

    /** In the table that keeps the files, as Migri makes it. */
    private static final int SOURCE_ROOM = 512;

    /** What Java calls the character sets of old tables. Of others, those of ASCII alone are taken. */
    private static final Map<String, String> JAVA = Map.ofEntries(
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin2", "ISO-8859-2"),
            Map.entry("latin5", "windows-1254"),
            Map.entry("latin7", "ISO-8859-13"),
            Map.entry("cp1250", "windows-1250"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("cp1256", "windows-1256"),
            Map.entry("cp1257", "windows-1257"),
            Map.entry("cp850", "IBM850"),
            Map.entry("cp852", "IBM852"),
            Map.entry("cp866", "IBM866"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"),
            Map.entry("greek", "ISO-8859-7"),
            Map.entry("hebrew", "ISO-8859-8"),
            Map.entry("sjis", "Shift_JIS"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("ujis", "EUC-JP"),
            Map.entry("euckr", "EUC-KR"),
            Map.entry("big5", "Big5"),
            Map.entry("gb2312", "GB2312"),
            Map.entry("gbk", "GBK"),
            Map.entry("gb18030", "GB18030"));

    /** One of which nothing is known. */
    static MySqlHistoryFacts unknown(String database, HistoryTable table) {
        return new MySqlHistoryFacts(database, table, ALL, SOURCE_ROOM, false);
    }

    static MySqlHistoryFacts ask(Connection connection, String database, HistoryTable table) throws SQLException {
        String here = " = " + MySqlText.literal(database);
        String name = " = " + MySqlText.literal(table.name());
        String query = "select (select character_set_name from information_schema.columns where table_schema" + here
                + " and table_name" + name + " and column_name = 'name' limit 1),"
                + " exists (select 1 from information_schema.triggers where event_object_schema" + here
                + " and event_object_table" + name + " and event_manipulation = 'INSERT'),"
                + " (select min(character_maximum_length) from information_schema.columns where table_schema" + here
                + " and (table_name" + name + " or table_name = " + MySqlText.literal(table.source())
                + ") and column_name = 'name') limit 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            String found = row.getString(1);
            long room = row.getLong(3);
            return new MySqlHistoryFacts(
                    database,
                    table,
                    found == null ? ALL : found,
                    row.wasNull() ? SOURCE_ROOM : (int) Math.min(SOURCE_ROOM, room),
                    row.getBoolean(2));
        }
    }

    /** Why a name would lose letters; empty where it would not. */
    Optional<UnfitName> unfit(String migration) {
        String widening = "execute: ALTER TABLE " + MySqlText.identifier(database, table.name())
                + " MODIFY `name` text CHARACTER SET utf8mb4 NOT NULL; or ";
        if (migration.codePointCount(0, migration.length()) > room) {
            return Optional.of(new UnfitName(
                    "the history " + table + " has room for " + room + " letters of a name",
                    room < SOURCE_ROOM ? widening + "give the file a shorter name" : "give the file a shorter name"));
        }
        return holds(migration)
                ? Optional.empty()
                : Optional.of(new UnfitName(
                        "the history " + table + " keeps names in the character set " + characterSet
                                + ", which lacks some of its letters",
                        widening + "rename the file"));
    }

    private boolean holds(String name) {
        return switch (characterSet) {
            case ALL, "utf16", "utf16le", "utf32" -> true;
            case "utf8", "utf8mb3", "ucs2" -> name.chars().noneMatch(next -> Character.isSurrogate((char) next));
            default -> name.chars().allMatch(next -> next < 0x80) || encodes(name);
        };
    }

    private boolean encodes(String name) {
        String known = JAVA.get(characterSet);
        try {
            return known != null && Charset.forName(known).newEncoder().canEncode(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException absent) {
            return false; // a runtime image need not have it
        }
    }
}
