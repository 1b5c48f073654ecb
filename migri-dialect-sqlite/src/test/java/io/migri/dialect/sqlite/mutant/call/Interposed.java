package io.migri.dialect.sqlite.mutant.call;

import io.migri.spi.DialectSession;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A port behind which every call passes a mutation, as does every call of the ports that it leads to. */
public final class Interposed {
    private static final String PORTS = "io.migri.spi.";

    private Interposed() {}

    /** {@code port} with {@code mutation} in between. */
    public static <T> T of(Class<T> type, T port, Mutation mutation) {
        return type.cast(wrapped(port, port instanceof DialectSession session ? session : null, mutation));
    }

    private static Object wrapped(Object port, @Nullable DialectSession session, Mutation mutation) {
        Class<?>[] types = ports(port.getClass()).toArray(Class<?>[]::new);
        return Proxy.newProxyInstance(
                Interposed.class.getClassLoader(),
                types,
                (self, method, arguments) -> answer(new Call(port, session, method, arguments), method, mutation));
    }

    private static @Nullable Object answer(Call call, Method method, Mutation mutation) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return call.sound();
        }
        Object answer = mutation.answer(call);
        return answer instanceof Optional<?> optional
                ? optional.map(value -> led(call, value, mutation))
                : answer == null ? null : led(call, answer, mutation);
    }

    private static Object led(Call call, Object answer, Mutation mutation) {
        if (ports(answer.getClass()).isEmpty()) {
            return answer;
        }
        DialectSession session = answer instanceof DialectSession itself ? itself : call.knownSession();
        return wrapped(answer, session, mutation);
    }

    /** Interfaces of the SPI; one that is sealed is among those that extend it. */
    private static Set<Class<?>> ports(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            for (Class<?> implemented : next.getInterfaces()) {
                if (implemented.getName().startsWith(PORTS)) {
                    found.add(implemented);
                }
            }
        }
        return found;
    }
}
