package io.migri.core.options;

import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.core.audience.Audience;
import io.migri.core.foreign.ForeignCheck;
import io.migri.core.selection.Selection;
import io.migri.spi.ConnectionSource;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.source.MigrationSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a run behaves.
 *
 * @param lockWait how long to wait for another run at the most
 * @param allowEmpty whether a script that holds nothing at all is applied rather than refused
 * @param foreign looks whether the files were written for another tool
 * @param strict whether changed and late migrations are refused rather than warned of
 * @param anyServer whether a server that Migri is not made for is remarked on rather than refused
 * @param settings what executors may look up, by name
 * @param lockBudget how long statements may wait for locks of the database
 * @param rehearsedRows how many rows of a table a dry run copies where it works on a copy; empty for all
 * @param scratchServer where to rehearse, if not on the server of the database
 * @param selection which of the pending migrations are taken up
 * @param oneTransaction whether all that are taken up are in one transaction
 * @param report whether to tell what single statements do, which sends them one at a time
 * @param history where and how the history is kept
 * @param decision what the user says about a statement in doubt; null where nothing was said
 */
public record RunOptions(
        MigrationListener listener,
        Duration lockWait,
        boolean allowEmpty,
        ForeignCheck foreign,
        boolean strict,
        boolean anyServer,
        Cancellation cancellation,
        Clock clock,
        Map<String, String> settings,
        LockBudget lockBudget,
        OptionalLong rehearsedRows,
        Optional<ConnectionConfig> scratchServer,
        Selection selection,
        boolean oneTransaction,
        boolean report,
        HistoryOptions history,
        @Nullable Decision decision) {

    public RunOptions {
        settings = Map.copyOf(settings);
    }

    /** The same with a decision. */
    public RunOptions deciding(Decision answer) {
        return with(listener, foreign, lockBudget, selection, answer, oneTransaction);
    }

    /** The same for another audience. */
    public RunOptions hearing(MigrationListener other) {
        return with(other, foreign, lockBudget, selection, decision, oneTransaction);
    }

    /** The same with a transaction for each migration. */
    public RunOptions apart() {
        return with(listener, foreign, lockBudget, selection, decision, false);
    }

    /** The same with a selection of migrations. */
    public RunOptions taking(Selection some) {
        return with(listener, foreign, lockBudget, some, decision, oneTransaction);
    }

    /** The same with that much patience. */
    public RunOptions waiting(LockBudget budget) {
        return with(listener, foreign, budget, selection, decision, oneTransaction);
    }

    /** The same where everything is undone again, which the log says. */
    public RunOptions ofDryRun() {
        return with(Audience.ofDryRun(listener), foreign, lockBudget, selection, decision, oneTransaction);
    }

    /** The same with other files, which are taken as they are. */
    public RunOptions reading(MigrationSource source) {
        return with(listener, foreign.settled(source), lockBudget, selection, decision, oneTransaction);
    }

    /** The same for undos. They were chosen before, so all are taken up, and nobody looks whether another tool wrote them. */
    public RunOptions ofUndo() {
        return with(listener, foreign.settled(foreign.source()), lockBudget, Selection.ALL, decision, oneTransaction);
    }

    private RunOptions with(
            MigrationListener told,
            ForeignCheck check,
            LockBudget budget,
            Selection some,
            @Nullable Decision answer,
            boolean together) {
        return new RunOptions(
                told,
                lockWait,
                allowEmpty,
                check,
                strict,
                anyServer,
                cancellation,
                clock,
                settings,
                budget,
                rehearsedRows,
                scratchServer,
                some,
                together,
                report,
                history,
                answer);
    }

    /** Collects them; what nobody asks for is as it usually is. */
    public static final class Builder {
        private final List<MigrationListener> listeners = new ArrayList<>();
        private boolean logged = true;
        private Duration lockWait = Duration.ofSeconds(60);
        private Optional<Duration> lockTimeout = Optional.empty();
        private int lockRetries = 10;
        private boolean allowEmpty;
        private boolean strict;
        private boolean anyServer;
        private Cancellation cancellation = new Cancellation();
        private Clock clock = Clock.systemUTC();
        private final Map<String, String> settings = new HashMap<>();
        private OptionalLong rehearsedRows = OptionalLong.of(RehearsalRequest.DEFAULT_ROWS);
        private Optional<ConnectionConfig> scratchServer = Optional.empty();
        private @Nullable String last;
        private OptionalInt most = OptionalInt.empty();
        private boolean oneTransaction;
        private boolean report;
        private HistoryOptions history = HistoryOptions.USUAL;

        public void listener(MigrationListener told) {
            listeners.add(told);
        }

        public void logging(boolean wanted) {
            logged = wanted;
        }

        public void lockWait(Duration most) {
            if (most.isNegative()) {
                throw invalid("the time to wait for a lock must not be negative: " + most);
            }
            lockWait = most;
        }

        public void lockTimeout(Duration most) {
            if (most.isNegative() || most.isZero()) {
                throw invalid("the time to wait for a lock of the database must not be negative: " + most);
            }
            lockTimeout = Optional.of(most);
        }

        public void lockRetries(int most) {
            if (most < 0) {
                throw invalid("the number of retries must not be negative: " + most);
            }
            lockRetries = most;
        }

        public void allowEmpty(boolean allowed) {
            allowEmpty = allowed;
        }

        public void strict(boolean refused) {
            strict = refused;
        }

        public void anyServer(boolean any) {
            anyServer = any;
        }

        public void cancellation(Cancellation stop) {
            cancellation = stop;
        }

        public void clock(Clock told) {
            clock = told;
        }

        public void setting(String name, String value) {
            settings.put(name, value);
        }

        /** Those that are set by now. */
        public Map<String, String> settings() {
            return Map.copyOf(settings);
        }

        public void rehearsedRows(OptionalLong most) {
            if (most.orElse(0) < 0) {
                throw invalid("the number of rows to copy must not be negative: " + most);
            }
            rehearsedRows = most;
        }

        public void scratchServer(ConnectionConfig server) {
            scratchServer = Optional.of(server);
        }

        public void last(String name) {
            last = name;
        }

        public void most(int migrations) {
            if (migrations < 1) {
                throw invalid("the number of migrations to apply must be at least 1: " + migrations);
            }
            most = OptionalInt.of(migrations);
        }

        private Selection selection() {
            if (last == null) {
                return most.isPresent() ? Selection.first(most.getAsInt()) : Selection.ALL;
            }
            if (most.isPresent()) {
                throw invalid("give the last migration or how many there are to be, not both");
            }
            return Selection.upTo(last);
        }

        public void oneTransaction(boolean wanted) {
            oneTransaction = wanted;
        }

        public void report(boolean wanted) {
            report = wanted;
        }

        /** The history's own name, as it is written, such as {@code audit.shop_history}. */
        public void historyTable(String written) {
            history = history.in(HistoryName.read(written));
        }

        public void storeTexts(boolean stored) {
            history = history.storing(stored);
        }

        public void newHistory(boolean allowed) {
            history = history.beginning(allowed);
        }

        /** What the history is called, as far as it is set by now. */
        public HistoryTable historyTable() {
            return history.table();
        }

        private static MigriException invalid(String message) {
            return new MigriException(ErrorCode.CONFIGURATION_INVALID, message);
        }

        /**
         * These options.
         *
         * @param others where to look from who is in the way
         */
        public RunOptions build(ForeignCheck foreign, ConnectionSource others) {
            return new RunOptions(
                    Audience.of(listeners, logged),
                    lockWait,
                    allowEmpty,
                    foreign,
                    strict,
                    anyServer,
                    cancellation,
                    clock,
                    settings,
                    new LockBudget(lockTimeout, lockRetries, others),
                    rehearsedRows,
                    scratchServer,
                    selection(),
                    oneTransaction,
                    report,
                    history,
                    null);
        }
    }
}
