package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Switches encryption on in a PostgreSQL server of this machine, with a certificate that {@code openssl} makes, and off again. */
final class Tls implements AutoCloseable {
    private final Servers servers;

    private Tls(Servers servers) {
        this.servers = servers;
    }

    static Tls on(Servers servers, Path folder) throws IOException, InterruptedException, SQLException {
        Path key = folder.resolve("server.key");
        Path certificate = folder.resolve("server.crt");
        Process openssl = new ProcessBuilder(
                        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days",
                        "2", "-keyout", key.toString(), "-out", certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (openssl.waitFor() != 0) {
            throw new IOException("no certificate; see " + folder.resolve("openssl.log"));
        }
        try (Database database = servers.create(Engine.POSTGRESQL)) {
            database.execute(
                    "ALTER SYSTEM SET ssl_key_file = '" + key + "'",
                    "ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'",
                    "ALTER SYSTEM SET ssl = on",
                    "SELECT pg_reload_conf()");
        }
        return new Tls(servers);
    }

    @Override
    public void close() throws IOException, SQLException {
        try (Database database = servers.create(Engine.POSTGRESQL)) {
            database.execute("ALTER SYSTEM RESET ssl", "SELECT pg_reload_conf()");
        }
    }
}
