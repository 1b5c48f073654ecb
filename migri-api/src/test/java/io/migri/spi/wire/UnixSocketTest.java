package io.migri.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    @TempDir
    private Path folder;

    @Test
    void whoeverIsInterruptedWaitsOnForTheAnswerAndStaysInterrupted() throws Exception {
        Path path = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            try (UnixSocket socket = new UnixSocket(path)) {
                socket.connect(InetSocketAddress.createUnresolved("localhost", 1));
                try (SocketChannel other = server.accept()) {
                    AtomicInteger answer = new AtomicInteger();
                    AtomicBoolean interrupted = new AtomicBoolean();
                    InputStream in = socket.getInputStream();
                    Thread reader = new Thread(() -> {
                        answer.set(read(in));
                        interrupted.set(Thread.currentThread().isInterrupted());
                    });
                    reader.start();
                    for (int i = 0; i < 2; i++) {
                        // before it waits, perhaps, and while it does
                        reader.interrupt();
                        assertTrue(waitsAgain(reader), "it would look again and again instead");
                    }
                    other.write(ByteBuffer.wrap(new byte[] {7}));
                    reader.join();
                    assertEquals(7, answer.get());
                    assertTrue(interrupted.get());
                }
            }
        }
    }

    /** A thread that is interrupted cannot wait, so the request is set aside meanwhile. */
    private static boolean waitsAgain(Thread reader) throws InterruptedException {
        for (int i = 0; i < 3_000 && reader.isInterrupted(); i++) {
            assertFalse(reader.getState() == Thread.State.TERMINATED);
            Thread.sleep(10);
        }
        return !reader.isInterrupted();
    }

    private static int read(InputStream in) {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
