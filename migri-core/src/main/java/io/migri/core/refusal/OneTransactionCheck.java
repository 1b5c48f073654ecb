package io.migri.core.refusal;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.journal.HandRepair;
import io.migri.core.journal.RunJournal;
import io.migri.core.reading.Discretion;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.ScriptText;
import io.migri.core.script.PreparedScript;
import io.migri.core.source.Direction;
import io.migri.core.source.ReadFailure;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks through all that is due for what cannot share a transaction, before anything is executed. */
public final class OneTransactionCheck {
    private static final int LISTED = 100;

    private final DialectSession session;
    private final List<Refused> refused = new ArrayList<>();

    private OneTransactionCheck(DialectSession session) {
        this.session = session;
    }

    /**
     * Lets all of {@code due} be in one transaction.
     *
     * @throws MigriException that names, for each file that cannot, its first statement that cannot
     */
    public static void require(List<Prepared> due, DialectSession session) throws SQLException {
        OneTransactionCheck check = new OneTransactionCheck(session);
        for (Prepared one : due) {
            check.look(one);
        }
        if (!check.refused.isEmpty()) {
            throw check.refusal();
        }
    }

    /**
     * Lets those begin that no earlier run has begun.
     *
     * @throws MigriException where an earlier run has done a part of a migration, which lasts already
     */
    public static void requireUntouched(List<Prepared> due, RunJournal journal) {
        for (Prepared one : due) {
            if (journal.concerns(List.of(one))) {
                throw MigriException.of(
                                ErrorCode.VALIDATION,
                                one.migration().name()
                                        + " was begun by an earlier run, so that a part of it may be done already")
                        .help(Text.of(
                                Direction.of(one.migration().name()).nothing() + "finish it with `",
                                HandRepair.continuing(one.migration().name()),
                                "` without ",
                                Option.SINGLE_TRANSACTION))
                        .build();
            }
        }
    }

    private void look(Prepared prepared) throws SQLException {
        Migration migration = prepared.migration();
        boolean apart = prepared.script() instanceof PreparedScript sql
                && sql.directives().noTransaction();
        First first = new First();
        try {
            boolean statements = prepared.script().show(statement -> {
                if (first.statement == null) {
                    first.look(statement, apart);
                }
            });
            if (!statements && prepared.script().lastsInParts()) {
                add(migration, ScriptText.position(migration, 1, 1), "it may commit before its end");
            }
        } catch (IOException e) {
            throw ReadFailure.of(migration, e, Direction.of(migration.name()).nothing());
        }
        if (first.statement != null) {
            add(migration, Discretion.place(session, migration, first.statement, 0), first.reason);
        }
    }

    private void add(Migration migration, SourcePosition place, String reason) {
        if (refused.size() < LISTED) {
            refused.add(new Refused(place, reason, Direction.of(migration.name())));
        }
    }

    private MigriException refusal() {
        Refused first = refused.get(0);
        boolean one = refused.size() == 1;
        String what = one
                ? "this file cannot share a transaction: " + first.reason()
                : refused.size() + " of the files cannot share a transaction";
        return MigriException.of(ErrorCode.VALIDATION, what)
                .help(Text.of(
                        first.direction().nothing() + "run without ",
                        Option.SINGLE_TRANSACTION,
                        (one ? ", or take that file" : ", or take those files") + " by a run of its own"))
                .details(one ? null : list())
                .at(one ? first.place() : null)
                .build();
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        for (Refused each : refused) {
            list.append(each.place()).append(": ").append(each.reason()).append('\n');
        }
        return list.toString();
    }

    /** Why a statement cannot be in a transaction with others; empty where it can. */
    private static Optional<String> reason(SqlStatement statement) {
        return Optional.ofNullable(
                switch (statement.effect()) {
                    case NONE ->
                        statement.outlastsRollback()
                                ? "this statement changes a table that knows no transactions, which no rollback undoes"
                                : null;
                    case ENDS_IT -> "this statement commits what came before it";
                    case MAY_END_IT -> "the code that this statement runs may commit";
                    case ALONE -> "this statement has a transaction of its own";
                    case REFUSES_IT -> "this statement cannot be in a transaction";
                    case SESSION_ONLY -> "this statement counts outside of a transaction only";
                    case BEGINS_BLOCK,
                            BEGINS_READ_ONLY_BLOCK,
                            COMMITS_BLOCK,
                            ROLLS_BACK_BLOCK,
                            COMMITS_AND_BEGINS_BLOCK,
                            ROLLS_BACK_AND_BEGINS_BLOCK -> "it begins and ends transactions itself";
                    case STRAY, REDUNDANT -> null;
                });
    }

    /** A file's first statement that cannot. */
    private static final class First {
        private @Nullable SqlStatement statement;
        private String reason = "";

        void look(SqlStatement next, boolean apart) {
            Optional<String> found = reason(next);
            if (found.isPresent()) {
                statement = next;
                reason = apart ? "its head says that it runs without a transaction" : found.get();
            }
        }
    }

    private record Refused(SourcePosition place, String reason, Direction direction) {}
}
