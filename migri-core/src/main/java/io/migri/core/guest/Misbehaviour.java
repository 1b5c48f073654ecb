package io.migri.core.guest;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.lang.reflect.Method;
import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Says which plug-in broke its contract: its class, its jar and the method. */
public final class Misbehaviour {

    private Misbehaviour() {}

    /** A class, and the jar or folder that it came from. */
    static String describe(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return type.getName() + (location == null ? "" : " (" + fileName(location.getPath()) + ")");
    }

    /** Of a jar its name; of a folder, which may have any, all of its path. */
    static String fileName(String path) {
        return path.endsWith("/") ? path : path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether {@code failure} is a plug-in's. */
    public static boolean is(MigriException failure) {
        return failure.code() == ErrorCode.PLUGIN_MISBEHAVED;
    }

    /** Notes beside a failure what failed after it. A driver or a plug-in may throw the same exception twice. */
    public static void after(Exception failure, Exception later) {
        if (later != failure) {
            failure.addSuppressed(later);
        }
    }

    /** A plug-in as a whole is not what it should be. */
    public static MigriException of(String guest, String what, @Nullable Throwable cause) {
        return new MigriException(ErrorCode.PLUGIN_MISBEHAVED, "the plug-in " + guest + " " + what, cause);
    }

    /** A method threw what it may not throw. */
    static MigriException thrown(String guest, Object part, Method method, Throwable failure) {
        return of(guest, "broke its contract: " + call(guest, part, method) + " threw " + failure, failure);
    }

    /** A method returned what it may not return. */
    static MigriException returned(String guest, Object part, Method method, String what) {
        return of(guest, "broke its contract: " + call(guest, part, method) + " returned " + what, null);
    }

    /** Such as {@code Wire.syntax() of com.example.MyWire}. */
    private static String call(String guest, Object part, Method method) {
        String name = part.getClass().getName();
        String owner = method.getDeclaringClass().getSimpleName();
        return owner + "." + method.getName() + "()"
                + (guest.startsWith(name + " ") || guest.equals(name) ? "" : " of " + name);
    }
}
