package io.migri.dialect.mysql.report;

import io.migri.api.report.Blocking;
import io.migri.api.report.Effect;
import io.migri.api.report.Effect.Kind;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.report.MySqlOperation.Name;
import io.migri.dialect.mysql.report.MySqlOperation.Verb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one text did, and to which tables. */
final class MySqlEffects {
    /** Fewer rows are changed in no time. */
    private static final long MANY = 10_000;

    private static final int SHARE = 10;

    private final Connection connection;
    private final MySqlServer server;
    private final MySqlTrials trials;
    private final MySqlTables tables;
    private final List<Effect> effects = new ArrayList<>();
    private boolean commits;

    MySqlEffects(Connection connection, MySqlServer server, MySqlTrials trials, MySqlTables tables) {
        this.connection = connection;
        this.server = server;
        this.trials = trials;
        this.tables = tables;
    }

    List<Effect> all() {
        List<Effect> all = new ArrayList<>(effects);
        if (commits) {
            all.add(Effect.of(Kind.COMMIT, "", ""));
        }
        return all;
    }

    /**
     * Adds what {@code operation} did.
     *
     * @param before how its table was stored
     */
    void add(MySqlOperation operation, MySqlShape before) throws SQLException {
        for (Name name : operation.tables()) {
            MySqlTable table = operation.verb() == Verb.DROP_DATABASE
                    ? tables.database(name).orElse(null)
                    : tables.find(name).orElse(null);
            if (table != null) {
                commits |= operation.commits();
                add(operation, name, table, before);
            }
        }
        follow(operation);
    }

    private void add(MySqlOperation operation, Name name, MySqlTable table, MySqlShape before) throws SQLException {
        switch (operation.verb()) {
            case ALTER, CREATE_INDEX, DROP_INDEX -> altered(operation, name, table, before);
            case OPTIMIZE -> optimized(operation, name, table);
            case TRUNCATE -> effects.add(of(Kind.TRUNCATION, table, ""));
            case DROP, REPLACE, DROP_DATABASE -> effects.add(of(Kind.REMOVAL, table, ""));
            case UPDATE, DELETE -> changed(operation, name, table);
            case RENAME, TEMPORARY, USE, OTHER -> {}
        }
    }

    /** Notes what the tables are called from now on. */
    private void follow(MySqlOperation operation) {
        List<Name> names = operation.tables();
        switch (operation.verb()) {
            case DROP -> names.forEach(tables::remove);
            case REPLACE -> tables.remove(names.get(0));
            case TEMPORARY -> tables.hide(names.get(0).table());
            case USE -> tables.use(names.get(0).table());
            case ALTER -> operation.renamed().ifPresent(renamed -> tables.rename(names.get(0), renamed));
            case RENAME -> {
                for (int i = 0; i + 1 < names.size(); i += 2) {
                    tables.rename(names.get(i), names.get(i + 1));
                }
            }
            default -> {}
        }
    }

    private void altered(MySqlOperation operation, Name name, MySqlTable table, MySqlShape before) throws SQLException {
        String present = operation.renamed().orElse(name).table();
        MySqlShape now = MySqlShape.of(connection, server, tables.present(), present);
        MySqlChange change = MySqlChange.of(operation, trials, before, now, table.empty(), server);
        if (change.algorithm().equals(MySqlChange.INSTANT)
                && before.nullable().size() != now.nullable().size()
                && outOfVersions(table, present)) {
            change = MySqlChange.rewriting();
        }
        add(operation, table, change);
        operation.dropped().forEach(what -> effects.add(of(Kind.LOSS, table, what)));
        narrowed(operation, before, now).forEach(what -> effects.add(of(Kind.LOSS, table, what)));
    }

    private static List<String> narrowed(MySqlOperation operation, MySqlShape before, MySqlShape now) {
        List<String> narrowed = new ArrayList<>();
        before.types().forEach((column, type) -> {
            MySqlColumnType later = now.types().get(operation.called(column).toLowerCase(Locale.ROOT));
            if (later != null && type.narrows(later)) {
                narrowed.add("narrows the column `" + column + "` from " + type.text() + " to " + later.text());
            }
        });
        return narrowed;
    }

