package io.migri.dialect.mysql;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What the server says of the table that keeps the history, as it is when a run has the lock.
 *
 * @param characterSet of its names; {@code utf8mb4} where there is no such table yet
 * @param triggers whether rows that are added execute somebody's code
 */
record MySqlHistoryTable(String database, String table, String characterSet, boolean triggers) {
    private static final String ALL = "utf8mb4";

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
    static MySqlHistoryTable unknown(String database, String table) {
        return new MySqlHistoryTable(database, table, ALL, false);
    }

    static MySqlHistoryTable ask(Connection connection, String database, String table) throws SQLException {
        String here = " = " + MySqlText.literal(database);
        String name = " = " + MySqlText.literal(table);
        String query = "select (select character_set_name from information_schema.columns where table_schema" + here
                + " and table_name" + name + " and column_name = 'name' limit 1),"
                + " exists (select 1 from information_schema.triggers where event_object_schema" + here
                + " and event_object_table" + name + " and event_manipulation = 'INSERT') limit 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            String found = row.getString(1);
            return new MySqlHistoryTable(database, table, found == null ? ALL : found, row.getBoolean(2));
        }
    }

    /**
     * Makes sure that the table can hold a name.
     *
     * @throws MigriException where letters of it would be lost
     */
    void requireRoomFor(String migration) {
        if (!holds(migration)) {
            String qualified = MySqlText.identifier(database) + "." + MySqlText.identifier(table);
            throw new MigriException(
                    ErrorCode.VALIDATION,
                    "the history " + table + " keeps names in the character set " + characterSet
                            + ", which has not all letters of " + migration
                            + ", so that it could not be told to be applied",
                    "execute: ALTER TABLE " + qualified
                            + " MODIFY `name` text CHARACTER SET utf8mb4 NOT NULL; or rename the" + " file",
                    null,
                    null,
                    null);
        }
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
