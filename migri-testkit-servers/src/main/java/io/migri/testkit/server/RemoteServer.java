package io.migri.testkit.server;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A server that somebody else runs. */
final class RemoteServer implements DatabaseServer {
    private final Engine engine;
    private final String origin;
    private final NetworkServer network;
    private final Runnable onClose;

    RemoteServer(Engine engine, String origin, String host, int port, String user, String password, Runnable onClose) {
        this.engine = engine;
        this.origin = origin;
        this.network = new NetworkServer(this, host, port, user, password);
        this.onClose = onClose;
    }

    /** The server at {@code jdbc:<product>://host:port/anything?user=…&password=…}, whose user may create databases. */
    static RemoteServer at(Engine engine, String variable, String url) {
        URI place = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        Map<String, String> parameters = parameters(place.getRawQuery() == null ? "" : place.getRawQuery());
        if (place.getHost() == null || place.getPort() < 0 || !parameters.containsKey("user")) {
            throw new IllegalArgumentException(
                    variable + " has to look like jdbc:" + engine.dialect() + "://host:port/?user=…&password=…");
        }
        return new RemoteServer(
                engine,
                variable,
                place.getHost(),
                place.getPort(),
                parameters.getOrDefault("user", ""),
                parameters.getOrDefault("password", ""),
                () -> {});
    }

    void awaitConnections(Duration limit, NetworkServer.Liveness running) throws SQLException, InterruptedException {
        network.awaitConnections(limit, running);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public Database create() throws SQLException {
        return network.create();
    }

    @Override
    public void drop(Database database) throws SQLException {
        network.drop(database.name());
    }

    @Override
    public void close() {
        onClose.run();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parameter.substring(0, equals),
                        URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
