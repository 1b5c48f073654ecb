package io.migri.testkit.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Servers in Docker containers. */
final class Containers {
    private static final String PASSWORD = "migri-test";
    private static final Duration START = Duration.ofMinutes(2);

    private final CompletableFuture<Boolean> available;

    /** Asks whether there is a Docker engine; a dead one that still accepts connections never answers. */
    Containers() {
        available = CompletableFuture.supplyAsync(
                        () -> DockerClientFactory.instance().isDockerAvailable())
                .completeOnTimeout(false, 20, TimeUnit.SECONDS);
    }

    boolean available() {
        return available.join();
    }

    /** Not by the product's own container class, which wants the product's own driver. */
    DatabaseServer start(WantedServer wanted, boolean performanceSchema) throws SQLException, InterruptedException {
        Engine engine = wanted.engine();
        GenericContainer<?> container = container(wanted, performanceSchema);
        container.start();
        RemoteServer server = new RemoteServer(
                engine,
                "docker " + container.getDockerImageName(),
                container.getHost(),
                container.getMappedPort(port(engine)),
                engine == Engine.POSTGRESQL ? "postgres" : "root",
                PASSWORD,
                container::stop);
        server.awaitConnections(START, container::isRunning);
        return server;
    }

    private static GenericContainer<?> container(WantedServer wanted, boolean performanceSchema) {
        Engine engine = wanted.engine();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image(wanted)))
                .withExposedPorts(port(engine))
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("MYSQL_ROOT_PASSWORD", PASSWORD)
                .withEnv("MARIADB_ROOT_PASSWORD", PASSWORD);
        return engine.mysqlFamily()
                ? container.withCommand("--performance-schema=" + (performanceSchema ? "ON" : "OFF"))
                : container;
    }

    private static String image(WantedServer wanted) {
        String product = wanted.engine() == Engine.POSTGRESQL
                ? "postgres"
                : wanted.engine().name();
        return product.toLowerCase(Locale.ROOT) + ":" + wanted.version();
    }

    private static int port(Engine engine) {
        return engine == Engine.POSTGRESQL ? 5432 : 3306;
    }
}
