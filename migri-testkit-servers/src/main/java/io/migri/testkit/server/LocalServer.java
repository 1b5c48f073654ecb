package io.migri.testkit.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.migri.testkit.server.program.Directories;
import io.migri.testkit.server.program.Installation;
import io.migri.testkit.server.program.ServerCache;
import io.migri.testkit.server.program.Watchdog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** A server that this JVM runs as a process of its own, with a data directory of its own. */
final class LocalServer implements DatabaseServer {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int ATTEMPTS = 4;

    private final Engine engine;
    private final Installation installation;
    private final Path data;
    private Watchdog watchdog;
    private NetworkServer network;

    LocalServer(Engine engine, Installation installation, ServerCache cache) throws IOException {
        this.engine = engine;
        this.installation = installation;
        Path template = installation.template();
        this.data = cache.newData(engine.name());
        Directories.copy(template, data);
        Started started = startAnywhere();
        this.watchdog = started.watchdog;
        this.network = started.network;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String origin() {
        return "local " + installation.version();
    }

    @Override
    public Database create() throws SQLException, IOException {
        if (!watchdog.alive()) {
            restart();
        }
        return network.create();
    }

    @Override
    public void drop(Database database) throws SQLException {
        if (watchdog.alive()) {
            network.drop(database.name());
        }
    }

    @Override
    public void kill9() throws IOException {
        watchdog.end("KILL");
    }

    @Override
    public void shutDown() throws IOException {
        watchdog.end(installation.shutdownSignal());
    }

    @Override
    public void restart() throws IOException {
        if (watchdog.alive()) {
            shutDown();
        }
        watchdog = start(network);
    }

    /** Its installation looks for them in this folder. */
    @Override
    public void encrypt(String name) throws IOException {
        Certificates certificates = new Certificates(data.resolve("tls"));
        Files.move(certificates.file(name + "-cert.pem"), data.resolve("tls/cert.pem"), REPLACE_EXISTING);
        Files.move(certificates.file(name + "-key.pem"), data.resolve("tls/key.pem"), REPLACE_EXISTING);
        Files.move(certificates.file("authority.pem"), data.resolve("tls/ca.pem"), REPLACE_EXISTING);
        restart();
    }

    @Override
    public void close() throws IOException {
        watchdog.abandon();
        Directories.delete(data);
    }

    /** The server's process id. */
    long pid() {
        return watchdog.server();
    }

    Path data() {
        return data;
    }

    /** Somebody else may take a free port before the server does. */
    private Started startAnywhere() throws IOException {
        IOException failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            NetworkServer candidate =
                    new NetworkServer(this, "127.0.0.1", freePort(), installation.user(), installation.password());
            try {
                return new Started(start(candidate), candidate);
            } catch (IOException notThere) {
                failure = notThere;
                if (!log().contains("Address already in use")) {
                    break;
                }
            }
        }
        Directories.delete(data);
        throw failure == null ? new IOException("no attempt made") : failure;
    }

    private Watchdog start(NetworkServer candidate) throws IOException {
        installation.beforeStart(data);
        Path log = data.resolve("server.log");
        Watchdog starting = Watchdog.start(
                installation.command(data, candidate.administration().port()), data, log);
        try {
            candidate.awaitConnections(START, starting::alive);
            return starting;
        } catch (SQLException failure) {
            starting.end("KILL");
            throw new IOException(engine + " did not start: " + failure.getMessage() + "\n" + log(), failure);
        } catch (InterruptedException interrupted) {
            starting.abandon();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + engine + " was starting");
        }
    }

    @Override
    public String log() throws IOException {
        Path log = data.resolve("server.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Started(Watchdog watchdog, NetworkServer network) {}
}
