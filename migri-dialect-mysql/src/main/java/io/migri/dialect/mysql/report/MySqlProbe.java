package io.migri.dialect.mysql.report;

import io.migri.api.report.Effect;
import io.migri.dialect.mysql.report.MySqlOperation.Name;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.wire.MySqlWire;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tells what statements do from their words, from the algorithm that the server took, and from how a table is stored before and after. In
 * a dry run algorithms are tried out; else the server's own answer tells some of it: {@code COPY} alone counts rows.
 */
public final class MySqlProbe implements StatementProbe {
    /** What others begin with has no effects to tell, and may be large. */
    private static final Set<String> TOLD =
            Set.of("ALTER", "CREATE", "DROP", "OPTIMIZE", "RENAME", "TRUNCATE", "UPDATE", "DELETE", "USE");

    private static final int BEGINNING = 2_000;

    private final MySqlFacts facts;
    private final MySqlLexer lexer;
    private final MySqlWire wire;
    private final MySqlTrials trials;
    private final MySqlTables tables;
    private List<MySqlOperation> operations = List.of();
    private List<MySqlShape> shapes = List.of();
    private long executions;

    public MySqlProbe(MySqlFacts facts, MySqlLexer lexer, MySqlWire wire, MySqlTrials trials, MySqlTables tables) {
        this.facts = facts;
        this.lexer = lexer;
        this.wire = wire;
        this.trials = trials;
        this.tables = tables;
    }

    @Override
    public void migrationBegins() {
        tables.migrationBegins();
    }

    @Override
    public void before(String statement) throws SQLException {
        executions = trials.executions();
        operations = operations(statement);
        List<MySqlShape> found = new ArrayList<>();
        for (MySqlOperation operation : operations) {
            for (Name name : operation.tables()) {
                if (operation.verb() == MySqlOperation.Verb.DROP_DATABASE) {
                    tables.measureDatabase(name);
                } else {
                    tables.measure(name);
                }
            }
            found.add(operation.alters() ? shape(operation.tables().get(0)) : MySqlShape.NONE);
        }
        shapes = found;
    }

    @Override
    public OptionalLong execute(String statement) throws StatementFailedException {
        try {
            trials.run(statement, text -> {
                trials.counted(wire.count(text));
                return text;
            });
        } catch (StatementFailedException failure) {
            throw failure;
        } catch (SQLException failure) {
            throw new StatementFailedException(0, failure);
        }
        boolean definition = operations.stream().anyMatch(MySqlOperation::commits);
        return definition ? OptionalLong.empty() : trials.count();
    }

    @Override
    public List<Effect> after(String statement) throws SQLException {
        if (trials.executions() == executions) {
            return List.of();
        }
        MySqlEffects effects = new MySqlEffects(facts.connection(), facts.server(), trials, tables);
        for (int i = 0; i < operations.size(); i++) {
            effects.add(operations.get(i), shapes.get(i));
        }
        return effects.all();
    }

    private List<MySqlOperation> operations(String statement) {
        String beginning = statement.substring(0, Math.min(BEGINNING, statement.length()));
        boolean told = TOLD.contains(lexer.parts(beginning).word(0));
        boolean several = statement.indexOf(';') >= 0;
        return told || several ? MySqlOperationReading.all(lexer.tokens(statement)) : List.of();
    }

    private MySqlShape shape(Name name) throws SQLException {
        return tables.find(name).isPresent()
                ? MySqlShape.of(facts.connection(), facts.server(), tables.present(), name.table())
                : MySqlShape.NONE;
    }
}
