package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.Migration;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.testkit.MigrationExecutorContract;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Executors that run too early, too little or something else. */
public final class ExecutorMutants {
    private static final Class<?> DIES = MigrationExecutorContract.class;

    private ExecutorMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("its kinds are in capitals", MigrationExecutor.class, "kinds", call -> Set.of("SQL"))
                        .diesBy(DIES, "itsKindsAreExtensionsInLowerCase"),
                wrong("its kinds have a dot", MigrationExecutor.class, "kinds", call -> Set.of(".sql"))
                        .diesBy(DIES, "itsKindsAreExtensionsInLowerCase"),
                wrong("to prepare is to run", MigrationExecutor.class, "prepare", call -> {
                            PreparedMigration prepared = call.sound();
                            prepared.run((ExecutionContext) call.argument(1, RunScope.class));
                            return prepared;
                        })
                        .diesBy(DIES, "toPrepareChangesNothing"),
                wrong("mistakes show when it is too late", MigrationExecutor.class, "prepare", call -> {
                            try {
                                return call.sound();
                            } catch (ScriptException mistake) {
                                Migration migration = call.argument(0, Migration.class);
                                return call.soundly(
                                        new Migration(
                                                migration.name(),
                                                migration.kind(),
                                                migration.origin(),
                                                InputStream::nullInputStream),
                                        call.argument(1, RunScope.class));
                            }
                        })
                        .diesBy(DIES, "saysWhereAMistakeIsBeforeAnythingRuns"),
                wrong("mistakes have no place", MigrationExecutor.class, "prepare", call -> {
                            try {
                                return call.sound();
                            } catch (ScriptException mistake) {
                                throw new ScriptException("wrong", 0, 0);
                            }
                        })
                        .diesBy(DIES, "saysWhereAMistakeIsBeforeAnythingRuns"),
                running("it runs nothing", (call, statements) -> List.of()).diesBy(DIES, "runsAllOfItInOrder"),
                running("it runs the first statement alone", (call, statements) -> statements.subList(0, 1))
                        .diesBy(DIES, "runsAllOfItInOrder"),
                running("it runs backwards", (call, statements) -> {
                            List<SqlStatement> reversed = new ArrayList<>(statements);
                            Collections.reverse(reversed);
                            return reversed;
                        })
                        .diesBy(DIES, "runsAllOfItInOrder"),
                wrong("it commits", PreparedMigration.class, "run", call -> {
                            call.sound();
                            return execute(call, "COMMIT");
                        })
                        .diesBy(DIES, "leavesItsTransactionToTheRun"),
                wrong("it swallows failures", PreparedMigration.class, "run", call -> {
                            try {
                                return call.sound();
                            } catch (SQLException failure) {
                                return null;
                            }
                        })
                        .diesBy(DIES, "aFailureOfTheDatabaseEndsIt"),
                wrong("every script is empty", PreparedMigration.class, "empty", call -> true)
                        .diesBy(DIES, "knowsWhetherAScriptHoldsNothing"),
                wrong("no script is empty", PreparedMigration.class, "empty", call -> false)
                        .diesBy(DIES, "knowsWhetherAScriptHoldsNothing"),
                wrong("it counts one too many", PreparedMigration.class, "statements", call -> call.<Long>sound() + 1)
                        .diesBy(DIES, "countsItsStatementsOrDoesNotKnow"),
                wrong("it shows nothing", PreparedMigration.class, "show", call -> true)
                        .diesBy(DIES, "showsWhatItIsGoingToExecuteAndExecutesNothing"),
                wrong("it shows what it is not made of", PreparedMigration.class, "show", call -> {
                            call.sound();
                            return false;
                        })
                        .diesBy(DIES, "showsWhatItIsGoingToExecuteAndExecutesNothing"),
                hashing("each hash is the same", call -> "0a".repeat(32))
                        .diesBy(DIES, "aHashTellsWhetherAScriptSaysSomethingElse"),
                hashing("the order does not count", call -> {
                            byte[] bytes = bytes(call);
                            Arrays.sort(bytes);
                            return hash(new String(bytes, StandardCharsets.UTF_8));
                        })
                        .diesBy(DIES, "aHashTellsWhetherAScriptSaysSomethingElse"),
                hashing("line ends count", call -> hash(new String(bytes(call), StandardCharsets.UTF_8)))
                        .diesBy(DIES, "aHashIsTheSameWhereAScriptSaysTheSame"),
                hashing("a hash is in capitals", call -> call.<String>sound().toUpperCase(Locale.ROOT))
                        .diesBy(DIES, "aHashIsHexadecimalAndRunsNothing"),
                hashing("it leaves the file open", call -> {
                            call.argument(0, Migration.class).content().open();
                            return call.sound();
                        })
                        .diesBy(DIES, "closesWhatItHasOpened"));
    }

    private static Mutant.Wrong hashing(String name, Mutation mutation) {
        return wrong(name, MigrationExecutor.class, "tokens", mutation);
    }

    /** It runs other statements than it shows. */
    private static Mutant.Wrong running(String name, Choice choice) {
        return wrong(name, PreparedMigration.class, "run", call -> {
            List<SqlStatement> statements = new ArrayList<>();
            call.on(PreparedMigration.class).show(statements::add);
            ExecutionContext context = call.argument(0, ExecutionContext.class);
            for (SqlStatement statement : statements.isEmpty() ? statements : choice.of(call, statements)) {
                context.execute(statement);
            }
            return null;
        });
    }

    private static Object execute(Call call, String statement) throws SQLException {
        call.argument(0, ExecutionContext.class).session().wire().execute(List.of(statement, "BEGIN"));
        return null;
    }

    private static byte[] bytes(Call call) throws Exception {
        try (InputStream content = call.argument(0, Migration.class).content().open()) {
            return content.readAllBytes();
        }
    }

    private static String hash(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Which statements are run. */
    @FunctionalInterface
    private interface Choice {
        List<SqlStatement> of(Call call, List<SqlStatement> statements);
    }
}
