package io.migri.jooq.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** All classes of some jars, by internal name. */
record Program(Map<String, ClassNode> types) {

    static Program read(Path[] jars) throws IOException {
        Map<String, ClassNode> types = new TreeMap<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    String name = entry.getName();
                    if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                        ClassNode type = parse(jar, entry);
                        types.put(type.name, type);
                    }
                }
            }
        }
        return new Program(types);
    }

    private static ClassNode parse(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            ClassNode type = new ClassNode();
            new ClassReader(bytes).accept(type, 0);
            return type;
        }
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /** The names of {@code name} itself and of all above it, superclasses first, also of those that are not in the program. */
    Set<String> above(String name) {
        Set<String> names = new LinkedHashSet<>();
        addAbove(name, names);
        return names;
    }

    private void addAbove(String name, Set<String> names) {
        ClassNode type = types.get(name);
        if (names.add(name) && type != null) {
            if (type.superName != null) {
                addAbove(type.superName, names);
            }
            type.interfaces.forEach(one -> addAbove(one, names));
        }
    }

    /** The method of {@code type} that is called {@code signature}, a name and a descriptor. */
    Optional<MethodNode> method(String type, String signature) {
        return methods(type).stream()
                .filter(method -> signature(method).equals(signature))
                .findFirst();
    }

    List<MethodNode> methods(String type) {
        return has(type) ? types.get(type).methods : List.of();
    }

    List<FieldNode> fields(String type) {
        return has(type) ? types.get(type).fields : List.of();
    }

    static String signature(MethodNode method) {
        return method.name + method.desc;
    }
}
