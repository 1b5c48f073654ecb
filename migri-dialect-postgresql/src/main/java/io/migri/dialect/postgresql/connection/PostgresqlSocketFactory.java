package io.migri.dialect.postgresql.connection;

import io.migri.spi.wire.UnixSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;

/**
 * Gives the driver, which makes it by its name, a Unix socket for each connection. The driver connects the socket
 * itself: it asks for none with an address.
 */
public final class PostgresqlSocketFactory extends SocketFactory {
    private final Path path;

    /** @param path of the socket itself */
    public PostgresqlSocketFactory(String path) {
        this.path = Path.of(path);
    }

    @Override
    public Socket createSocket() {
        return new UnixSocket(path);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the driver connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        return createSocket(host, port);
    }
}
