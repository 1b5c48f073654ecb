package io.migri.cli.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The server's side of TLS. Its key is no secret: it stands in the jar, and serves for a conversation within one process.
 *
 * @param offered whether there is TLS at all
 */
record ReplayTls(boolean offered) {
    private static final String KEYS = "replay.p12";

    private static final char[] PASSWORD = "training".toCharArray();

    SSLSocket over(Socket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.setUseClientMode(false);
        // MySQL does.
        encrypted.setWantClientAuth(true);
        encrypted.startHandshake();
        return encrypted;
    }

    private static SSLContext context() throws IOException {
        try (InputStream file = Objects.requireNonNull(ReplayTls.class.getResourceAsStream(KEYS), KEYS)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
