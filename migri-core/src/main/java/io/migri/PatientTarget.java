package io.migri;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.lock.Attempts;
import io.migri.core.lock.Expectation;
import io.migri.core.options.RunOptions;
import io.migri.spi.ConnectionSource;
import java.time.Duration;
import java.util.Optional;

/**
 * Another target, whose database may not be there yet: it is waited for.
 *
 * @param limit how long at the most
 */
record PatientTarget(Target target, Duration limit, RunOptions options) implements Target {

    @Override
    public OpenTarget open(Errand errand) {
        Attempts attempts = new Attempts(limit, options.cancellation());
        Expectation expectation = new Expectation(target.name(), limit, options.listener());
        return attempts.until(() -> attempt(errand, expectation), OpenTarget::close)
                .orElseThrow(expectation::disappointed);
    }

    private Optional<OpenTarget> attempt(Errand errand, Expectation expectation) {
        try {
            return Optional.of(target.open(errand));
        } catch (MigriException e) {
            if (e.code() != ErrorCode.DATABASE_UNAVAILABLE || !target.mayComeUp(e)) {
                throw e;
            }
            expectation.found(e);
            return Optional.empty();
        }
    }

    /** It was waited for already. */
    @Override
    public boolean mayComeUp(MigriException failure) {
        return false;
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public ConnectionSource others() {
        return target.others();
    }

    @Override
    public Optional<String> creates() {
        return target.creates();
    }
}
