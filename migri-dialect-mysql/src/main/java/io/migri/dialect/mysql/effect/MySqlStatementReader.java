package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.reading.MySqlReading;
import io.migri.dialect.mysql.script.MySqlSplitter;
import io.migri.dialect.mysql.script.MySqlStatementText;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the statements of a script, each with what the core has to know of it. */
public final class MySqlStatementReader implements StatementReader {
    private final MySqlSplitter splitter;
    private final MySqlTraits traits;
    /** Of a statement that stands for several. */
    private final Deque<SqlStatement> parts = new ArrayDeque<>();

    private Function<MySqlReading, StatementTraits> known = statement -> StatementTraits.NONE;
    private int ordinal;

    /**
     * A reader of a script.
     *
     * @param mode as it is when the script begins; the reader changes it as the script does
     * @param effects told what the script does to its session
     */
    public MySqlStatementReader(
            ScriptCursor cursor, MySqlServer server, MySqlSqlMode mode, MySqlScriptEffects effects) {
        this.traits = new MySqlTraits(server, mode, effects);
        this.splitter = new MySqlSplitter(cursor, server, mode, traits::isRemarkable);
    }

    /** A reader that asks {@code others} what else there is to be known of each statement. */
    public MySqlStatementReader knowing(Function<MySqlReading, StatementTraits> others) {
        known = others;
        return this;
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        if (!parts.isEmpty()) {
            return parts.removeFirst();
        }
        MySqlStatementText read = splitter.next();
        if (read == null) {
            requireNothingPending();
            return null;
        }
        if (!read.effective()) {
            return statement(read, read.reading(), TransactionEffect.REDUNDANT);
        }
        for (MySqlReading part : traits.parted(read.reading(), read.words())) {
            parts.addLast(
                    traits.of(statement(read, part, TransactionEffect.NONE), part, read.words(), read.remarkable()));
        }
        return parts.removeFirst();
    }

    @Override
    public void close() throws IOException {
        splitter.close();
    }

    private SqlStatement statement(MySqlStatementText read, MySqlReading part, TransactionEffect effect) {
        return new SqlStatement(
                        ordinal++,
                        part.text(),
                        read.place().line(),
                        read.place().column(),
                        effect)
                .knowing(known.apply(part));
    }

    private void requireNothingPending() throws ScriptException {
        Optional<MySqlPlace> locked = traits.tablesLocked();
        if (locked.isPresent()) {
            throw locked.get()
                    .exception("the tables locked here are still locked where the script ends; add UNLOCK TABLES");
        }
    }
}
