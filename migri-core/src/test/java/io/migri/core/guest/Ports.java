package io.migri.core.guest;

import io.migri.api.Migration;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.Dialect;
import io.migri.spi.examination.Examiner;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.RuntimeInstaller;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.source.MigrationSourceProvider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All ports: what is found by ServiceLoader, and whatever a method of theirs hands out, as the interfaces themselves have it. */
final class Ports {
    private static final List<Class<?>> ENTRANCES = List.of(
            Dialect.class,
            MigrationExecutor.class,
            MigrationSourceProvider.class,
            MigrationFormat.class,
            AppliedLogProvider.class,
            Examiner.class,
            RuntimeInstaller.class,
            // handed out within values, or as one of a sealed family
            StatementTraits.class,
            Migration.Content.class,
            InTransaction.class,
            OnCopy.class);

    private Ports() {}

    static Set<Class<?>> all() {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Class<?>> waiting = new ArrayDeque<>(ENTRANCES);
        while (!waiting.isEmpty()) {
            Class<?> port = waiting.remove();
            if (found.add(port)) {
                methods(port).forEach(method -> waiting.addAll(handedOut(method.getGenericReturnType())));
            }
        }
        found.removeIf(Class::isSealed);
        return found;
    }

    /** What plug-ins implement or inherit, in an order that does not change. */
    static List<Method> methods(Class<?> port) {
        List<Method> methods = new ArrayList<>();
        for (Method method : port.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !method.isBridge()) {
                methods.add(method);
            }
        }
        methods.sort(Comparator.comparing(Method::toString));
        return methods;
    }

    private static List<Class<?>> handedOut(Type type) {
        List<Class<?>> ports = new ArrayList<>();
        if (type instanceof ParameterizedType parameterized) {
            ports.addAll(handedOut(parameterized.getRawType()));
            for (Type argument : parameterized.getActualTypeArguments()) {
                ports.addAll(handedOut(argument));
            }
        } else if (type instanceof Class<?> named && Answers.isPort(named)) {
            ports.add(named);
        }
        return ports;
    }
}
