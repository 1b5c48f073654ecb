package io.migri.core.guest;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/**
 * Plug-ins of other makers. The core calls them only through a {@link Guard}, which keeps an exception, a null or
 * another answer that a port forbids from going further. Migri's own plug-ins are called as they are.
 */
public final class Guests {
    /** Where Migri's own plug-ins are; each maker has packages of its own. */
    private static final List<String> OWN =
            List.of("io.migri.dialect.", "io.migri.core.", "io.migri.python.", "io.migri.format.");

    private Guests() {}

    /** {@code plugin} as the core may call it: behind a guard, unless it is one of Migri's own. */
    public static <T> T guarded(Class<T> port, T plugin) {
        return isForeign(plugin) && guard(plugin).isEmpty()
                ? guarded(port, plugin, Misbehaviour.describe(plugin.getClass()))
                : plugin;
    }

    /** Whether somebody else has made it. */
    public static boolean isForeign(Object plugin) {
        String name = plugin.getClass().getName();
        for (String own : OWN) {
            if (name.startsWith(own)) {
                return false;
            }
        }
        return true;
    }

    /** The class of a plug-in, behind a guard or not, and the jar or folder that it came from. */
    public static String describe(Object plugin) {
        return guard(plugin).map(Guard::guest).orElseGet(() -> Misbehaviour.describe(plugin.getClass()));
    }

    /** What the manifest of a plug-in's jar says of its version. */
    public static Optional<String> version(Object plugin) {
        Class<?> type =
                guard(plugin).<Class<?>>map(one -> one.part().getClass()).orElse(plugin.getClass());
        return Optional.ofNullable(type.getPackage()).map(Package::getImplementationVersion);
    }

    private static Optional<Guard> guard(Object plugin) {
        return Proxy.isProxyClass(plugin.getClass()) && Proxy.getInvocationHandler(plugin) instanceof Guard guard
                ? Optional.of(guard)
                : Optional.empty();
    }

    /** What a plug-in hands out is guarded as it is itself, whoever has made the class. */
    static <T> T guarded(Class<T> port, Object part, String guest) {
        Guard guard = new Guard(port, part, guest, (inner, one) -> guarded(inner, one, guest));
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, guard));
    }
}
