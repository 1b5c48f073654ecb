package io.migri.dialect.sqlite;

import io.migri.dialect.sqlite.connection.SqliteFeatures;
import io.migri.dialect.sqlite.effect.SqliteForeignKeyReader;
import io.migri.dialect.sqlite.effect.SqliteStatementReader;
import io.migri.dialect.sqlite.effect.SqliteStatementTraits;
import io.migri.dialect.sqlite.language.SqliteCanonicalText;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTexts;
import io.migri.dialect.sqlite.state.SqliteState;
import io.migri.spi.script.Language;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import java.io.Reader;
import java.sql.SQLException;
import java.util.List;

/**
 * SQLite's language, as a version of the library reads it.
 *
 * @param server the library, such as {@code sqlite 3.54.1}
 */
record SqliteLanguage(String server, SqliteState state) implements Language {

    @Override
    public StatementReader read(Reader script) throws SQLException {
        SqliteFeatures features = SqliteFeatures.of(server);
        SqliteStatementReader statements =
                new SqliteStatementReader(script, statement -> new SqliteStatementTraits(statement, features, server));
        return new SqliteForeignKeyReader(state.asides().watching(statements), state.enforcesForeignKeys());
    }

    @Override
    public String canonical(String statement) {
        return SqliteCanonicalText.of(SqliteStatement.of(statement));
    }

    @Override
    public String redacted(String statement) {
        return SqliteTexts.leftOut(statement);
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return SqliteTexts.secrets(script);
    }
}
