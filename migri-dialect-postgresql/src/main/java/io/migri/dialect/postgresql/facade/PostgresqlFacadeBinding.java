package io.migri.dialect.postgresql.facade;

import io.migri.spi.binding.Facade;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import java.util.Optional;
import java.util.function.Function;
import org.postgresql.core.BaseConnection;

/** Makes the session look like a connection of <a href="https://magicstack.github.io/asyncpg/current/api/index.html">asyncpg</a>. */
public final class PostgresqlFacadeBinding implements ScriptBinding {
    private static final Facade FACADE =
            new Facade("migri_asyncpg", PostgresqlFacadeBinding.class, PostgresqlFacadeFiles.NAMES);

    private final BaseConnection connection;

    private final Function<String, Optional<String>> beyondRollback;

    /** @param beyondRollback why a statement must not be sent, because no rollback takes it back; empty outside of rehearsals */
    public PostgresqlFacadeBinding(BaseConnection connection, Function<String, Optional<String>> beyondRollback) {
        this.connection = connection;
        this.beyondRollback = beyondRollback;
    }

    @Override
    public Facade facade() {
        return FACADE;
    }

    @Override
    public ScriptChannel open(ScriptHost host) {
        return new PostgresqlFacadeChannel(
                connection, host.transactional() || host.onlyInTransaction(), beyondRollback);
    }
}
