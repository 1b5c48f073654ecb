package io.migri.dialect.mysql.schema;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.spi.schema.SchemaParts;
import java.util.BitSet;
import java.util.Set;
import java.util.StringJoiner;

/** Takes apart what {@code SHOW CREATE TABLE} says: columns, keys and constraints, options, partitions. */
final class MySqlTableParts {
    private static final Set<String> BEHIND_DEFAULT = Set.of(
            "ON",
            "AUTO_INCREMENT",
            "COMMENT",
            "INVISIBLE",
            "VISIBLE",
            "CHECK",
            "COLUMN_FORMAT",
            "STORAGE",
            "ENGINE_ATTRIBUTE",
            "SECONDARY_ENGINE_ATTRIBUTE",
            "COMPRESSED",
            "WITHOUT");

    /** It counts rows. */
    private static final String COUNTER = "AUTO_INCREMENT";

    private final SchemaParts parts;
    private final MySqlShownText text;
    private final String table;
    private final String alter;

    private MySqlTableParts(SchemaParts parts, String table, MySqlShownText text) {
        this.parts = parts;
        this.text = text;
        this.table = table;
        this.alter = "ALTER TABLE " + MySqlText.identifier(table) + ' ';
    }

    /** Adds the parts of {@code table}. */
    static void add(SchemaParts parts, String table, MySqlShownText shown) {
        new MySqlTableParts(parts, table, shown).add();
    }

    private void add() {
        parts.add("table " + table, "CREATE TABLE " + MySqlText.identifier(table));
        int open = text.find("(", 0, text.size());
        int behind = open < text.size() ? text.behind(open) : open;
        int end = Math.max(open + 1, behind - 1);
        for (int from = open + 1; from < end; ) {
            int to = text.find(",", from, end);
            item(from, to);
            from = to + 1;
        }
        options(behind);
    }

    private void item(int from, int to) {
        if (from < to && text.at(from).kind() == MySqlToken.Kind.NAME) {
            column(from, to);
        } else if (from < to) {
            key(from, to);
        }
    }

    private void column(int from, int to) {
        String name = text.part(from, from + 1);
        String identity = "column " + table + '.' + text.at(from).text();
        int fallback = text.find("DEFAULT", from + 1, to);
        int behind = fallback;
        if (fallback < to) {
            behind = fallback + 1;
            while (behind < to && !BEHIND_DEFAULT.contains(text.at(behind).word())) {
                behind = text.behind(behind);
            }
        }
        int comment = text.find("COMMENT", from + 1, to);
        int behindComment = Math.min(to, comment + 2);
        BitSet left = new BitSet();
        left.set(fallback, behind);
        left.set(comment, Math.max(comment, behindComment));
        left.or(characterSet(from, to));
        String column = without(left, from, to);
        parts.add(identity, alter + "ADD COLUMN " + column);
        if (fallback < to && !(behind == fallback + 2 && text.is(fallback + 1, "NULL"))) {
            parts.add(identity + " default", alter + "ALTER COLUMN " + name + " SET " + text.part(fallback, behind));
        }
        if (comment < to) {
            parts.add(identity + " comment", alter + "MODIFY COLUMN " + name + ' ' + text.part(comment, behindComment));
        }
    }

    /** A collation tells the character set. */
    private BitSet characterSet(int from, int to) {
        BitSet found = new BitSet();
        int at = text.find("CHARACTER", from, to);
        if (text.is(at + 1, "SET") && text.is(at + 3, "COLLATE")) {
            found.set(at, at + 3);
        }
        return found;
    }

    private String without(BitSet left, int from, int to) {
        StringJoiner kept = new StringJoiner(" ");
        for (int i = left.nextClearBit(from); i < to; ) {
            int next = left.nextSetBit(i);
            int end = next < 0 ? to : Math.min(next, to);
            kept.add(text.part(i, end));
            i = left.nextClearBit(end);
        }
        return kept.toString();
    }

    private void key(int from, int to) {
        String kind = text.is(from, "CONSTRAINT") ? "constraint" : "key";
        String name = text.is(from, "PRIMARY") ? "PRIMARY" : "";
        for (int i = from; i < to && name.isEmpty() && !text.is(i, "("); i++) {
            name = text.at(i).kind() == MySqlToken.Kind.NAME ? text.at(i).text() : "";
        }
        String definition = text.part(from, to);
        parts.add(kind + ' ' + table + '.' + (name.isEmpty() ? definition : name), alter + "ADD " + definition);
    }

    private void options(int from) {
        int partitions = text.find("PARTITION", from, text.size());
        for (int at = from; at < partitions; ) {
            int equals = text.find("=", at, partitions);
            int behind = equals < partitions ? Math.min(partitions, text.behind(equals + 1)) : partitions;
            String name = text.part(at, Math.min(equals, partitions));
            if (!name.equalsIgnoreCase(COUNTER)) {
                parts.add("option " + table + ' ' + name, alter + text.part(at, behind));
            }
            at = behind;
        }
        if (partitions < text.size()) {
            parts.add("partitions " + table, alter + text.part(partitions, text.size()));
        }
    }
}
