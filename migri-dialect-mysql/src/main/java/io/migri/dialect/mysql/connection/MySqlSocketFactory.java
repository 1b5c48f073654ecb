package io.migri.dialect.mysql.connection;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import io.migri.dialect.mysql.tls.MySqlTlsHandshake;
import io.migri.spi.wire.UnixSocket;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

/** Gives the driver, which makes it by its name, what it lacks: Unix sockets, and TLS with PEM files. */
public final class MySqlSocketFactory extends StandardSocketFactory {

    /** The property in which the driver has the path of a pipe or socket. */
    static final String PATH = PropertyKey.PATH.getKeyName();

    @Override
    protected Socket createSocket(PropertySet properties) {
        RuntimeProperty<String> path = properties.getStringProperty(PropertyKey.PATH);
        return path == null ? super.createSocket(properties) : new UnixSocket(Path.of(path.getValue()));
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the driver's interface has it so
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session, Log log)
            throws IOException {
        return new MySqlTlsHandshake(connection).perform(seen -> super.performTlsHandshake(seen, session, log));
    }
}
