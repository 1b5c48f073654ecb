package io.migri.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One client's connection to the server, as two threads that copy. */
final class ProxiedConnection {
    /** Long enough for a server to take in what was sent last. */
    private static final long DELIVERY_MILLISECONDS = 300;

    /** For a server that does not read what it is sent. */
    private static final long DELIVERY_LIMIT_SECONDS = 10;

    private final Socket client;
    private final Socket server;
    private final Traffic traffic;
    private final Consumer<ProxiedConnection> onEnd;
    private final Conversation conversation = new Conversation();

    /** Held while the server takes in the last message of a client that has been cut off. */
    private final ReentrantLock delivery = new ReentrantLock();

    ProxiedConnection(Socket client, Socket server, Traffic traffic, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.server = server;
        this.traffic = traffic;
        this.onEnd = onEnd;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        thread("requests", this::copyRequests);
        thread("answers", this::copyAnswers);
    }

    /** Ends it both ways, so that both sides notice; the server's side after the delivery of what it is to get yet. */
    void reset() {
        reset(client);
        awaitDelivery();
        reset(server);
        onEnd.accept(this);
    }

    private void awaitDelivery() {
        try {
            if (delivery.tryLock(DELIVERY_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                delivery.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyRequests() throws IOException, InterruptedException {
        byte[] buffer = new byte[64 * 1024];
        InputStream from = client.getInputStream();
        OutputStream to = server.getOutputStream();
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            traffic.awaitFlow();
            Traffic.Verdict verdict = traffic.fromClient(conversation, buffer, read);
            if (verdict == Traffic.Verdict.CUT) {
                return;
            }
            if (verdict == Traffic.Verdict.PASS_AND_CUT) {
                deliverAndCut(buffer, read);
                return;
            }
            to.write(buffer, 0, read);
        }
    }

    /** The client goes first, so that it cannot get an answer. */
    private void deliverAndCut(byte[] last, int length) throws IOException, InterruptedException {
        delivery.lock();
        try {
            reset(client);
            server.getOutputStream().write(last, 0, length);
            Thread.sleep(DELIVERY_MILLISECONDS);
        } finally {
            delivery.unlock();
        }
    }

    private void copyAnswers() throws IOException, InterruptedException {
        byte[] buffer = new byte[64 * 1024];
        InputStream from = server.getInputStream();
        OutputStream to = client.getOutputStream();
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            traffic.awaitFlow();
            if (traffic.fromServer(conversation) == Traffic.Verdict.CUT) {
                return;
            }
            to.write(buffer, 0, read);
        }
    }

    private void thread(String what, Copying copying) {
        Thread thread = new Thread(
                () -> {
                    try {
                        copying.copy();
                    } catch (IOException ended) {
                        // one side is gone; the other is told below
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    } finally {
                        reset();
                    }
                },
                "proxied " + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // which is what was wanted
        }
    }

    /** One direction. */
    @FunctionalInterface
    private interface Copying {
        void copy() throws IOException, InterruptedException;
    }
}
