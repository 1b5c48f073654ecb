package io.migri.dialect.mysql.tls;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcPropertySetImpl;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.a.NativeSocketConnection;
import io.migri.spi.file.PrivateFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The driver's handshake, for which it opens key stores by their URLs. They are files in a folder of this user's own
 * that last as long as the handshake. Nobody else learns the password that they are encrypted with.
 */
public record MySqlTlsHandshake(SocketConnection connection) {
    private static final int PASSWORD_BYTES = 24;

    /** What the driver does with a connection. */
    @FunctionalInterface
    public interface Handshake<T> {
        T with(SocketConnection connection) throws IOException;
    }

    /**
     * Has the driver shake hands, with the files that were named for the connection, if any.
     *
     * @throws IOException as the driver does, or where no folder can be made
     */
    public <T> T perform(Handshake<T> handshake) throws IOException {
        PropertySet properties = connection.getPropertySet();
        Optional<MySqlTlsFiles> files = MySqlTlsFiles.of(name -> value(properties, name));
        if (files.isEmpty()) {
            return handshake.with(connection);
        }
        PrivateFolder folder = PrivateFolder.scratch("migri-tls-", List.of());
        try {
            return handshake.with(new WithStores(connection, stores(files.get(), folder, properties)));
        } finally {
            folder.delete();
        }
    }

    private static @Nullable String value(PropertySet properties, String name) {
        RuntimeProperty<String> property = properties.getProperty(name);
        return property == null ? null : property.getValue();
    }

    private static PropertySet stores(MySqlTlsFiles files, PrivateFolder folder, PropertySet all) throws IOException {
        Properties properties = all.exposeAsProperties();
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        write(files.trusted(), folder, "trustCertificate", password, properties);
        write(files.identity(password.toCharArray()), folder, "clientCertificate", password, properties);
        PropertySet stores = new JdbcPropertySetImpl();
        stores.initializeProperties(properties);
        return stores;
    }

    private static void write(
            Optional<KeyStore> store, PrivateFolder folder, String kind, String password, Properties properties)
            throws IOException {
        if (store.isEmpty()) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            store.get().store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("no key store can be written: " + e.getMessage(), e);
        }
        properties.setProperty(
                kind + "KeyStoreUrl",
                folder.write(kind, new ByteArrayInputStream(out.toByteArray()))
                        .toUri()
                        .toString());
        properties.setProperty(kind + "KeyStoreType", MySqlTlsFiles.STORE);
        properties.setProperty(kind + "KeyStorePassword", password);
    }

    /** The connection as the handshake sees it. */
    private static final class WithStores extends NativeSocketConnection {
        WithStores(SocketConnection real, PropertySet properties) {
            this.host = real.getHost();
            this.port = real.getPort();
            this.exceptionInterceptor = real.getExceptionInterceptor();
            this.propertySet = properties;
        }
    }
}
