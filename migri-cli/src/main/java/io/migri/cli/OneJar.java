package io.migri.cli;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The class path of an installation to which nobody has added anything: the command line's jar, whose manifest names the others. That jar
 * declares the plug-ins of all of them, so that only it is opened to look for plug-ins.
 */
final class OneJar extends ClassLoader {
    private static final String PLUGINS = "META-INF/services/io.migri.";
    private static final String JAR = "migri-cli.jar";

    OneJar(ClassLoader classPath) {
        super(classPath);
    }

    /** Whether this process was started with that jar and no other. */
    static boolean isAlone() {
        String classPath = System.getProperty("java.class.path", "");
        return classPath.endsWith(JAR) && classPath.indexOf(System.getProperty("path.separator", ":")) < 0;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        URL first = name.startsWith(PLUGINS) ? getParent().getResource(name) : null;
        return first == null ? super.getResources(name) : Collections.enumeration(List.of(first));
    }
}
