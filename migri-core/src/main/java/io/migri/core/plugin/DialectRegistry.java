package io.migri.core.plugin;

import static java.util.stream.Collectors.joining;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.guest.Guests;
import io.migri.core.guest.Misbehaviour;
import io.migri.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dialects at hand, and which of them a connection means. Safe for use by several threads. */
public final class DialectRegistry {
    private final Plugins<Dialect> dialects;

    private DialectRegistry(Plugins<Dialect> dialects) {
        this.dialects = dialects;
    }

    /** Those that {@code loader} sees, and those in {@code explicit}, which win. */
    public static DialectRegistry discover(ClassLoader loader, Collection<Dialect> explicit) {
        return new DialectRegistry(Plugins.discover(Dialect.class, loader, explicit, dialect -> Set.of(dialect.id())));
    }

    /**
     * The dialect that {@code config} names, or the only one it can mean.
     *
     * @throws MigriException with code {@code DIALECT_UNKNOWN} where there is none, or more than one
     */
    public Dialect choose(ConnectionConfig config) {
        if (config.dialect().isPresent()) {
            return named(config.dialect().get());
        }
        return onlyOne(
                matching(dialect -> dialect.matches(config)),
                "Unable to infer database dialect, please specify dialect",
                Text.of(doubt(config) + " does not say which database this is; name it with ", Option.DIALECT, ": "));
    }

    private static String doubt(ConnectionConfig config) {
        return config.port().isPresent() ? "port " + config.port().getAsInt() : "a server without a port";
    }

    /** The dialect of an open connection. */
    public Dialect choose(Connection connection) throws SQLException {
        return onlyOne(
                matching(dialect -> dialect.matches(connection)),
                "no dialect knows a connection of " + connection.getClass().getName(),
                Text.of("the dialects here are: "));
    }

    /** Whether one of them takes {@code failure} to connect for what may go away by itself. */
    public boolean mayComeUp(SQLException failure) {
        for (Dialect dialect : dialects.all()) {
            if (dialect.mayComeUp(failure)) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with plug-ins that were left out. */
    public List<MigriException> broken() {
        return dialects.broken();
    }

    /** A guest that cannot say whether it is meant is not meant. */
    private <E extends Exception> List<Dialect> matching(Question<E> isMeant) throws E {
        List<Dialect> matching = new ArrayList<>();
        for (Dialect dialect : dialects.all()) {
            try {
                if (isMeant.of(dialect)) {
                    matching.add(dialect);
                }
            } catch (MigriException e) {
                if (!Misbehaviour.is(e)) {
                    throw e;
                }
                dialects.leaveOut(e);
            }
        }
        return matching;
    }

    private Dialect named(String id) {
        return dialects.find(id)
                .orElseThrow(() -> refused(
                        "unknown dialect: " + id,
                        Text.of(
                                "choose one of: " + dialects.names() + "; others are looked for in ",
                                Option.PLUGINS,
                                dialects.reasons())));
    }

    /** Where one of Migri's own is meant, a guest that takes the same for its own has no say. */
    private Dialect onlyOne(List<Dialect> matching, String message, Text before) {
        if (matching.isEmpty()) {
            throw refused(message, Text.of(before, dialects.names() + dialects.reasons()));
        }
        List<Dialect> own = new ArrayList<>();
        for (Dialect one : matching) {
            if (!Guests.isForeign(one)) {
                own.add(one);
            }
        }
        List<Dialect> meant = own.isEmpty() ? matching : own;
        if (meant.size() > 1) {
            String found = meant.stream().map(Dialect::id).collect(joining(", "));
            throw refused(message, Text.of("it could be any of: " + found));
        }
        return meant.get(0);
    }

    /** Where {@code server} names another dialect than that of the database to migrate: both, in words. */
    public static Optional<String> difference(ConnectionConfig server, Dialect dialect) {
        return server.dialect()
                .filter(named -> !named.equals(dialect.id()))
                .map(named -> "for " + named + ", and the database to migrate is for " + dialect.id());
    }

    private static MigriException refused(String message, Text help) {
        return MigriException.of(ErrorCode.DIALECT_UNKNOWN, message).help(help).build();
    }

    /** What a dialect is asked, and how it may fail at that. */
    @FunctionalInterface
    private interface Question<E extends Exception> {
        boolean of(Dialect dialect) throws E;
    }
}
