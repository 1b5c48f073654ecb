package io.migri.testkit.server;

import io.migri.testkit.server.program.DebianPackage;
import io.migri.testkit.server.program.DebianPrograms;
import io.migri.testkit.server.program.Directories;
import io.migri.testkit.server.program.ServerCache;
import io.migri.testkit.server.program.Unprivileged;
import io.migri.testkit.server.program.Watchdog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A pool of connections in front of a PostgreSQL database, as a process of this machine
 * (<a href="https://www.pgbouncer.org/config.html">manual</a>). Whoever asks is let in as the database's user.
 */
public final class PgBouncer implements AutoCloseable {
    private static final String PROGRAM = "usr/sbin/pgbouncer";
    private static final DebianPackage PACKAGE = DebianPackage.of("pgbouncer-trixie", "trixie", "pgbouncer", PROGRAM);
    private static final Duration START = Duration.ofSeconds(20);

    private final Watchdog watchdog;
    private final Path data;
    private final Database behind;
    private final int port;

    private PgBouncer(Watchdog watchdog, Path data, Database behind, int port) {
        this.watchdog = watchdog;
        this.data = data;
        this.behind = behind;
        this.port = port;
    }

    /**
     * Starts one before {@code database}.
     *
     * @param settings lines of its configuration, such as {@code pool_mode = transaction}
     */
    public static PgBouncer before(Database database, String... settings) throws IOException {
        Unprivileged unprivileged = Unprivileged.ofThisMachine();
        ServerCache cache = unprivileged.cache(ServerCache.ofThisUser());
        DebianPrograms programs = PACKAGE.in(cache);
        Path data = cache.newData(Engine.POSTGRESQL.name());
        int port = freePort();
        Path configuration = data.resolve("pgbouncer.ini");
        Files.writeString(configuration, configuration(database, port, settings));
        unprivileged.handOver(data);
        List<String> command = programs.command(PROGRAM);
        command.add(configuration.toString());
        Watchdog watchdog = Watchdog.start(unprivileged.command(command), data, data.resolve("pgbouncer.log"));
        PgBouncer started = new PgBouncer(watchdog, data, database, port);
        started.await();
        return started;
    }

    /** The same database, reached through the pool. */
    public Database database() {
        return behind.through(port);
    }

    @Override
    public void close() throws IOException {
        watchdog.abandon();
        Directories.delete(data);
    }

    private static String configuration(Database database, int port, String... settings) {
        return """
                [databases]
                %s = host=%s port=%d dbname=%s user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                server_tls_sslmode = disable
                %s
                """.formatted(
                        database.name(),
                        database.host(),
                        database.port(),
                        database.name(),
                        database.user(),
                        database.password(),
                        port,
                        String.join("\n", settings));
    }

    private void await() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!watchdog.alive() || System.nanoTime() > end) {
                String log = Files.readString(data.resolve("pgbouncer.log"));
                close();
                throw new IOException("pgbouncer did not start:\n" + log);
            }
            pause();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while pgbouncer was starting");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
