package io.migri.spi.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Unix domain socket for drivers that take a {@link Socket}. It always connects to the path that it was made with,
 * whatever address a driver gives. Options of TCP do nothing.
 *
 * <p>To be called only. One thread may read while another one writes, and any may close it.
 */
public final class UnixSocket extends Socket {
    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private volatile @Nullable Conversation conversation;
    private volatile int timeoutMillis;

    /** Not connected yet. */
    public UnixSocket(Path path) {
        this.path = path;
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    /** Connects to the path, which takes no time: the server accepts later. */
    @Override
    public void connect(SocketAddress ignored, int millis) throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (SocketException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
        try {
            channel.configureBlocking(false);
            conversation = new Conversation(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private Conversation conversation() throws SocketException {
        Conversation open = conversation;
        if (open == null) {
            throw new SocketException("not connected");
        }
        return open;
    }

    @Override
    public InputStream getInputStream() throws SocketException {
        Conversation open = conversation();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : open.read(ByteBuffer.wrap(bytes, offset, length), timeoutMillis);
            }

            @Override
            public void close() throws IOException {
                UnixSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws SocketException {
        Conversation open = conversation();
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                open.write(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public void close() throws IOException {
                UnixSocket.this.close();
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        Conversation open = conversation;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isConnected() {
        return conversation != null;
    }

    @Override
    public boolean isClosed() {
        Conversation open = conversation;
        return open != null && !open.channel.isOpen();
    }

    @Override
    public synchronized void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeoutMillis;
    }

    /** There is no address; drivers that look for one find this machine. */
    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getPort() {
        return 0;
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return conversation == null ? null : UnixDomainSocketAddress.of(path);
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // there is no TCP
    }

    @Override
    public void setKeepAlive(boolean on) {
        // the other end is on this machine: the system tells when it goes
    }

    @Override
    public void setReceiveBufferSize(int bytes) {
        // the system's is large enough
    }

    @Override
    public void setSendBufferSize(int bytes) {
        // the system's is large enough
    }

    @Override
    public int getReceiveBufferSize() {
        return BUFFER;
    }

    @Override
    public int getSendBufferSize() {
        return BUFFER;
    }

    @Override
    public void setTrafficClass(int value) {
        // there is no IP
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {
        // the system keeps what was sent
    }

    /**
     * A channel that does not block, with a selector for each direction: so a reader can give up, and does not keep a
     * writer waiting.
     */
    private static final class Conversation {
        private final SocketChannel channel;
        private final Selector readable;
        private final Selector writable;

        Conversation(SocketChannel channel) throws IOException {
            this.channel = channel;
            this.readable = Selector.open();
            this.writable = Selector.open();
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
        }

        int read(ByteBuffer into, int timeoutMillis) throws IOException {
            long end = System.nanoTime() + timeoutMillis * 1_000_000L;
            boolean interrupted = false;
            try {
                for (int read = channel.read(into); ; read = channel.read(into)) {
                    if (read != 0) {
                        return read;
                    }
                    long left = timeoutMillis == 0 ? 0 : Math.max(1, (end - System.nanoTime()) / 1_000_000L);
                    if (timeoutMillis != 0 && System.nanoTime() >= end) {
                        throw new SocketTimeoutException("Read timed out");
                    }
                    interrupted |= await(readable, left);
                }
            } finally {
                restore(interrupted);
            }
        }

        void write(ByteBuffer from) throws IOException {
            boolean interrupted = false;
            try {
                while (from.hasRemaining()) {
                    if (channel.write(from) == 0) {
                        interrupted |= await(writable, 0);
                    }
                }
            } finally {
                restore(interrupted);
            }
        }

        /**
         * Waits. Whether the thread was interrupted, which does not end the conversation, as it does not with TCP. A
         * thread that stayed interrupted would not wait at all the next time.
         */
        private static boolean await(Selector selector, long millis) throws IOException {
            try {
                selector.select(millis);
                selector.selectedKeys().clear();
                return Thread.interrupted();
            } catch (ClosedSelectorException e) {
                throw new SocketException("Socket closed");
            }
        }

        private static void restore(boolean interrupted) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void close() throws IOException {
            try {
                channel.close();
            } finally {
                readable.close();
                writable.close();
            }
        }
    }
}
