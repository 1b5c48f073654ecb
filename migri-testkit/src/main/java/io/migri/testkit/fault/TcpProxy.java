package io.migri.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and a server: counts round trips, reads along, and breaks what one asks it to. It sees text only
 * where the connection is not encrypted. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Traffic traffic = new Traffic();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;

    private TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Listens at a free port of this machine and forwards to {@code host} and {@code port}. */
    public static TcpProxy to(String host, int port) throws IOException {
        TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port));
        Thread thread = new Thread(proxy::accept, "proxy " + proxy.port());
        thread.setDaemon(true);
        thread.start();
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * How often the client began to speak after the server had, or for the first time, since {@link #resetCount}: how often it
     * waited for an answer.
     */
    public int roundTrips() {
        return traffic.roundTrips();
    }

    /** The same for the connection that spoke first since {@link #resetCount}, whatever others do beside it. */
    public int roundTripsOfTheFirst() {
        return traffic.roundTripsOfFirst();
    }

    /** Waits until no connection is left, and so until all that they had to say is counted. */
    public void awaitSilence(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!connections.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(connections.size() + " connections are still open after " + limit);
            }
            Thread.sleep(1);
        }
    }

    /** Counts round trips from 0 again. */
    public void resetCount() {
        traffic.resetCount();
    }

    /** Keeps what clients send from now on; drops what was kept. */
    public void record() {
        traffic.record();
    }

    /** What clients have sent since {@link #record}, one byte a character. */
    public String recorded() {
        return traffic.recorded();
    }

    /** Cuts the connection as soon as the client sends {@code text}; the server does not get the message that completes it. */
    public void cutBefore(String text) {
        traffic.cutAt(text, false);
    }

    /** Lets the message with {@code text} through, and cuts before the client gets an answer: was it done or not? */
    public void cutAfter(String text) {
        traffic.cutAt(text, true);
    }

    /**
     * Cuts the connection at the message in which {@link #roundTrips} becomes {@code roundTrip}. What the server has been sent it may
     * go on with.
     */
    public void cutAt(int roundTrip, Moment moment) {
        traffic.cutAt(roundTrip, moment);
    }

    /** Resets all connections now. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Holds back everything in both directions until {@link #resume}. */
    public void stall() {
        traffic.stall(true);
    }

    public void resume() {
        traffic.stall(false);
    }

    /** Resets new connections at once, until {@link #admit}. */
    public void refuse() {
        refusing = true;
    }

    public void admit() {
        refusing = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        ProxiedConnection connection = new ProxiedConnection(client, server, traffic, connections::remove);
        connections.add(connection);
        try {
            if (refusing) {
                connection.reset();
                return;
            }
            server.connect(target);
            connection.start();
        } catch (IOException unreachable) {
            connection.reset();
        }
    }
}
