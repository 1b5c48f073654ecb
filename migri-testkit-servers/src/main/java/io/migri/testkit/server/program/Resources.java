package io.migri.testkit.server.program;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Resources of this package's jar and of others. */
final class Resources {

    private Resources() {}

    static InputStream found(@Nullable InputStream stream, String name) throws IOException {
        if (stream == null) {
            throw new IOException("no resource " + name + " on the class path");
        }
        return stream;
    }
}
