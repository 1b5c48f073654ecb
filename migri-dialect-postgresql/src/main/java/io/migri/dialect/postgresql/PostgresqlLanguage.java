package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.connection.PostgresqlKnownServer;
import io.migri.dialect.postgresql.effect.PostgresqlStatementReader;
import io.migri.dialect.postgresql.language.PostgresqlRedaction;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.language.PostgresqlTexts;
import io.migri.dialect.postgresql.lock.PostgresqlLocks;
import io.migri.dialect.postgresql.reading.PostgresqlCanonicalText;
import io.migri.dialect.postgresql.reading.PostgresqlReading;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.dialect.postgresql.wire.PostgresqlChannel;
import io.migri.spi.script.Language;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TextSpan;
import java.io.Reader;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's language, as a session reads it. */
final class PostgresqlLanguage implements Language {
    private final PostgresqlChannel channel;
    private final PostgresqlKnownServer server;
    private final PostgresqlLocks locks;
    private final PostgresqlSchemaToCome schemaToCome;
    /** As the script that was read last has set them. */
    private PostgresqlStrings strings = new PostgresqlStrings(true);

    PostgresqlLanguage(
            PostgresqlChannel channel,
            PostgresqlKnownServer server,
            PostgresqlLocks locks,
            PostgresqlSchemaToCome schemaToCome) {
        this.channel = channel;
        this.server = server;
        this.locks = locks;
        this.schemaToCome = schemaToCome;
    }

    @Override
    public StatementReader read(Reader script) throws SQLException {
        strings = new PostgresqlStrings(channel.standardStrings());
        return new PostgresqlStatementReader(script, strings)
                .keeping(locks.key())
                .knowing(this::traits);
    }

    private StatementTraits traits(PostgresqlReading reading) {
        return new PostgresqlStatementTraits(reading, server.lacks(reading.noted()), schemaToCome, strings);
    }

    @Override
    public String canonical(String statement) {
        return PostgresqlCanonicalText.of(statement, strings);
    }

    @Override
    public String redacted(String statement) {
        return PostgresqlRedaction.of(statement);
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return PostgresqlTexts.secrets(script);
    }
}
