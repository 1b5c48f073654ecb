package io.migri.dialect.mysql.tls;

import com.mysql.cj.conf.PropertyKey;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of a connection. They are read for each handshake anew.
 *
 * @param authorities who may vouch for the server
 * @param certificate this side's own, with those that vouch for it
 * @param key of that certificate; may stand in the same file
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/connection-options.html">Command Options for Connecting</a>
 */
public record MySqlTlsFiles(
        @Nullable String authorities,
        @Nullable String certificate,
        @Nullable String key) {
    private static final String CA = "ssl-ca";
    private static final String CERT = "ssl-cert";
    private static final String KEY = "ssl-key";

    /** The names of the properties. They are those of MySQL's clients, and not the driver's. */
    public static final List<String> NAMES = List.of(CA, CERT, KEY);

    /** The kind of the key stores. */
    static final String STORE = "PKCS12";

    /** By which the driver knows whether to verify the server, in small letters. */
    private static final Set<String> MODES = Set.of("sslmode", "usessl", "requiressl", "verifyservercertificate");

    /** The properties of a connection. */
    @FunctionalInterface
    interface Lookup {
        @Nullable
        String value(String name);
    }

    /** Those that {@code properties} name; empty where they name none. */
    static Optional<MySqlTlsFiles> of(Lookup properties) {
        MySqlTlsFiles files = new MySqlTlsFiles(properties.value(CA), properties.value(CERT), properties.value(KEY));
        return files.authorities == null && files.certificate == null && files.key == null
                ? Optional.empty()
                : Optional.of(files);
    }

    /**
     * Looks whether the files of {@code properties} will do, and has the driver use them. As with MySQL's clients, one
     * who names an authority wants the server verified, unless the properties say how far.
     *
     * @param socketFactory the class that makes the driver's connections: one that knows {@link MySqlTlsHandshake}
     * @throws MigriException where a file will not do, or something else says what the files say
     */
    public static void use(Properties properties, String socketFactory) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.stringPropertyNames().forEach(name -> given.put(name, properties.getProperty(name)));
        Optional<MySqlTlsFiles> files = of(given::get);
        if (files.isEmpty()) {
            return;
        }
        files.get().refuseOthers(given, socketFactory);
        files.get().trusted();
        files.get().identity(new char[] {'x'});
        NAMES.stream().filter(given::containsKey).forEach(name -> properties.setProperty(name, given.get(name)));
        properties.setProperty(PropertyKey.socketFactory.getKeyName(), socketFactory);
        if (files.get().authorities != null
                && given.keySet().stream().noneMatch(name -> MODES.contains(name.toLowerCase(Locale.ROOT)))) {
            properties.setProperty(PropertyKey.sslMode.getKeyName(), "VERIFY_CA");
        }
    }

    private void refuseOthers(Map<String, String> given, String socketFactory) {
        List<PropertyKey> others = new ArrayList<>();
        if (!given.getOrDefault(PropertyKey.socketFactory.getKeyName(), socketFactory)
                .equals(socketFactory)) {
            others.add(PropertyKey.socketFactory);
        }
        if (authorities != null) {
            others.add(PropertyKey.trustCertificateKeyStoreUrl);
        }
        if (certificate != null || key != null) {
            others.add(PropertyKey.clientCertificateKeyStoreUrl);
        }
        for (PropertyKey other : others) {
            if (given.containsKey(other.getKeyName())) {
                throw MigriException.of(
                                ErrorCode.CONFIGURATION_INVALID,
                                "the property " + other.getKeyName()
                                        + " stands beside PEM files, and the driver can go by one of them alone")
                        .help("leave out " + other.getKeyName() + ", or ssl-ca, ssl-cert and ssl-key")
                        .build();
            }
        }
    }

    /** The authorities, as the driver takes them; empty where none are named. */
    Optional<KeyStore> trusted() {
        if (authorities == null) {
            return Optional.empty();
        }
        MySqlPemFile file = MySqlPemFile.read(CA, authorities);
        return Optional.of(store(store -> {
            int number = 0;
            for (X509Certificate one : file.certificates()) {
                store.setCertificateEntry("authority-" + number++, one);
            }
        }));
    }

    /**
     * This side's certificate and key, as the driver takes them; empty where none are named. As with OpenSSL, one file
     * may have both.
     *
     * @param password encrypts the key in the store
     */
    Optional<KeyStore> identity(char[] password) {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        MySqlPemFile file = certificate != null
                ? MySqlPemFile.read(CERT, certificate)
                : MySqlPemFile.read(KEY, String.valueOf(key));
        MySqlPemFile keyFile = key != null ? MySqlPemFile.read(KEY, key) : file;
        Certificate[] chain = chain(file.certificates());
        PrivateKey own = new MySqlPemKey(keyFile, (X509Certificate) chain[0]).read();
        return Optional.of(store(store -> store.setKeyEntry("identity", own, password, chain)));
    }

    /** The first certificate, and whoever vouches for the one before, as far as they are there. */
    private static Certificate[] chain(List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificates.get(0)));
        for (Optional<X509Certificate> next = Optional.of(certificates.get(0)); next.isPresent(); ) {
            X509Certificate last = next.get();
            next = certificates.stream()
                    .filter(one -> one.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                    .filter(one -> !chain.contains(one))
                    .findFirst();
            next.ifPresent(chain::add);
        }
        return chain.toArray(Certificate[]::new);
    }

    private static KeyStore store(Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance(STORE);
            store.load(null, null);
            filling.fill(store);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "Java cannot use the certificates of the connection: " + e.getMessage())
                    .help("give the driver key stores instead (trustCertificateKeyStoreUrl,"
                            + " clientCertificateKeyStoreUrl)")
                    .because(e)
                    .build();
        }
    }

    /** Puts something into a store. */
    @FunctionalInterface
    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }
}
