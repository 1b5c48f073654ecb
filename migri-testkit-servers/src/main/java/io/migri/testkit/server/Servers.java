package io.migri.testkit.server;

import io.migri.testkit.server.program.MysqlInstallation;
import io.migri.testkit.server.program.MysqlProduct;
import io.migri.testkit.server.program.PostgresqlInstallation;
import io.migri.testkit.server.program.ServerCache;
import io.migri.testkit.server.program.Unprivileged;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a test run, one of each sort, started when first asked for. Each is looked for in this order: at the URL in the
 * system property {@code migri.test.<engine>} or in the environment variable {@code MIGRI_TEST_<ENGINE>_URL}, such as
 * {@code jdbc:postgresql://localhost:5432/?user=postgres&password=…}, and then nowhere else; in a Docker container; as a process
 * of this machine, from programs that are fetched without Docker and without root. The last two take the version that the system
 * property names, or else the newest. Where none works this fails: tests are never skipped.
 *
 * <p>Thread-safe. Closing it ends what it started; so does the end of the JVM, however that comes about.
 */
public final class Servers implements AutoCloseable {
    private final Map<Sort, DatabaseServer> running = new HashMap<>();
    private final Map<Sort, AssertionError> failed = new HashMap<>();
    private @Nullable Containers containers;

    /** A server of that product; the same one at each call. */
    public DatabaseServer server(Engine engine) {
        return server(engine, false);
    }

    /**
     * A server of that product; the same one at each call.
     *
     * @param performanceSchema whether MySQL and MariaDB keep account of locks, which takes memory
     */
    public synchronized DatabaseServer server(Engine engine, boolean performanceSchema) {
        Sort sort = new Sort(engine, performanceSchema && engine.mysqlFamily());
        AssertionError earlier = failed.get(sort);
        if (earlier != null) {
            throw earlier;
        }
        DatabaseServer server = running.get(sort);
        if (server == null) {
            server = start(sort);
            running.put(sort, server);
        }
        return server;
    }

    /** A new, empty database; the caller closes it. */
    public Database create(Engine engine) throws SQLException, IOException {
        return server(engine).create();
    }

    /** Those that were started. */
    synchronized List<DatabaseServer> running() {
        return List.copyOf(running.values());
    }

    @Override
    public synchronized void close() throws IOException {
        for (DatabaseServer server : running.values()) {
            server.close();
        }
        running.clear();
    }

    private DatabaseServer start(Sort sort) {
        List<Exception> reasons = new ArrayList<>();
        for (Route route : routes(sort)) {
            try {
                return route.start(sort);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                reasons.add(interrupted);
            } catch (Exception reason) {
                reasons.add(reason);
            }
        }
        AssertionError failure = noServer(sort, reasons);
        failed.put(sort, failure);
        throw failure;
    }

    private List<Route> routes(Sort sort) {
        if (sort.engine == Engine.SQLITE) {
            return List.of(Servers::file);
        }
        return sort.wanted().url() != null ? List.of(Servers::atItsUrl) : List.of(this::inContainer, Servers::local);
    }

    private static DatabaseServer file(Sort sort) throws IOException {
        return new SqliteDirectory(ServerCache.ofThisUser().newData(sort.engine.name()));
    }

    private static DatabaseServer atItsUrl(Sort sort) throws SQLException, InterruptedException {
        WantedServer wanted = sort.wanted();
        RemoteServer server = RemoteServer.at(sort.engine, wanted.name(), String.valueOf(wanted.url()));
        server.awaitConnections(Duration.ZERO, () -> true);
        return server;
    }

    private DatabaseServer inContainer(Sort sort) throws IOException, SQLException, InterruptedException {
        Containers docker = containers == null ? new Containers() : containers;
        containers = docker;
        if (!docker.available()) {
            throw new IOException("no Docker engine answers");
        }
        return docker.start(sort.wanted(), sort.performanceSchema);
    }

    private static DatabaseServer local(Sort sort) throws IOException {
        return local(sort.wanted(), sort.performanceSchema);
    }

    static LocalServer local(WantedServer wanted, boolean performanceSchema) throws IOException {
        ServerCache cache = ServerCache.ofThisUser();
        if (wanted.engine() == Engine.POSTGRESQL) {
            Unprivileged unprivileged = Unprivileged.ofThisMachine();
            ServerCache readable = unprivileged.cache(cache);
            return new LocalServer(
                    wanted.engine(), PostgresqlInstallation.in(readable, unprivileged, wanted.version()), readable);
        }
        MysqlProduct product = MysqlProduct.valueOf(wanted.engine().name());
        return new LocalServer(
                wanted.engine(), MysqlInstallation.in(cache, product, wanted.version(), performanceSchema), cache);
    }

    private static AssertionError noServer(Sort sort, List<Exception> reasons) {
        StringBuilder message = new StringBuilder("no " + sort.engine + " server to test against; set "
                + sort.wanted().name() + " to the URL of one, or start Docker, or make the following work:");
        for (Exception reason : reasons) {
            message.append("\n- ").append(reason.getMessage());
        }
        AssertionError failure = new AssertionError(message.toString());
        reasons.forEach(failure::addSuppressed);
        return failure;
    }

    /** Which server. */
    private record Sort(Engine engine, boolean performanceSchema) {
        WantedServer wanted() {
            return WantedServer.of(engine);
        }
    }

    /** A way to come by a server. */
    @FunctionalInterface
    private interface Route {
        DatabaseServer start(Sort sort) throws IOException, SQLException, InterruptedException;
    }
}
