package io.migri.cli.plugin;

import java.io.IOException;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/** Plug-ins that this thread, and those that it starts, know until this is closed. */
public final class OpenPlugins implements AutoCloseable {
    static final OpenPlugins NONE = new OpenPlugins(null, null);

    private final @Nullable URLClassLoader plugins;
    private final @Nullable ClassLoader before;

    private OpenPlugins(@Nullable URLClassLoader plugins, @Nullable ClassLoader before) {
        this.plugins = plugins;
        this.before = before;
    }

    static OpenPlugins of(URLClassLoader plugins) {
        OpenPlugins open = new OpenPlugins(plugins, Thread.currentThread().getContextClassLoader());
        Thread.currentThread().setContextClassLoader(plugins);
        return open;
    }

    @Override
    public void close() {
        if (plugins == null) {
            return;
        }
        Thread.currentThread().setContextClassLoader(before);
        try {
            plugins.close();
        } catch (IOException e) {
            // nobody needs them any more
        }
    }
}
