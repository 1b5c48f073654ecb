package io.migri.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Turns java.util.logging off, should anybody start it. Public because java.logging instantiates it by name. */
public final class SilentLogging {

    public SilentLogging() throws IOException {
        byte[] configuration = ".level=OFF\n".getBytes(StandardCharsets.ISO_8859_1);
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(configuration));
    }
}
