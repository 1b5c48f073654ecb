package io.migri.dialect.mysql.connection;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import io.migri.spi.wire.UnixSocket;
import java.net.Socket;
import java.nio.file.Path;

/** Gives the driver, which makes it by its name, a Unix socket for each connection. */
public final class MySqlSocketFactory extends StandardSocketFactory {

    /** The property in which the driver has the path of a pipe or socket. */
    static final String PATH = PropertyKey.PATH.getKeyName();

    @Override
    protected Socket createSocket(PropertySet properties) {
        return new UnixSocket(
                Path.of(properties.getStringProperty(PropertyKey.PATH).getValue()));
    }
}
