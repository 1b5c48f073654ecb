package io.migri.testkit;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A program that takes a lock, writes a row that it does not commit, and waits to be killed. */
final class LockHolder {
    private static final String END = "# end\n";

    private LockHolder() {}

    /** Arguments: the dialect's class and the lock's name. The configuration comes on standard input. */
    public static void main(String[] arguments) throws Exception {
        Dialect dialect = Class.forName(arguments[0])
                .asSubclass(Dialect.class)
                .getDeclaredConstructor()
                .newInstance();
        try (Connection connection = dialect.connect(read())) {
            DialectSession session = dialect.session(connection);
            if (session.locks().tryLock(new HistoryTable(null, arguments[1])).isEmpty()) {
                throw new IllegalStateException("somebody else has the lock");
            }
            Subject.execute(session, session.wire().syntax().begin(), Subject.insert(1));
            System.out.println("locked");
            Thread.sleep(Duration.ofMinutes(2).toMillis());
        }
    }

    /** What to write to the program's standard input. */
    static String describe(ConnectionConfig config) {
        Properties properties = new Properties();
        config.properties().forEach((name, value) -> properties.setProperty("property." + name, value));
        properties.setProperty("database", config.database());
        config.host().ifPresent(host -> properties.setProperty("host", host));
        config.port().ifPresent(port -> properties.setProperty("port", Integer.toString(port)));
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        config.schema().ifPresent(schema -> properties.setProperty("schema", schema));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + END;
    }

    private static ConnectionConfig read() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(readToEnd()));
        ConnectionConfig.Builder builder = ConnectionConfig.builder(properties.getProperty("database", ""))
                .host(properties.getProperty("host"))
                .user(properties.getProperty("user"))
                .schema(properties.getProperty("schema"))
                .properties(driverProperties(properties));
        String password = properties.getProperty("password");
        builder.password(password == null ? null : Secret.of(password));
        String port = properties.getProperty("port");
        return port == null
                ? builder.build()
                : builder.port(Integer.parseInt(port)).build();
    }

    private static String readToEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStreamReader input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        while (text.indexOf(END) < 0) {
            int next = input.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static Map<String, String> driverProperties(Properties properties) {
        Map<String, String> found = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("property.")) {
                found.put(name.substring("property.".length()), properties.getProperty(name));
            }
        }
        return found;
    }
}
