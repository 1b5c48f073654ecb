package io.migri.dialect.sqlite.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The rows of a database that refer to a row that is not there.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_foreign_key_check">PRAGMA foreign_key_check</a>
 */
final class SqliteOrphans {
    private static final int NAMED = 5;

    /** Of more rows than these of one reference only the number is kept. */
    private static final int REMEMBERED = 100_000;

    private final Map<Reference, Rows> rows;

    private SqliteOrphans(Map<Reference, Rows> rows) {
        this.rows = rows;
    }

    /** Reads every row that refers to another one. */
    static SqliteOrphans in(SQLiteConnection connection) throws SQLException {
        Map<Reference, Rows> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select v.\"table\", v.rowid, v.parent, s.rootpage from pragma_foreign_key_check v"
                                + " left join main.sqlite_schema s on s.type = 'table' and s.name = v.\"table\"")) {
            while (found.next()) {
                long place = found.getLong(4);
                rows.computeIfAbsent(new Reference(found.getString(1), found.getString(3)), key -> new Rows(place))
                        .add(String.valueOf(found.getString(2)));
            }
        }
        return new SqliteOrphans(rows);
    }

    boolean areNone() {
        return rows.isEmpty();
    }

    /** What of these is not among {@code before}, in words. */
    Optional<String> addedTo(SqliteOrphans before) {
        Map<Reference, Rows> added = new LinkedHashMap<>();
        rows.forEach((reference, now) -> {
            Rows rest = now.without(before.rows.get(reference));
            if (rest.count > 0) {
                added.put(reference, rest);
            }
        });
        return added.isEmpty() ? Optional.empty() : Optional.of(new SqliteOrphans(added).toString());
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        long all = 0;
        for (Map.Entry<Reference, Rows> one : rows.entrySet()) {
            for (String row : one.getValue().ids) {
                if (parts.size() < NAMED) {
                    parts.add(one.getKey().spoken(row));
                }
            }
            all += one.getValue().count;
        }
        String named = String.join(", ", parts);
        return all > parts.size() ? named + (parts.isEmpty() ? "" : " and ") + (all - parts.size()) + " more" : named;
    }

    /** A table and one that it refers to. */
    private record Reference(String table, String parent) {

        String spoken(String row) {
            return "table " + table + (row.equals("null") ? "" : " row " + row) + " -> table " + parent;
        }
    }

    /** Rows of one table. */
    private static final class Rows {
        private final long place;
        private final Set<String> ids = new HashSet<>();
        private long count;

        /** @param place where the table begins in the file: a table that was built anew begins elsewhere */
        Rows(long place) {
            this.place = place;
        }

        void add(String id) {
            count++;
            if (ids.size() < REMEMBERED) {
                ids.add(id);
            }
        }

        /** A table that was built anew may have numbered its rows anew, so that there only their number tells. */
        Rows without(@Nullable Rows before) {
            if (before == null) {
                return this;
            }
            Rows rest = new Rows(place);
            boolean comparable = place == before.place && count == ids.size() && before.count == before.ids.size();
            ids.stream().filter(id -> !comparable || !before.ids.contains(id)).forEach(rest.ids::add);
            rest.count = comparable ? rest.ids.size() : Math.max(0, count - before.count);
            return rest;
        }
    }
}
