package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.report.Effect;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.DialectSession;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.StatementProbeContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Probes that see what is not there, or do what they should watch. */
public final class ProbeMutants {
    private static final Class<?> DIES = StatementProbeContract.class;

    private ProbeMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("there is no probe", DialectSession.class, "probe", call -> Optional.empty())
                        .diesBy(DIES, "tellsARewriteInARealRun"),
                wrong("nothing has effects", StatementProbe.class, "after", call -> List.of())
                        .diesBy(DIES, "tellsARewrite"),
                wrong("effects are on another table", StatementProbe.class, "after", call -> {
                            List<Effect> effects = call.sound();
                            return effects.stream()
                                    .map(effect -> Effect.of(effect.kind(), "other", effect.detail()))
                                    .toList();
                        })
                        .diesBy(DIES, "tellsARewrite"),
                wrong(
                                "new tables have effects",
                                StatementProbe.class,
                                "after",
                                call -> plus(call, Effect.of(Effect.Kind.REBUILD, "plant", "")))
                        .diesBy(DIES, "tellsNothingOfWhatTheRunItselfMade"),
                wrong(
                                "an update is a rewrite",
                                StatementProbe.class,
                                "after",
                                call -> plus(call, Effect.of(Effect.Kind.REWRITE, "animal", "")))
                        .diesBy(DIES, "tellsHowManyRowsAStatementChanged"),
                wrong(
                                "no table is empty",
                                StatementProbe.class,
                                "after",
                                call -> plus(
                                        call,
                                        Effect.of(Effect.Kind.REBUILD, "plant", "")
                                                .sized(OptionalLong.of(7), OptionalLong.of(7))))
                        .diesBy(DIES, "knowsThatATableIsEmpty"),
                wrong("every table is empty", StatementProbe.class, "after", call -> {
                            List<Effect> effects = call.sound();
                            return effects.stream()
                                    .map(effect -> effect.sized(OptionalLong.of(0), OptionalLong.of(0)))
                                    .toList();
                        })
                        .diesBy(DIES, "tellsARewriteInARealRun"),
                wrong("rows are not counted", StatementProbe.class, "execute", call -> {
                            call.sound();
                            return OptionalLong.empty();
                        })
                        .diesBy(DIES, "tellsHowManyRowsAStatementChanged"),
                wrong("it executes nothing", StatementProbe.class, "execute", call -> OptionalLong.of(0))
                        .diesBy(DIES, "executesWithoutATransactionToo"),
                wrong("it swallows failures", StatementProbe.class, "execute", call -> {
                            try {
                                return call.sound();
                            } catch (StatementFailedException failure) {
                                return OptionalLong.of(0);
                            }
                        })
                        .diesBy(DIES, "goesOnAfterAStatementThatFailed"),
                wrong("it blames another statement", StatementProbe.class, "execute", call -> {
                            try {
                                return call.sound();
                            } catch (StatementFailedException failure) {
                                throw new StatementFailedException(1, failure.failure());
                            }
                        })
                        .diesBy(DIES, "goesOnAfterAStatementThatFailed"),
                wrong("to look commits", StatementProbe.class, "after", call -> {
                            if (call.session().wire().transactionOpen()) {
                                call.execute("COMMIT");
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "changesNothingByLooking"),
                wrong("to look begins", StatementProbe.class, "before", call -> {
                            if (!call.session().wire().transactionOpen()) {
                                call.execute("BEGIN");
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "executesWithoutATransactionToo"));
    }

    private static List<Effect> plus(Call call, Effect effect) throws Throwable {
        List<Effect> effects = new ArrayList<>(call.<List<Effect>>sound());
        effects.add(effect);
        return effects;
    }
}
