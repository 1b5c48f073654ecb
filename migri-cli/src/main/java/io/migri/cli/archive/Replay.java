package io.migri.cli.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** A server for one session: it gives the answers of a {@link Transcript}, whatever it is asked. */
abstract class Replay implements AutoCloseable {
    /** A driver that waits for an answer that is not in the transcript gives up then. */
    private static final int PATIENCE = 10_000;

    private final ServerSocket listener;
    private final Transcript transcript;
    private final ReplayTls tls;
    private int next;

    Replay(Transcript transcript, ReplayTls tls) throws IOException {
        this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.transcript = transcript;
        this.tls = tls;
        Thread thread = new Thread(this::serve, "replay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends when the driver has gone; what goes wrong shows in what the driver says. */
    private void serve() {
        try (Socket plain = listener.accept()) {
            plain.setSoTimeout(PATIENCE);
            plain.setTcpNoDelay(true);
            Wire wire = new Wire(plain);
            converse(wire);
        } catch (IOException e) {
            // The driver has gone, or found the answers wrong.
        }
    }

    /** Speaks with one driver until it leaves. */
    abstract void converse(Wire wire) throws IOException;

    /** Whether the driver is offered TLS. */
    final boolean offersTls() {
        return tls.offered();
    }

    /** The next answer, nothing behind the last one. */
    final byte[] answer() {
        return next < transcript.answers().size() ? transcript.answers().get(next++) : new byte[0];
    }

    @Override
    public final void close() throws IOException {
        listener.close();
    }

    /** One connection, in clear at first. */
    final class Wire {
        private Socket socket;
        private DataInputStream in;

        private Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
        }

        DataInputStream in() {
            return in;
        }

        void send(byte... bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Goes on in TLS: the next that the driver sends is its first message. */
        void encrypt() throws IOException {
            SSLSocket encrypted = tls.over(socket);
            socket = encrypted;
            in = new DataInputStream(encrypted.getInputStream());
        }
    }
}
