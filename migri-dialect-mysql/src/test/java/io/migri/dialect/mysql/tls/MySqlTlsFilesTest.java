package io.migri.dialect.mysql.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.testkit.server.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MySqlTlsFilesTest {
    private static final char[] PASSWORD = "x".toCharArray();

    @TempDir
    Path folder;

    @Test
    void trustsEachAuthorityOfAFile() throws IOException, GeneralSecurityException {
        assertEquals(1, trusted("authority.pem").size());
        assertEquals(2, trusted("both-authorities.pem").size());
    }

    @ParameterizedTest
    @CsvSource({
        "client-cert.pem, client-key.pem, RSA",
        "client-cert.pem, client-key-pkcs1.pem, RSA",
        "client.pem, client.pem, RSA",
        "client.pem, , RSA",
        ", client.pem, RSA",
        "curve-cert.pem, curve-key.pem, EC",
        "edwards-cert.pem, edwards-key.pem, EdDSA"
    })
    void readsEveryFormOfAKey(@Nullable String certificate, @Nullable String key, String algorithm)
            throws IOException, GeneralSecurityException {
        KeyStore store = new MySqlTlsFiles(null, orNone(certificate), orNone(key))
                .identity(PASSWORD)
                .orElseThrow();
        assertEquals(algorithm, ((PrivateKey) store.getKey("identity", PASSWORD)).getAlgorithm());
    }

    @Test
    void theSameKeyIsTheSameInEachForm() throws IOException, GeneralSecurityException {
        byte[] usual = key("client-key.pem").getEncoded();
        assertTrue(Arrays.equals(usual, key("client-key-pkcs1.pem").getEncoded()));
    }

    @Test
    void sendsWhoVouchesForTheCertificateAndNobodyElse() throws IOException, GeneralSecurityException {
        KeyStore store = new MySqlTlsFiles(null, path("client-cert.pem"), path("client-key.pem"))
                .identity(PASSWORD)
                .orElseThrow();
        assertEquals(
                List.of("CN=client", "CN=intermediate"),
                Arrays.stream(store.getCertificateChain("identity"))
                        .map(MySqlTlsFilesTest::subject)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "client-key-encrypted.pem, 'holds an encrypted key'",
        "client-key-encrypted-pkcs1.pem, 'holds an encrypted key'",
        "client-cert.pem, 'holds no private key in PEM format'",
        "server-key.pem, 'holds a key that does not fit the certificate of ssl-cert'",
        "curve-key.pem, 'holds a key that does not fit the certificate of ssl-cert'",
        "edwards-key.pem, 'holds a key that does not fit the certificate of ssl-cert'"
    })
    void saysWhatIsWrongWithAKey(String key, String problem) throws IOException {
        String name = path(key);
        String message = refusal(Map.of("ssl-cert", path("client-cert.pem"), "ssl-key", name));
        assertTrue(message.startsWith("the file " + name + ", which ssl-key names, " + problem), message);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no certificate");
        Path cut = Files.writeString(
                folder.resolve("cut"),
                Files.readString(Path.of(path("authority.pem"))).substring(0, 200));
        Path damaged = Files.writeString(
                folder.resolve("damaged"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        Path head = Files.write(folder.resolve("head"), "-----BEGIN CERTIFICATE".getBytes(StandardCharsets.US_ASCII));
        Map<Path, String> problems = new HashMap<>();
        problems.put(folder.resolve("nosuch"), "cannot be read: it is not there");
        problems.put(folder, "cannot be read: ");
        problems.put(text, "holds no certificate in PEM format");
        problems.put(cut, "cannot be read: a block in it has no end");
        problems.put(head, "cannot be read: a block in it has no end");
        problems.put(damaged, "holds a damaged certificate: ");
        problems.forEach((file, problem) -> {
            String message = refusal(Map.of("ssl-ca", file.toString()));
            assertTrue(message.startsWith("the file " + file + ", which ssl-ca names, " + problem), message);
        });
    }

    @Test
    void refusesAFileBesideWhatSaysTheSame() throws IOException {
        for (String other : List.of("socketFactory", "trustCertificateKeyStoreUrl", "clientCertificateKeyStoreUrl")) {
            String message =
                    refusal(Map.of("ssl-ca", path("authority.pem"), "ssl-cert", path("client.pem"), other, "x"));
            assertTrue(message.startsWith("the property " + other + " stands beside PEM files"), message);
        }
    }

    @ParameterizedTest
    @CsvSource({"sslMode, REQUIRED, REQUIRED", "SSLMODE, DISABLED, ", "useSSL, true, ", "connectTimeout, 1, VERIFY_CA"})
    void verifiesTheServerUnlessSomethingElseIsSaid(String name, String value, @Nullable String mode)
            throws IOException {
        Properties properties = new Properties();
        properties.setProperty("SSL-CA", path("authority.pem"));
        properties.setProperty(name, value);
        MySqlTlsFiles.use(properties, "factory");
        assertEquals(mode, properties.getProperty("sslMode"));
        assertEquals("factory", properties.getProperty("socketFactory"));
        assertEquals(path("authority.pem"), properties.getProperty("ssl-ca"));
    }

    @Test
    void leavesOtherPropertiesAlone() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "1");
        MySqlTlsFiles.use(properties, "factory");
        assertEquals(Map.of("connectTimeout", "1"), properties);
    }

    private List<String> trusted(String file) throws IOException, GeneralSecurityException {
        KeyStore store = new MySqlTlsFiles(path(file), null, null).trusted().orElseThrow();
        return Collections.list(store.aliases());
    }

    private PrivateKey key(String file) throws IOException, GeneralSecurityException {
        KeyStore store = new MySqlTlsFiles(null, path("client-cert.pem"), path(file))
                .identity(PASSWORD)
                .orElseThrow();
        return (PrivateKey) store.getKey("identity", PASSWORD);
    }

    private static String subject(Certificate certificate) {
        return ((X509Certificate) certificate).getSubjectX500Principal().getName();
    }

    private static String refusal(Map<String, String> properties) {
        ConnectionConfig config = ConnectionConfig.builder("zoo")
                .host("127.0.0.1")
                .port(1)
                .properties(properties)
                .build();
        MigriException refusal = assertThrows(MigriException.class, () -> new MySqlDialect().connect(config));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        return String.valueOf(refusal.getMessage());
    }

    private @Nullable String orNone(@Nullable String file) throws IOException {
        return file == null ? null : path(file);
    }

    private String path(String file) throws IOException {
        return new Certificates(folder.resolve("pem")).file(file).toString();
    }
}
