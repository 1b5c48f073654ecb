package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.DatabaseError;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.Dialect;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.Wire;
import io.migri.testkit.TransactionEffectContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Readers that are wrong about transactions. Some are so of a database in which definitions commit. */
public final class EffectMutants {
    private static final Class<?> DIES = TransactionEffectContract.class;
    private static final String COMMON = "commonStatementsGetOnWithATransactionAsTheReaderSays";
    private static final String OWN = "aTransactionOfTheScriptsIsRecognisedHoweverItIsSpelled";
    private static final Set<TransactionEffect> OWN_EFFECTS =
            Set.of(TransactionEffect.BEGINS_BLOCK, TransactionEffect.COMMITS_BLOCK, TransactionEffect.ROLLS_BACK_BLOCK);

    private EffectMutants() {}

    public static List<Mutant> all() {
        return List.of(
                reading(
                                "the script's own BEGIN and COMMIT are not recognised",
                                next -> OWN_EFFECTS.contains(next.effect()) ? TransactionEffect.NONE : next.effect())
                        .diesBy(DIES, OWN),
                reading(
                                "only BEGIN begins",
                                next -> next.effect() == TransactionEffect.BEGINS_BLOCK
                                                && !next.text().equals("BEGIN")
                                        ? TransactionEffect.NONE
                                        : next.effect())
                        .diesBy(DIES, OWN),
                reading(
                                "a rollback is a commit",
                                next -> next.effect() == TransactionEffect.ROLLS_BACK_BLOCK
                                        ? TransactionEffect.COMMITS_BLOCK
                                        : next.effect())
                        .diesBy(DIES, OWN),
                reading(
                                "only COMMIT commits",
                                next -> next.text().startsWith("END") ? TransactionEffect.NONE : next.effect())
                        .diesBy(DIES, OWN),
                reading(
                                "to roll back to a savepoint is to roll back",
                                next -> next.text().startsWith("ROLLBACK TO")
                                        ? TransactionEffect.ROLLS_BACK_BLOCK
                                        : next.effect())
                        .diesBy(DIES, "savepointsAndRoutinesEndNoTransaction"),
                reading(
                                "the word commit in a text commits",
                                next -> next.text().contains("'commit'")
                                        ? TransactionEffect.COMMITS_BLOCK
                                        : next.effect())
                        .diesBy(DIES, "savepointsAndRoutinesEndNoTransaction"),
                reading(
                                "nothing refuses a transaction",
                                next -> next.effect() == TransactionEffect.REFUSES_IT
                                        ? TransactionEffect.NONE
                                        : next.effect())
                        .diesBy(DIES, COMMON),
                reading(
                                "to drop refuses a transaction",
                                next -> next.text().startsWith("DROP") ? TransactionEffect.REFUSES_IT : next.effect())
                        .diesBy(DIES, COMMON),
                reading(
                                "to drop commits",
                                next -> next.text().startsWith("DROP") ? TransactionEffect.ENDS_IT : next.effect())
                        .diesBy(DIES, COMMON),
                wrong("the server is too old for everything", StatementReader.class, "next", call -> {
                            SqlStatement next = call.sound();
                            return next == null ? null : next.knowing(new TooNew());
                        })
                        .diesBy(DIES, "whatTheServerTakesIsNotBeyondIt"),
                wrong("to refuse a transaction is a mistake in the statement", Dialect.class, "explain", call -> {
                            DatabaseError error = call.sound();
                            return DatabaseError.of(DatabaseError.Kind.STATEMENT, error.code(), error.message());
                        })
                        .diesBy(DIES, "whatRefusesATransactionIsExplainedSo"));
    }

    /** Of the dialect whose definitions commit. */
    public static List<Mutant> committing() {
        return List.of(
                reading(
                                "only CREATE is said to end a transaction",
                                next -> next.effect() == TransactionEffect.ENDS_IT
                                                && !next.text().startsWith("CREATE")
                                        ? TransactionEffect.NONE
                                        : next.effect())
                        .diesBy(DIES, COMMON),
                reading(
                                "only CREATE TABLE is said to end a transaction",
                                next -> next.effect() == TransactionEffect.ENDS_IT
                                                && next.text().startsWith("CREATE VIEW")
                                        ? TransactionEffect.NONE
                                        : next.effect())
                        .diesBy(DIES, COMMON),
                reading(
                                "a temporary table is said to end it, too",
                                next -> next.text().startsWith("CREATE TEMP")
                                        ? TransactionEffect.ENDS_IT
                                        : next.effect())
                        .diesBy(DIES, COMMON),
                reading(
                                "CALL is said never to commit",
                                next -> next.effect() == TransactionEffect.MAY_END_IT
                                        ? TransactionEffect.NONE
                                        : next.effect())
                        .diesBy(DIES, "codeThatCommitsIsSuspected"),
                wrong("nobody notices that CALL has committed", Wire.class, "transactionSurvived", call -> true)
                        .diesBy(DIES, "codeThatCommitsIsSuspected"));
    }

    private static Mutant.Wrong reading(String name, EffectOf effect) {
        return wrong(name, StatementReader.class, "next", call -> {
            SqlStatement next = call.sound();
            return next == null ? null : next.with(effect.of(next));
        });
    }

    /** What a wrong reader says. */
    @FunctionalInterface
    private interface EffectOf {
        TransactionEffect of(SqlStatement statement);
    }

    private record TooNew() implements StatementTraits {
        @Override
        public Optional<String> beyondServer() {
            return Optional.of("it came later");
        }
    }
}
