package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlSplitter;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.reading.PostgresqlReading;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of a script, each with what it does to the transaction and the session. Refuses those that would work against the run. */
public final class PostgresqlStatementReader implements StatementReader {
    private final PostgresqlSplitter splitter;
    private final PostgresqlStrings strings;
    private final PostgresqlFlag standardStrings;
    private final PostgresqlSessionUses uses = new PostgresqlSessionUses();
    private final PostgresqlBlocks blocks = new PostgresqlBlocks();
    /** What follows a BEGIN may say more about its transaction. */
    private final Queue<SqlStatement> ahead = new ArrayDeque<>();

    private boolean makesReadOnly;
    private boolean sets;
    /** Whether nothing but settings stands between here and a BEGIN. */
    private boolean leading;

    private OptionalLong lock = OptionalLong.empty();
    private @Nullable Function<PostgresqlReading, StatementTraits> traits;
    private int ordinal;

    /** A reader of {@code script}, which it closes; {@code strings} follows what the script sets. */
    public PostgresqlStatementReader(Reader script, PostgresqlStrings strings) {
        this.splitter = new PostgresqlSplitter(script, strings);
        this.strings = strings;
        this.standardStrings = new PostgresqlFlag(PostgresqlSetting.STANDARD_STRINGS, strings.standard());
    }

    /** A reader of a script that must not give up the lock of that key. */
    public PostgresqlStatementReader keeping(OptionalLong key) {
        lock = key;
        return this;
    }

    /** A reader that asks {@code known} what else there is to be known of each statement. */
    public PostgresqlStatementReader knowing(Function<PostgresqlReading, StatementTraits> known) {
        traits = known;
        return this;
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        if (!ahead.isEmpty()) {
            return ahead.poll();
        }
        SqlStatement read = read();
        return read != null && read.effect() == TransactionEffect.BEGINS_BLOCK ? begins(read) : read;
    }

    /** Looks ahead for what is set in the first place. */
    private SqlStatement begins(SqlStatement begin) throws IOException {
        boolean readOnly = false;
        SqlStatement next;
        do {
            next = read();
            if (next != null) {
                ahead.add(next);
                readOnly |= makesReadOnly;
            }
        } while (next != null && sets);
        return readOnly ? begin.with(TransactionEffect.BEGINS_READ_ONLY_BLOCK) : begin;
    }

    @Override
    public void close() throws IOException {
        splitter.close();
    }

    private @Nullable SqlStatement read() throws IOException {
        PostgresqlStatement statement = splitter.next();
        if (statement == null) {
            return null;
        }
        PostgresqlReading reading = PostgresqlReading.of(statement, strings.standard());
        check(statement);
        SessionUse use = uses.of(statement);
        sets = statement.is(0, "SET");
        makesReadOnly = PostgresqlBlocks.makesReadOnly(statement);
        if (makesReadOnly && blocks.isOpen() && !leading) {
            throw here("a transaction that may not write any more could not be noted as done;"
                    + " move this to its beginning, or leave it out");
        }
        TransactionEffect effect = blocks.of(statement, use.constant());
        leading = effect.begins() || (leading && sets);
        standardStrings.follow(statement, effect);
        strings.standard(standardStrings.on());
        return new SqlStatement(
                ordinal++,
                statement.text(),
                splitter.line(),
                splitter.column(),
                effect,
                use,
                PostgresqlLasting.outlastsRollback(statement),
                splitter.data(),
                traits == null ? StatementTraits.NONE : traits.apply(reading));
    }

    private void check(PostgresqlStatement statement) throws ScriptException {
        Optional<String> refusal =
                PostgresqlRefusals.reason(statement).or(() -> PostgresqlRefusals.givingUpLock(statement, lock));
        if (refusal.isPresent()) {
            throw here(refusal.get());
        }
    }

    private ScriptException here(String complaint) {
        return new ScriptException(complaint, splitter.line(), splitter.column());
    }
}
