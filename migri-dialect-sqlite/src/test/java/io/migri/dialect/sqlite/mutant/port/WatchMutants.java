package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.event.ServerProgress;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.watch.StatementWatch;
import io.migri.testkit.StatementWatchContract;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Watches that make progress up, or see none. */
final class WatchMutants {
    private static final Class<?> DIES = StatementWatchContract.class;
    private static final ServerProgress HALF = new ServerProgress("", 1, 2, ServerProgress.Unit.STEPS);

    private WatchMutants() {}

    static List<Mutant> all() {
        return List.of(
                wrong("who does nothing is half way", StatementWatch.class, "of", call -> Optional.of(HALF))
                        .diesBy(DIES, "ofASessionThatDoesNothingNothingIsTold"),
                wrong(
                                "a session that nobody can name is half way",
                                StatementWatch.class,
                                "of",
                                call -> Optional.of(HALF))
                        .diesBy(DIES, "whoWaitsCanBeLookedAt"),
                wrong("what is written does not count", StatementWatch.class, "size", call -> OptionalLong.of(7))
                        .diesBy(DIES, "whatCannotBeAskedGrowsWithWhatIsWritten"),
                wrong("each byte counts as a thousand", StatementWatch.class, "size", call -> {
                            OptionalLong size = call.sound();
                            return OptionalLong.of(size.orElse(0) * 1000);
                        })
                        .diesBy(DIES, "whatCannotBeAskedGrowsWithWhatIsWritten"));
    }
}
