package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.DialectSession;
import io.migri.spi.binding.Facade;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.testkit.ScriptBindingContract;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bindings whose facade cannot be loaded, or whose channel does as it likes with the transaction. */
public final class BindingMutants {
    private static final Class<?> DIES = ScriptBindingContract.class;

    private BindingMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("there is no binding", DialectSession.class, "scriptBinding", call -> Optional.empty())
                        .diesBy(DIES, "aFacadeIsTheSameForEachSession"),
                facade("a file of the facade is missing", "no_such_file.py")
                        .diesBy(DIES, "eachFileOfTheFacadeCanBeRead"),
                facade("a file lies outside of the facade", "../SqliteFacadeBinding.class")
                        .diesBy(DIES, "eachFileOfTheFacadeCanBeRead"),
                wrong("the facade has no beginning", ScriptBinding.class, "facade", call -> {
                            Facade facade = call.sound();
                            return new Facade(facade.module(), facade.anchor(), List.of());
                        })
                        .diesBy(DIES, "eachFileOfTheFacadeCanBeRead"),
                wrong("the facade is another one each time", ScriptBinding.class, "facade", call -> {
                            Facade facade = call.sound();
                            return new Facade(
                                    facade.module() + "_" + System.nanoTime(), facade.anchor(), facade.files());
                        })
                        .diesBy(DIES, "aFacadeIsTheSameForEachSession"),
                wrong("definitions are said to commit", ScriptBinding.class, "mayCommit", call -> true)
                        .diesBy(DIES, "saysWhetherDefinitionsCommit"),
                wrong("to close commits", ScriptChannel.class, "close", call -> {
                            call.sound();
                            if (call.session().wire().transactionOpen()) {
                                call.execute("COMMIT");
                            }
                            return null;
                        })
                        .diesBy(DIES, "worksInTheTransactionOfTheMigration"),
                wrong("to close closes the connection", ScriptChannel.class, "close", call -> {
                            call.sound();
                            call.session().connection().close();
                            return null;
                        })
                        .diesBy(DIES, "leavesTheConnectionOpen"),
                wrong("to open begins anew", ScriptBinding.class, "open", call -> {
                            if (call.session().wire().transactionOpen()) {
                                call.execute("ROLLBACK", "BEGIN IMMEDIATE");
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "worksInTheTransactionOfTheMigration"),
                wrong("operations do nothing", ScriptChannel.class, "call", call -> null)
                        .diesBy(DIES, "worksInTheTransactionOfTheMigration"),
                wrong("it swallows failures", ScriptChannel.class, "call", call -> {
                            try {
                                return call.sound();
                            } catch (SQLException failure) {
                                return null;
                            }
                        })
                        .diesBy(DIES, "explainsAFailure"),
                wrong("what it does not know is done", ScriptChannel.class, "call", call -> {
                            try {
                                return call.sound();
                            } catch (SQLException failure) {
                                throw failure;
                            } catch (Exception unknown) {
                                return null;
                            }
                        })
                        .diesBy(DIES, "refusesAnOperationThatItDoesNotKnow"),
                wrong("it explains nothing", ScriptChannel.class, "explain", call -> Map.of())
                        .diesBy(DIES, "explainsAFailure"),
                wrong("what it does not know is harmless", ScriptChannel.class, "mayChange", call -> false)
                        .diesBy(DIES, "whatMayChangeSomethingIsSaidTo"),
                wrong("to be cancelled is a failure", ScriptChannel.class, "cancel", call -> {
                            throw new IllegalStateException("idle");
                        })
                        .diesBy(DIES, "doesNotMindBeingCancelledWhileIdle"));
    }

    private static Mutant.Wrong facade(String name, String file) {
        return wrong(name, ScriptBinding.class, "facade", call -> {
            Facade facade = call.sound();
            List<String> files = new ArrayList<>(facade.files());
            files.add(file);
            return new Facade(facade.module(), facade.anchor(), files);
        });
    }
}
