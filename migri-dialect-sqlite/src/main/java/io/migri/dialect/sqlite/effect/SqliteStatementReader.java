package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.language.SqliteSplitter;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of a script, each with what it does to the transaction and the session. */
public final class SqliteStatementReader implements StatementReader {
    private final SqliteSplitter splitter;
    private final SqliteSessionUses uses = new SqliteSessionUses();
    private final Function<SqliteStatement, StatementTraits> traits;
    private int ordinal;
    private boolean inBlock;

    /** A reader of {@code script}, which it closes. */
    public SqliteStatementReader(Reader script) {
        this(script, statement -> StatementTraits.NONE);
    }

    /** One that asks {@code traits} what else there is to be known of each statement. */
    public SqliteStatementReader(Reader script, Function<SqliteStatement, StatementTraits> traits) {
        this.splitter = new SqliteSplitter(script);
        this.traits = traits;
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        SqliteStatement statement = splitter.next(uses.wantNames());
        if (statement == null) {
            return null;
        }
        SessionUse use = uses.of(statement, splitter.names(), inBlock);
        return new SqlStatement(
                ordinal++,
                statement.text(),
                splitter.line(),
                splitter.column(),
                effect(statement),
                use,
                uses.outlastsRollback(),
                null,
                traits.apply(statement));
    }

    /** Whether a statement so far may keep Migri from writing. */
    public boolean limits() {
        return uses.limits();
    }

    @Override
    public void close() throws IOException {
        splitter.close();
    }

    private TransactionEffect effect(SqliteStatement statement) {
        TransactionEffect effect = SqliteTransactionRules.effect(statement, inBlock);
        switch (effect) {
            case BEGINS_BLOCK -> inBlock = true;
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> inBlock = false;
            default -> {}
        }
        return effect;
    }
}
