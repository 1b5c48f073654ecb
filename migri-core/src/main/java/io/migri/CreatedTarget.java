package io.migri;

import io.migri.api.DatabaseError;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.spi.ConnectionSource;
import java.util.Optional;

/**
 * A target whose database is created where it is missing. Whoever only looks, or tries something out, creates none.
 *
 * @param listener told of a database that was created
 */
record CreatedTarget(ConfiguredTarget target, WholeDatabases databases, MigrationListener listener) implements Target {

    @Override
    public OpenTarget open(Errand errand) {
        try {
            return target.open(errand);
        } catch (MigriException e) {
            if (errand != Errand.CHANGE || !isUnknown(e)) {
                throw e;
            }
            if (databases.create()) {
                listener.told(Message.note(Text.of("created the database " + name())));
            }
            return target.open(errand);
        }
    }

    /** Whether the server has no database of that name. */
    static boolean isUnknown(MigriException failure) {
        return failure.databaseError()
                .filter(error -> error.kind() == DatabaseError.Kind.UNKNOWN_DATABASE)
                .isPresent();
    }

    @Override
    public boolean mayComeUp(MigriException failure) {
        return target.mayComeUp(failure);
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public ConnectionSource others() {
        return target.others();
    }

    /** It was asked for. */
    @Override
    public Optional<String> creates() {
        return Optional.empty();
    }
}
