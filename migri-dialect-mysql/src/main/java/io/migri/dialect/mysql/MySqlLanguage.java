package io.migri.dialect.mysql;

import io.migri.spi.script.KnowingReader;
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
import org.jspecify.annotations.Nullable;

/** Reads scripts, and statements as the script that was read last has set the session. */
final class MySqlLanguage implements Language {
    private final MySqlFacts facts;
    /** Names of history tables that were asked for. */
    private final Set<String> histories = new LinkedHashSet<>();

    private MySqlSqlMode mode = new MySqlSqlMode("");
    private @Nullable MySqlScriptFollower follower;

    MySqlLanguage(MySqlFacts facts) {
        this.facts = facts;
    }

    @Override
    public StatementReader read(Reader script) throws SQLException {
        MySqlSessionState initial = facts.state();
        mode = new MySqlSqlMode(initial.sqlMode());
        return new KnowingReader(
                new MySqlStatementReader(new ScriptCursor(script), facts.server(), mode, following(initial)),
                statement -> new MySqlStatementTraits(statement.text(), facts, this::tokens));
    }

    @Override
    public String canonical(String statement) {
        return MySqlCanonicalText.of(statement, mode.quoting());
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

    /** Parts of {@code statement}. */
    List<MySqlToken> tokens(String statement) {
        return MySqlTokens.of(statement, mode.quoting(), facts.server());
    }

    /** A table that scripts should leave alone, as they should its lock. */
    void keep(String history) {
        histories.add(history);
    }

    /** What scripts did to the session; null where none was read. */
    @Nullable MySqlScriptFollower follower() {
        return follower;
    }

    private MySqlScriptFollower following(MySqlSessionState found) throws SQLException {
        MySqlScriptFollower known = follower;
        if (known == null) {
            String original = facts.originalDatabase();
            Set<String> locks = histories.stream()
                    .map(table -> MySqlLock.name(original, table))
                    .collect(Collectors.toSet());
            known = new MySqlScriptFollower(found, new MySqlSurroundingsQuery(facts.reader(), original).ask(locks));
            follower = known;
        }
        return known;
    }
}
