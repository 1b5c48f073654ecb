package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.language.SqliteSplitter;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The statements of a script, each with what it does to the transaction and the session. */
public final class SqliteStatementReader implements StatementReader {
    private final SqliteSplitter splitter;
    private final SqliteSessionUses uses = new SqliteSessionUses();
    private int ordinal;
    private boolean inBlock;

    public SqliteStatementReader(Reader script) {
        this.splitter = new SqliteSplitter(script);
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        String text = splitter.next(uses.wantNames());
        if (text == null) {
            return null;
        }
        SessionUse use = uses.of(text, splitter.names(), inBlock);
        return new SqlStatement(
                ordinal++, text, splitter.line(), splitter.column(), effect(text), use, uses.outlastsRollback(), null);
    }

    /** Whether a statement so far may keep Migri from writing. */
    public boolean limits() {
        return uses.limits();
    }

    @Override
    public void close() throws IOException {
        splitter.close();
    }

    private TransactionEffect effect(String text) {
        TransactionEffect effect = SqliteTransactionRules.effect(text, inBlock);
        switch (effect) {
            case BEGINS_BLOCK -> inBlock = true;
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> inBlock = false;
            default -> {}
        }
        return effect;
    }
}
