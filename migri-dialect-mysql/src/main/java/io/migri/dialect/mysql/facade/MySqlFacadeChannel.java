package io.migri.dialect.mysql.facade;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.rehearsal.reach.MySqlDynamic;
import io.migri.dialect.mysql.rehearsal.reach.MySqlDynamicText;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.dialect.mysql.report.MySqlTrials;
import io.migri.dialect.mysql.wire.MySqlErrors;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the facade of aiomysql does to the database. Operations:
 *
 * <ul>
 *   <li>{@code execute(sql, rows)}: sends one text, which may hold several statements; returns its first result with at most so
 *       many rows, see {@link MySqlFacadeResult}
 *   <li>{@code rows(rows)}: more rows of the result, as {@code (rows, whether there are more)}
 *   <li>{@code next(rows)}: the next result of the same text; None where there is none
 *   <li>{@code discard()}: gives up what is left of it
 *   <li>{@code commit()}, {@code rollback()}: of what was done since the last of them, within the run's transaction
 *   <li>{@code facts()}: about the connection and the server
 * </ul>
 */
final class MySqlFacadeChannel implements ScriptChannel {
    private final MySqlConnection connection;
    private final MySqlServer server;
    private final @Nullable MySqlStage stage;
    private final @Nullable MySqlTrials trials;
    private final MySqlFacadeTransaction transaction;
    private @Nullable MySqlFacadeResult result;

    /**
     * A channel.
     *
     * @param stage where this is a dry run
     * @param trials where somebody wants to know what statements do
     */
    MySqlFacadeChannel(
            MySqlConnection connection,
            MySqlServer server,
            @Nullable MySqlStage stage,
            @Nullable MySqlTrials trials,
            ScriptHost host)
            throws SQLException {
        this.connection = connection;
        this.stage = stage;
        this.trials = trials;
        this.server = server;
        this.transaction = MySqlFacadeTransaction.of(connection, server, host);
    }

    @Override
    public boolean mayChange(String operation) {
        return switch (operation) {
            case "facts", "discard", "rows", "rollback" -> false;
            default -> true;
        };
    }

    @Override
    public @Nullable Object call(String operation, List<? extends @Nullable Object> arguments) throws SQLException {
        return switch (operation) {
            case "execute" -> execute(String.valueOf(arguments.get(0)), number(arguments.get(1)));
            case "rows" -> rows(number(arguments.get(0)));
            case "next" -> next(number(arguments.get(0)));
            case "discard" -> discard();
            case "commit" -> {
                discard();
                yield transaction.commit();
            }
            case "rollback" -> {
                discard();
                yield transaction.rollBack();
            }
            case "facts" -> facts();
            default -> throw new SQLException("unknown operation " + operation);
        };
    }

    private @Nullable Object execute(String sql, int rows) throws SQLException {
        discard();
        String sent = stage == null ? sql : onStage(stage, sql);
        if (transaction.handles(sql)) {
            return MySqlFacadeResult.nothing();
        }
        transaction.ensureOpen();
        try {
            MySqlFacadeResult answer = trials == null ? sent(sent) : trials.run(sent, this::sent);
            result = answer;
            Object first = answer.first(rows);
            transaction.look();
            return first;
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private String onStage(MySqlStage place, String sql) throws SQLException {
        String checked = place.checked(sql);
        return MySqlDynamicText.mayBe(sql)
                ? new MySqlDynamic(place, connection.connection()).resolved(checked)
                : checked;
    }

    private MySqlFacadeResult sent(String text) throws SQLException {
        MySqlFacadeResult answer = MySqlFacadeResult.of(connection, text);
        if (trials != null) {
            trials.counted(answer.affected());
        }
        return answer;
    }

    private Object rows(int rows) throws SQLException {
        try {
            return current().rows(rows);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private @Nullable Object next(int rows) throws SQLException {
        try {
            Object next = result == null ? null : result.next(rows);
            transaction.look();
            return next;
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private SQLException failed(SQLException failure) {
        try {
            discard();
            transaction.lookAfter(failure);
        } catch (SQLException another) {
            failure.addSuppressed(another);
        }
        return stage == null ? failure : stage.redirection().translated(failure);
    }

    private @Nullable Object discard() throws SQLException {
        MySqlFacadeResult left = result;
        result = null;
        if (left != null) {
            left.close();
        }
        return null;
    }

    private MySqlFacadeResult current() throws SQLException {
        if (result == null) {
            throw new SQLException("there is no result to fetch from");
        }
        return result;
    }

    private Map<String, @Nullable Object> facts() throws SQLException {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("version", connection.connection().getMetaData().getDatabaseProductVersion());
        facts.put("thread", connection.id());
        facts.put("in_transaction", transaction.isOpen());
        facts.put("autocommit", connection.autocommits());
        facts.put("backslash_escapes", connection.backslashEscapes());
        facts.put("database", connection.connection().getCatalog());
        connection.address().forEach(facts::put);
        return facts;
    }

    private static int number(@Nullable Object argument) {
        return argument instanceof Long number ? (int) Math.min(number, Integer.MAX_VALUE) : 0;
    }

    @Override
    public Map<String, ? extends @Nullable Object> explain(SQLException failure) {
        SQLException error = StatementFailedException.unwrap(failure);
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("errno", error.getErrorCode());
        facts.put("sqlstate", error.getSQLState());
        facts.put("message", MySqlErrors.serverMessage(error));
        facts.put("lost", MySqlErrors.isLost(error));
        return facts;
    }

    @Override
    public void cancel() {
        try {
            connection.killQuery();
        } catch (SQLException | RuntimeException e) {
            // the statement then ends by itself; there is nobody left to tell
        }
    }

    /** What came after the last implicit commit and the history row are to be one transaction. */
    @Override
    public void close() throws SQLException {
        discard();
        transaction.close();
    }

    @Override
    public String toString() {
        return "aiomysql on " + server.describe();
    }
}
