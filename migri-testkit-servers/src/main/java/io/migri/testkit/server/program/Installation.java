package io.migri.testkit.server.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server's programs, unpacked on this machine, and what has to be known to run them. */
public interface Installation {

    String version();

    String user();

    String password();

    /** A data directory as it is before the server's first start; only to be copied. */
    Path template() throws IOException;

    /** Makes {@code data}, a copy of the template or what a server left, fit for a start. */
    void beforeStart(Path data) throws IOException;

    /** What runs the server in the foreground. */
    List<String> command(Path data, int port) throws IOException;

    /** The signal that makes it end in good order without waiting for its clients to leave. */
    String shutdownSignal();
}
