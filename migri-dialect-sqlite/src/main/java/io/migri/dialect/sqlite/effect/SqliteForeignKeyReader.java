package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.language.SqlitePragma;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of a script's {@code PRAGMA foreign_keys} part its transaction: those that change something, for a statement behind
 * them to which it makes a difference. The others stay where they are, where SQLite passes over them.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_foreign_keys">PRAGMA foreign_keys</a>
 */
public final class SqliteForeignKeyReader implements StatementReader {
    private static final int FARTHEST = 1_000;

    /** With {@code DROP} and what changes rows left out: dropping a table deletes its rows. */
    private static final List<String> INDIFFERENT = List.of(
            "CREATE",
            "ALTER",
            "SELECT",
            "VALUES",
            "EXPLAIN",
            "PRAGMA",
            "ANALYZE",
            "REINDEX",
            "VACUUM",
            "ATTACH",
            "DETACH",
            "BEGIN",
            "COMMIT",
            "END",
            "SAVEPOINT",
            "RELEASE",
            "ROLLBACK");

    private static final List<String> INDIFFERENT_TO_DROP = List.of("INDEX", "VIEW", "TRIGGER");

    private final StatementReader statements;
    private final Deque<SqlStatement> ahead = new ArrayDeque<>();
    private boolean enforced;

    /** @param enforced whether foreign keys are enforced where the script begins */
    public SqliteForeignKeyReader(StatementReader statements, boolean enforced) {
        this.statements = statements;
        this.enforced = enforced;
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        SqlStatement statement = ahead.isEmpty() ? statements.next() : ahead.poll();
        if (statement == null || !switches(statement)) {
            return statement;
        }
        boolean wanted = SqlitePragma.of(statement.text()).orElseThrow().isOn();
        if (wanted == enforced || !matters()) {
            return passedOver(statement);
        }
        enforced = wanted;
        return statement;
    }

    @Override
    public void close() throws IOException {
        statements.close();
    }

    private static boolean switches(SqlStatement statement) {
        return statement.effect() == TransactionEffect.SESSION_ONLY
                && SqlitePragma.of(statement.text())
                        .filter(pragma -> pragma.is("foreign_keys"))
                        .isPresent();
    }

    /** Whether a statement depends on it before the next one of its kind. What lies too far ahead might. */
    private boolean matters() throws IOException {
        for (SqlStatement known : ahead) {
            if (switches(known) || depends(known)) {
                return !switches(known);
            }
        }
        while (ahead.size() < FARTHEST) {
            SqlStatement next = statements.next();
            if (next == null) {
                return false;
            }
            ahead.add(next);
            if (switches(next) || depends(next)) {
                return !switches(next);
            }
        }
        return true;
    }

    private static boolean depends(SqlStatement statement) {
        SqliteTokens tokens = new SqliteTokens(statement.text());
        tokens.next();
        if (tokens.is("DROP")) {
            return !tokens.next() || INDIFFERENT_TO_DROP.stream().noneMatch(tokens::is);
        }
        return INDIFFERENT.stream().noneMatch(tokens::is);
    }

    private static SqlStatement passedOver(SqlStatement statement) {
        return statement.with(TransactionEffect.NONE);
    }
}
