package io.migri.python.jep;

import java.io.IOException;
import jep.JepException;
import jep.SharedInterpreter;
import org.jspecify.annotations.Nullable;

/** One of Jep's interpreters that share their modules. */
final class JepInterpreter implements EmbeddedInterpreter {
    private final SharedInterpreter interpreter;

    JepInterpreter(SharedInterpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public void set(String name, Object value) throws IOException {
        try {
            interpreter.set(name, value);
        } catch (JepException e) {
            throw failed(e);
        }
    }

    @Override
    public void execute(String code) throws IOException {
        try {
            interpreter.exec(code);
        } catch (JepException e) {
            throw failed(e);
        }
    }

    @Override
    public @Nullable Object call(String function, @Nullable Object... arguments) throws IOException {
        try {
            return interpreter.invoke(function, arguments);
        } catch (JepException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            interpreter.close();
        } catch (JepException e) {
            throw failed(e);
        }
    }

    private static IOException failed(JepException failure) {
        return new IOException(failure.getMessage(), failure);
    }
}
