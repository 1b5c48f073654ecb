package io.migri.core.refusal;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.core.reading.Discretion;
import io.migri.core.reading.Prepared;
import io.migri.core.source.ReadFailure;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through all that is pending for what cannot be rehearsed, before anything is executed. */
public final class RehearsalCheck {
    private static final int LISTED = 100;

    private final Restriction restriction;
    private final DialectSession session;
    private final List<Refused> refused = new ArrayList<>();

    private RehearsalCheck(Restriction restriction, DialectSession session) {
        this.restriction = restriction;
        this.session = session;
    }

    /**
     * Lets only those be rehearsed on a copy that stay there.
     *
     * @throws MigriException that names every statement that would reach beyond the rehearsal
     */
    public static void require(OnCopy<DialectSession> rehearsal, List<Prepared> pending) throws SQLException {
        Optional<Restriction> restriction = rehearsal.restriction();
        if (restriction.isPresent()) {
            new RehearsalCheck(restriction.get(), rehearsal.session()).require(pending);
        }
    }

    private void require(List<Prepared> pending) throws SQLException {
        for (Prepared prepared : pending) {
            look(prepared);
        }
        if (!refused.isEmpty()) {
            throw refusal();
        }
    }

    private void look(Prepared prepared) throws SQLException {
        try {
            prepared.script().show(statement -> look(prepared.migration(), statement));
        } catch (IOException e) {
            throw ReadFailure.of(prepared.migration(), e, "");
        }
    }

    private void look(Migration migration, SqlStatement statement) {
        if (refused.size() < LISTED) {
            restriction
                    .refusal(statement)
                    .ifPresent(reason ->
                            refused.add(new Refused(Discretion.place(session, migration, statement, 0), reason)));
        }
    }

    private MigriException refusal() {
        Refused first = refused.get(0);
        boolean one = refused.size() == 1;
        String message = "a dry run cannot execute "
                + (one ? "this statement: " + first.reason() : refused.size() + " of the statements");
        return MigriException.of(ErrorCode.VALIDATION, message)
                .help(
                        "nothing was executed; apply such statements by a migration of their own, so that the others can be rehearsed")
                .details(one ? null : list())
                .at(one ? first.position() : null)
                .build();
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        for (Refused each : refused) {
            list.append(each.position()).append(": ").append(each.reason()).append('\n');
        }
        return list.toString();
    }

    private record Refused(SourcePosition position, String reason) {}
}
