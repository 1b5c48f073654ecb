package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.effect.MySqlStatementReader;
import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.StatementFailedException;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session does to statements because it stands in the database of a dry run: refuses those that leave it, redirects others. */
public final class MySqlStage {
    private final @Nullable Connection real;
    private final @Nullable MySqlServer realServer;
    private final MySqlRedirection redirection;
    private final MySqlBeyond beyond;
    private final String initialMode;
    private final MySqlReach scriptReach;
    private MySqlReach fileReach;
    private MySqlSqlMode mode;

    /** @param beyond what there is on the server besides */
    public MySqlStage(MySqlRedirection redirection, MySqlBeyond beyond, String initialMode) {
        this(redirection, beyond, initialMode, null, null);
    }

    private MySqlStage(
            MySqlRedirection redirection,
            MySqlBeyond beyond,
            String initialMode,
            @Nullable Connection real,
            @Nullable MySqlServer realServer) {
        this.real = real;
        this.realServer = realServer;
        this.redirection = redirection;
        this.beyond = beyond;
        this.initialMode = initialMode;
        this.scriptReach = reach();
        this.fileReach = reach();
        this.mode = new MySqlSqlMode(initialMode);
    }

    /**
     * One on another server than that of the database that is to be migrated.
     *
     * @param beyond what there is on both servers
     * @param real a connection that reads the latter
     */
    public static MySqlStage apart(
            MySqlRedirection redirection,
            MySqlBeyond beyond,
            String initialMode,
            Connection real,
            MySqlServer realServer) {
        return new MySqlStage(redirection, beyond, initialMode, real, realServer);
    }

    /** What reads the real database, where it is on another server than the copy. */
    public Optional<Connection> real() {
        return Optional.ofNullable(real);
    }

    /** The server of the real database. */
    public MySqlServer realServer() {
        return realServer == null ? redirection.server() : realServer;
    }

    public MySqlRedirection redirection() {
        return redirection;
    }

    /** What looks at the statements of files. */
    public Restriction restriction() {
        return this::refusal;
    }

    /** Parts of {@code statement}, as the script has set the session. */
    List<MySqlToken> tokens(String statement) {
        return MySqlTokens.of(statement, mode.quoting(), redirection.server());
    }

    public MySqlReach reach() {
        return new MySqlReach(redirection, beyond, new MySqlSqlMode(initialMode));
    }

    /** Whether {@code name} is another database of this server. */
    public boolean isOther(String name) {
        return scriptReach.isOther(name);
    }

    public List<String> redirect(List<String> statements) {
        List<String> redirected = new ArrayList<>(statements.size());
        for (String statement : statements) {
            redirected.add(redirect(statement));
        }
        return redirected;
    }

    /**
     * A text of a script in another language as it is to be sent.
     *
     * @throws SQLException where a part of it leaves the database
     */
    public String checked(String sql) throws SQLException {
        for (String statement : statements(sql)) {
            Optional<String> refusal = scriptReach.refusal(statement);
            if (refusal.isPresent()) {
                throw new SQLException("a dry run cannot execute this statement: " + refusal.get(), "0A000");
            }
        }
        return redirect(sql);
    }

    public StatementFailedException translated(StatementFailedException failure) {
        SQLException translated = redirection.translated(failure.failure());
        return translated == failure.failure()
                ? failure
                : new StatementFailedException(failure.index(), failure.completed(), translated);
    }

    private Optional<String> refusal(SqlStatement statement) {
        if (statement.ordinal() == 0) {
            fileReach = reach();
        }
        return fileReach.refusal(statement.text());
    }

    private String redirect(String statement) {
        String redirected = redirection.apply(readOnly(statement), mode.quoting());
        if (mayChangeMode(statement)) {
            MySqlAssignments.of(MySqlTokens.of(statement, mode.quoting(), redirection.server()))
                    .forEach(mode::apply);
        }
        return redirected;
    }

    private String readOnly(String statement) {
        return MySqlReadOnlyView.mayBe(statement)
                ? MySqlReadOnlyView.of(
                        statement, MySqlTokens.of(statement, mode.quoting(), redirection.server()), this::isOther)
                : statement;
    }

    private static boolean mayChangeMode(String statement) {
        boolean set = statement.regionMatches(true, 0, "SET", 0, 3) || statement.startsWith("/*!");
        return set && statement.toLowerCase(Locale.ROOT).contains("sql_mode");
    }

    private List<String> statements(String sql) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (MySqlStatementReader reader = new MySqlStatementReader(
                new ScriptCursor(new StringReader(sql)),
                redirection.server(),
                new MySqlSqlMode(initialMode),
                assignment -> {})) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next.text());
            }
            return statements;
        } catch (IOException unreadable) {
            // the server has its own words for it
            return List.of(sql);
        }
    }
}
