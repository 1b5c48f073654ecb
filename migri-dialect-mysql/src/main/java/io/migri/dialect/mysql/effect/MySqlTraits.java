package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import io.migri.dialect.mysql.reading.MySqlReading;
import io.migri.dialect.mysql.use.MySqlMemory;
import io.migri.dialect.mysql.use.MySqlSessionUses;
import io.migri.dialect.mysql.use.MySqlUse;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what the core has to know of the statements of one script, in their order. */
final class MySqlTraits {
    /** As much is looked at of a statement that adds rows. */
    private static final int ENOUGH = 64 * 1024;

    private static final Set<String> GENERATING = Set.of("INSERT", "REPLACE");
    private static final Set<String> CHANGING = Set.of("UPDATE", "DELETE", "SELECT");

    private final MySqlServer server;
    private final MySqlSqlMode mode;
    private final MySqlScriptEffects effects;
    private final MySqlMemory memory;
    private final MySqlSessionUses uses;
    private final MySqlRefusals refusals;
    private final MySqlEngines engines;
    private final MySqlTransactionEffects transactions;

    /** @param mode as it is before the next statement; it is changed as the statements do */
    MySqlTraits(MySqlServer server, MySqlSqlMode mode, MySqlScriptEffects effects) {
        MySqlSurroundings surroundings = effects.surroundings();
        this.server = server;
        this.mode = mode;
        this.effects = effects;
        this.memory = new MySqlMemory(surroundings.routines());
        this.uses = new MySqlSessionUses(memory, this::tokens);
        this.refusals = new MySqlRefusals(surroundings, this::tokens);
        this.engines = effects.engines();
        this.transactions = new MySqlTransactionEffects(effects.automatic(), effects.chains());
        engines.scriptBegins(surroundings.engine());
    }

    /**
     * The statement with all that is known of it.
     *
     * @param reading the same with what was noted
     * @param words its first ones
     * @param remarkable whether it has words that a session remembers something by
     */
    SqlStatement of(SqlStatement read, MySqlReading reading, List<String> words, boolean remarkable)
            throws ScriptException {
        String first = words.isEmpty() ? "" : words.get(0);
        boolean generates = GENERATING.contains(first);
        boolean common = generates || CHANGING.contains(first);
        if (common && !remarkable && !memory.hasTemporaryTables() && !engines.any()) {
            return plain(read, generates);
        }
        int limit = common && !remarkable ? ENOUGH : read.text().length();
        return described(read, reading.parts(limit, mode.quoting(), server), words);
    }

    private SqlStatement plain(SqlStatement read, boolean generates) throws ScriptException {
        return read.using(generates ? MySqlUse.GENERATES : MySqlUse.CHANGES).with(transactions.ofPlain());
    }

    private SqlStatement described(SqlStatement read, MySqlParts parts, List<String> words) throws ScriptException {
        MySqlPlace place = new MySqlPlace(read.line(), read.column());
        refuse(refusals.of(parts), place);
        List<Assignment> assignments = assignments(parts);
        refuse(MySqlTransactionRules.refusal(words).or(() -> MySqlTransactionRules.refusalOf(assignments)), place);
        refuse(transactions.refusal(words), place);
        TransactionEffect effect = transactions.of(words, assignments, place);
        SessionUse use = uses.of(parts);
        boolean outlasts = engines.keepsRowsOf(parts);
        follow(parts, words, assignments, read.text());
        SqlStatement described = read.with(effect).using(use);
        return outlasts ? described.outlastingRollback() : described;
    }

    /** The statements that one of the script stands for, which are sent one by one; see {@link MySqlAutocommit}. */
    List<MySqlReading> parted(MySqlReading statement, List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("SET")) {
            return List.of(statement);
        }
        List<String> texts = MySqlAutocommit.parted(statement.text(), statement.parts(mode.quoting(), server));
        return texts.size() == 1
                ? List.of(statement)
                : texts.stream().map(MySqlReading::of).toList();
    }

    private void follow(MySqlParts parts, List<String> words, List<Assignment> assignments, String text) {
        engines.follow(parts);
        for (Assignment assignment : assignments) {
            mode.apply(assignment);
            effects.assigned(assignment);
        }
        if (parts.at(0, "SET", "ROLE")) {
            effects.roleSet(text);
        }
        if (MySqlTransactionRules.effect(words) == TransactionEffect.MAY_END_IT) {
            effects.codeExecuted();
        }
        if (MySqlTransactionRules.makesTemporaryTable(words)) {
            effects.temporaryTableMade(words.contains("IF"));
        }
        if (MySqlTransactionRules.locksTables(words)) {
            effects.tablesLocked();
        }
    }

    /** Where the script has locked tables and not unlocked them. */
    Optional<MySqlPlace> tablesLocked() {
        return transactions.tablesLocked();
    }

    /** Whether a function of that name, in upper case, may do something to the session. */
    boolean isRemarkable(CharSequence function) {
        return memory.hasFunctions() && memory.routine(function.toString()).isPresent();
    }

    private static List<Assignment> assignments(MySqlParts parts) {
        boolean assigns = parts.at(0, "SET") && !parts.at(1, "STATEMENT") && !parts.at(1, "PASSWORD");
        return assigns ? MySqlAssignments.of(parts) : List.of();
    }

    private List<MySqlToken> tokens(String text) {
        return MySqlTokens.of(text, mode.quoting(), server);
    }

    private static void refuse(Optional<String> reason, MySqlPlace place) throws ScriptException {
        if (reason.isPresent()) {
            throw place.exception(reason.get());
        }
    }
}
