package io.migri.jooq.build;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/** The methods that others than the program may call: those of Java's own types, as overridden by the program. */
final class Inherited {
    private static final Set<String> BY_SERIALIZATION = Set.of(
            "readObject(Ljava/io/ObjectInputStream;)V",
            "writeObject(Ljava/io/ObjectOutputStream;)V",
            "readResolve()Ljava/lang/Object;",
            "writeReplace()Ljava/lang/Object;");

    private final Map<String, Set<String>> known = new HashMap<>();

    /** Names with descriptors. */
    Set<String> methods(String type) {
        return known.computeIfAbsent(type, Inherited::find);
    }

    private static Set<String> find(String type) {
        Set<String> methods = new HashSet<>(BY_SERIALIZATION);
        try {
            add(Class.forName(type.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()), methods);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class is kept that needs " + type + ", which nobody has", e);
        }
        return methods;
    }

    private static void add(Class<?> type, Set<String> methods) {
        for (Method method : type.getDeclaredMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())) {
                methods.add(method.getName() + Type.getMethodDescriptor(method));
            }
        }
        if (type.getSuperclass() != null) {
            add(type.getSuperclass(), methods);
        }
        for (Class<?> one : type.getInterfaces()) {
            add(one, methods);
        }
    }
}
