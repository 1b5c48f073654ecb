package io.migri.cli.plugin;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import io.migri.spi.file.FileRights;
import io.migri.spi.file.PrivateFolder;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The jars of plug-ins: those in the folder {@code plugins} beside {@code lib}, and those that the user names. They are
 * executed, with all that Migri may do. So one that others than this user and root can change is refused, as is a way to
 * it on which they can put another.
 *
 * <p>Their classes come behind all of Migri's, and cannot take the place of any.
 */
public final class PluginJars {
    private static final String JAR = ".jar";
    private static final String REASON =
            "its code would be executed. Make it yours or root's alone (chown, chmod go-w, also of the folders above it).";

    private final Invocation invocation;
    private final List<Path> jars = new ArrayList<>();

    private PluginJars(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Makes plug-ins known to what this thread does, until the result is closed.
     *
     * @throws UsageException where there is no such jar, or others can change it
     */
    public static OpenPlugins open(Invocation invocation) {
        PluginJars plugins = new PluginJars(invocation);
        Path beside = besideLib();
        if (beside != null && Files.isDirectory(beside)) {
            plugins.addFolder(beside, beside.normalize().toString());
        }
        String paths = invocation.value(Setting.PLUGINS).orElse("");
        if (!paths.isEmpty()) {
            for (String path : paths.split(File.pathSeparator, -1)) {
                plugins.add(path);
            }
        }
        return plugins.jars.isEmpty() ? OpenPlugins.NONE : OpenPlugins.of(plugins.loader());
    }

    /** Where the distribution has its plug-ins; null where this is none. */
    private static @Nullable Path besideLib() {
        String path = System.getProperty("java.class.path", "");
        if (!path.endsWith(JAR) || path.contains(File.pathSeparator)) {
            return null;
        }
        Path lib = Path.of(path).toAbsolutePath().getParent();
        return lib == null ? null : lib.resolveSibling("plugins");
    }

    private void add(String path) {
        if (path.isEmpty()) {
            return;
        }
        Path file = file(path).toAbsolutePath();
        if (Files.isDirectory(file)) {
            addFolder(file, place());
        } else if (!Files.isRegularFile(file)) {
            throw refused(place(), file + " is neither a jar nor a folder.");
        } else {
            addJar(file, place());
        }
    }

    private Path file(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw refused(place(), "'" + Printable.text(path) + "' cannot be the name of a file.");
        }
    }

    private String place() {
        return invocation.place(Setting.PLUGINS);
    }

    /** In the order of their names. What is no jar is passed over. */
    private void addFolder(Path folder, String place) {
        try {
            PrivateFolder trusted = PrivateFolder.existing(folder);
            for (String name : new TreeSet<>(trusted.names())) {
                if (name.endsWith(JAR) && !name.startsWith(".")) {
                    addJar(trusted.path().resolve(name), place);
                }
            }
        } catch (NoSuchFileException e) {
            throw refused(place, folder + " is not there any more.");
        } catch (IOException e) {
            throw refused(place, e.getMessage() + "; " + REASON);
        }
    }

    private void addJar(Path jar, String place) {
        if (!FileRights.isPrivate(jar)) {
            throw refused(
                    place, jar + " belongs to somebody else, or others can change it or a folder above it; " + REASON);
        }
        jars.add(jar);
    }

    private UsageException refused(String place, String reason) {
        return invocation.invalid(Setting.PLUGINS, place, reason);
    }

    private URLClassLoader loader() {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                urls.add(jar.toRealPath().toUri().toURL());
            } catch (IOException e) {
                throw refused(place(), jar + " cannot be read: " + e.getMessage());
            }
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = context == null ? PluginJars.class.getClassLoader() : context;
        return new URLClassLoader("plugins", urls.toArray(URL[]::new), own);
    }
}
