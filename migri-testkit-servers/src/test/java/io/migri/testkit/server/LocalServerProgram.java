package io.migri.testkit.server;

import java.io.IOException;
import java.time.Duration;

/** Starts a server, prints its process id and data directory, and waits to be killed. */
final class LocalServerProgram {

    private LocalServerProgram() {}

    public static void main(String[] arguments) throws Exception {
        LocalServer server = start(Engine.valueOf(arguments[0]));
        System.out.println(server.pid());
        System.out.println(server.data());
        System.out.println("ready");
        Thread.sleep(Duration.ofMinutes(1).toMillis());
    }

    static LocalServer start(Engine engine) throws IOException {
        return Servers.local(WantedServer.of(engine), false);
    }
}
