package io.migri.python.jep;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;

/**
 * Jep's classes from the jar that lies beside its library, whatever other Jep there may be on the class path: jar and library talk
 * through native methods, which differ between versions. What is compiled against them is defined here too.
 */
public final class JepClasses extends URLClassLoader {
    private static final String OURS = "io.migri.python.jep.";
    private static final Set<String> AGAINST_JEP =
            Set.of(OURS + "JepEmbedding", OURS + "JepEmbedding$NoJavaPackages", OURS + "JepInterpreter");

    private JepClasses(URL jar) {
        super("jep", new URL[] {jar}, JepClasses.class.getClassLoader());
    }

    /** An embedding by the Jep in {@code jar}. The classes stay as long as the JVM does, as CPython will. */
    public static Embedding embedding(Path jar) throws IOException {
        JepClasses classes = new JepClasses(jar.toUri().toURL());
        try {
            var constructor = classes.loadClass(OURS + "JepEmbedding").getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Embedding) constructor.newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            classes.close();
            throw new IOException(jar + " is not a Jep that Migri can use: " + e, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("jep.") && !AGAINST_JEP.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return AGAINST_JEP.contains(name) ? ours(name) : super.findClass(name);
    }

    private Class<?> ours(String name) throws ClassNotFoundException {
        try (InputStream content = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (content == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = content.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, JepClasses.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
