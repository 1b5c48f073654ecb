package io.migri;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigriException;
import io.migri.core.plugin.PropertyNames;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Opens a connection of its own for each run. */
record ConfiguredTarget(Dialect dialect, ConnectionConfig config) implements Target {

    ConfiguredTarget {
        PropertyNames.require(dialect, config);
    }

    @Override
    public OpenTarget open(Errand errand) {
        try {
            Connection connection = dialect.connect(config, errand.purpose());
            return new OpenTarget(dialect, connection, connection::close, config.describe(), config.schema());
        } catch (SQLException e) {
            throw OpenTarget.failed(
                    "cannot connect to " + config.describe() + ": ", OpenTarget.explained(dialect, e), e);
        }
    }

    @Override
    public boolean mayComeUp(MigriException failure) {
        return failure.getCause() instanceof SQLException refusal && dialect.mayComeUp(refusal);
    }

    @Override
    public String name() {
        return config.describe();
    }

    @Override
    public ConnectionSource others() {
        return () -> Optional.of(dialect.connect(config));
    }

    @Override
    public Optional<String> creates() {
        return config.dialect().isPresent() ? Optional.empty() : dialect.creates(config);
    }
}
