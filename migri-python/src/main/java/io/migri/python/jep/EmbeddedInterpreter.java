package io.migri.python.jep;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Global names of the embedded CPython, bound to the thread that opened it. Only to call. */
public interface EmbeddedInterpreter extends AutoCloseable {

    /** Binds a name to a Java object. */
    void set(String name, Object value) throws IOException;

    /** Executes statements. */
    void execute(String code) throws IOException;

    /** Calls a function by its name. */
    @Nullable
    Object call(String function, @Nullable Object... arguments) throws IOException;

    @Override
    void close() throws IOException;
}
