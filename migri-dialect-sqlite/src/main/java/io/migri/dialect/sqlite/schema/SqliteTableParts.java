package io.migri.dialect.sqlite.schema;

import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.spi.schema.SchemaParts;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Takes a table apart. Whether a constraint of one column stands behind the column or behind all, makes no difference. */
final class SqliteTableParts {
    private final SchemaParts parts;
    private final SqliteText text;
    private final String key;
    private final String alter;

    private SqliteTableParts(SchemaParts parts, String table, String sql) {
        this.parts = parts;
        this.text = SqliteText.of(sql);
        this.key = SqliteName.key(table);
        this.alter = "ALTER TABLE " + SqliteKeywords.name(table);
    }

    /** Adds the parts of {@code table}, which {@code sql} made. */
    static void add(SchemaParts parts, String table, String sql) {
        new SqliteTableParts(parts, table, sql).add("CREATE TABLE " + SqliteKeywords.name(table));
    }

    private void add(String create) {
        int open = text.find("(", 0, text.size());
        int behind = text.behindParentheses(Math.min(open, text.size()));
        parts.add("table " + key, create + options(behind));
        int end = Math.max(open + 1, behind - 1);
        for (int from = open + 1; from < end; ) {
            int to = text.find(",", from, end);
            definition(from, to);
            from = to + 1;
        }
    }

    /** In one order, such as {@code STRICT, WITHOUT ROWID}. */
    private String options(int from) {
        TreeSet<String> options = new TreeSet<>();
        for (int at = from; at < text.size(); ) {
            int to = text.find(",", at, text.size());
            options.add(text.part(at, to).toUpperCase(Locale.ROOT));
            at = to + 1;
        }
        options.remove("");
        return options.isEmpty() ? "" : " " + String.join(", ", options);
    }

    private void definition(int from, int to) {
        List<Integer> starts = SqliteConstraints.starts(text, from, to);
        if (!starts.isEmpty() && starts.get(0) == from) {
            for (int i = 0; i < starts.size(); i++) {
                constraint(text.part(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : to));
            }
        } else if (from < to) {
            column(from, to, starts);
        }
    }

    private void column(int from, int to, List<Integer> starts) {
        String name = text.name(from);
        String spelled = SqliteKeywords.name(name);
        String type = text.part(from + 1, starts.isEmpty() ? to : starts.get(0)).toLowerCase(Locale.ROOT);
        StringBuilder column = new StringBuilder(spelled).append(type.isEmpty() ? "" : " " + type);
        String identity = "column " + key + '.' + SqliteName.key(name);
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            if (text.is(start, "COLLATE") || text.is(start, "GENERATED") || text.is(start, "AS")) {
                column.append(' ').append(generated(start, end(starts, i, to)));
            }
        }
        parts.add(identity, alter + " ADD COLUMN " + column);
        for (int i = 0; i < starts.size(); i++) {
            columnConstraint(identity, spelled, starts.get(i), end(starts, i, to));
        }
    }

    private String generated(int from, int to) {
        String written = text.part(from, to);
        if (text.is(from, "COLLATE")) {
            return written;
        }
        String full = text.is(from, "AS") ? "GENERATED ALWAYS " + written : written;
        boolean kind = full.endsWith(" STORED") || full.toUpperCase(Locale.ROOT).endsWith(" VIRTUAL");
        return kind ? full : full + " VIRTUAL";
    }

    private void columnConstraint(String identity, String column, int start, int end) {
        int kind = text.is(start, "CONSTRAINT") ? start + 2 : start;
        String change = alter + " ALTER COLUMN " + column + " SET ";
        String named = text.part(start, kind);
        if (text.is(kind, "DEFAULT")) {
            parts.add(identity + " default", change + text.part(kind, end));
        } else if (text.is(kind, "NOT")) {
            parts.add(identity + " not null", change + text.part(kind, end));
        } else if (text.is(kind, "PRIMARY") || text.is(kind, "UNIQUE")) {
            int words = text.is(kind, "PRIMARY") ? kind + 2 : kind + 1;
            constraint(joined(named, text.part(kind, words), keyed(column, words, end)));
        } else if (text.is(kind, "REFERENCES")) {
            constraint(joined(named, "FOREIGN KEY (" + column + ')', text.part(kind, end)));
        } else if (text.is(kind, "CHECK")) {
            constraint(text.part(start, end));
        }
    }

    /** The column and what it is sorted by, then the rest. */
    private String keyed(String column, int from, int end) {
        boolean sorted = text.is(from, "ASC") || text.is(from, "DESC");
        int increment = text.find("AUTOINCREMENT", from, end);
        int rest = sorted ? from + 1 : from;
        String inside = column + (text.is(from, "DESC") ? " DESC" : "") + (increment < end ? " AUTOINCREMENT" : "");
        return joined('(' + inside + ')', text.part(rest, increment));
    }

    private void constraint(String definition) {
        parts.add("constraint " + key + ": " + definition, alter + " ADD " + definition);
    }

    private static int end(List<Integer> starts, int index, int to) {
        return index + 1 < starts.size() ? starts.get(index + 1) : to;
    }

    private static String joined(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(all.isEmpty() || text.isEmpty() ? "" : " ").append(text);
        }
        return all.toString();
    }
}