    /** The copy is new and has room for more; the table itself may not. */
    private boolean outOfVersions(MySqlTable table, String present) throws SQLException {
        if (server.mariaDb() || server.number() < 8_00_29 || tables.present().equals(tables.original())) {
            return false;
        }
        int limit = server.number() < 9_01_00 ? 64 : 255;
        return MySqlShape.rowVersions(connection, tables.original(), table.name())
                        + MySqlShape.rowVersions(connection, tables.present(), present)
                > limit;
    }

    private void add(MySqlOperation operation, MySqlTable table, MySqlChange change) {
        MySqlAdvice advice = new MySqlAdvice(operation, change);
        if (!change.algorithm().isEmpty()) {
            add(Kind.ALGORITHM, table, change.algorithm(), change, advice);
        }
        if (change.rewritten()) {
            add(Kind.REWRITE, table, "", change, advice);
        }
        for (String index : change.built()) {
            add(Kind.INDEX_BUILD, table, index, change, advice);
        }
        if (change.algorithm().equals(MySqlChange.COPY) && (advice.addsForeignKey() || advice.addsCheck())) {
            add(Kind.VALIDATION, table, constraint(operation), change, advice);
        }
    }

    private static String constraint(MySqlOperation operation) {
        int at = operation.indexOf("ADD", "CONSTRAINT");
        return at < 0 ? operation.has("FOREIGN", "KEY") ? "FOREIGN KEY" : "CHECK" : operation.name(at + 2);
    }

    /** InnoDB makes an {@code ALTER TABLE … FORCE} of it. Others shut everybody out. */
    private void optimized(MySqlOperation operation, Name name, MySqlTable table) throws SQLException {
        boolean fullText = table.inInnoDb() && hasFullText(name);
        String algorithm =
                !table.inInnoDb() ? "" : fullText && !server.mariaDb() ? MySqlChange.COPY : MySqlChange.INPLACE;
        Blocking blocks = !table.inInnoDb() ? Blocking.READS_AND_WRITES : fullText ? Blocking.WRITES : Blocking.NOTHING;
        add(operation, table, new MySqlChange(algorithm, blocks, true, List.of()));
    }

    private boolean hasFullText(Name name) throws SQLException {
        return MySqlConnection.text(
                        connection,
                        "select 1 from information_schema.statistics where index_type = 'FULLTEXT' and table_schema = "
                                + MySqlText.literal(tables.present()) + " and table_name = "
                                + MySqlText.literal(name.table()))
                .isPresent();
    }

    /** Of a table that was copied in part, the same share of the real one is told. */
    private void changed(MySqlOperation operation, Name name, MySqlTable table) throws SQLException {
        long changed = trials.count().orElse(0);
        long rows = table.rows().orElse(0);
        if (changed > 0 && !operation.has("WHERE") && !operation.has("LIMIT")) {
            boolean joins = operation.has("JOIN") || operation.has("USING");
            String what = operation.verb() == Verb.DELETE ? "deletes " : "overwrites ";
            effects.add(of(Kind.LOSS, table, what + (joins ? "rows without WHERE" : "every row")));
        }
        if (changed == 0 || (rows <= MANY && changed <= MANY)) {
            return;
        }
        if (!tables.present().equals(tables.original()) && changed <= MANY) {
            long there = present(name) + (operation.verb() == Verb.DELETE ? changed : 0);
            changed = there < MANY && there < rows ? Math.round((double) changed / there * rows) : changed;
        }
        if (changed > MANY && (rows == 0 || changed > rows / SHARE)) {
            effects.add(of(Kind.MASS_CHANGE, table, "")
                    .touching(changed)
                    .advised("change the rows in batches, each in a transaction of its own, for example with a Python"
                            + " migration"));
        }
    }

    /** Not counted beyond what matters. */
    private long present(Name name) throws SQLException {
        String count = MySqlConnection.text(
                        connection,
                        "select count(*) from (select 1 from " + MySqlText.identifier(tables.present()) + "."
                                + MySqlText.identifier(name.table()) + " limit " + MANY + ") as counted")
                .orElse("0");
        return Long.parseLong(count);
    }

    private void add(Kind kind, MySqlTable table, String detail, MySqlChange change, MySqlAdvice advice) {
        Effect effect = of(kind, table, detail).blocking(change.blocks());
        effects.add(advice.about(kind).map(effect::advised).orElse(effect));
    }

    private static Effect of(Kind kind, MySqlTable table, String detail) {
        return Effect.of(kind, table.name(), detail).sized(table.bytes(), table.rows());
    }
}
