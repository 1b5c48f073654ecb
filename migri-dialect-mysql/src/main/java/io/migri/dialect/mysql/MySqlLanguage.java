package io.migri.dialect.mysql;

import io.migri.dialect.mysql.effect.MySqlStatementReader;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlTexts;
import io.migri.dialect.mysql.lock.MySqlLock;
import io.migri.dialect.mysql.reading.MySqlCanonicalText;
import io.migri.dialect.mysql.script.MySqlDumpBytes;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.state.MySqlState;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.script.Language;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import java.io.Reader;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads scripts, and statements as the script that was read last has set the session. */
final class MySqlLanguage implements Language {
    private final MySqlFacts facts;
    private final MySqlLexer lexer;
    private final MySqlState state;
    /** Names of history tables that were asked for. */
    private final Set<HistoryTable> histories = new LinkedHashSet<>();

    MySqlLanguage(MySqlFacts facts, MySqlLexer lexer, MySqlState state) {
        this.facts = facts;
        this.lexer = lexer;
        this.state = state;
    }

    @Override
    public StatementReader read(Reader script) throws SQLException {
        MySqlSqlMode mode = new MySqlSqlMode(facts.state().sqlMode());
        lexer.scriptBegins(mode);
        return new MySqlStatementReader(new ScriptCursor(script), facts.server(), mode, state.follow(this::locks))
                .knowing(statement -> new MySqlStatementTraits(statement, facts, lexer));
    }

    @Override
    public String canonical(String statement) {
        return MySqlCanonicalText.of(statement, lexer.quoting());
    }

    @Override
    public String redacted(String statement) {
        return MySqlTexts.leftOut(statement, facts.server());
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return MySqlTexts.secrets(script, facts.server());
    }

    @Override
    public Optional<String> remedyForBytes(String head, String line) {
        return MySqlDumpBytes.remedy(head, line);
    }

    /** A table that scripts should leave alone, as they should its lock. */
    void keep(HistoryTable history) {
        histories.add(history);
    }

    private Set<String> locks(String database) {
        return histories.stream()
                .map(table -> MySqlLock.name(table.schema() == null ? database : table.schema(), table.name()))
                .collect(Collectors.toSet());
    }
}
