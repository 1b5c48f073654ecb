package io.migri.dialect.sqlite.facade;

import io.migri.spi.binding.ScriptFunctionException;
import io.migri.spi.binding.ScriptHost;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.core.Codes;

/** A function of the script that SQL may call. */
final class SqliteFacadeFunction extends Function {
    private final ScriptHost host;
    private final long number;
    private boolean over;

    SqliteFacadeFunction(ScriptHost host, long number) {
        this.host = host;
        this.number = number;
    }

    /** The script has ended. SQLite knows the function as long as the connection is open. */
    void end() {
        over = true;
    }

    @Override
    protected void xFunc() throws SQLException {
        if (over) {
            error("the migration that made this function has ended");
            return;
        }
        try {
            answer(host.call(number, arguments()));
        } catch (ScriptFunctionException e) {
            error("user-defined function raised exception");
        }
    }

    private List<@Nullable Object> arguments() throws SQLException {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int i = 0; i < args(); i++) {
            arguments.add(argument(i));
        }
        return arguments;
    }

    private @Nullable Object argument(int index) throws SQLException {
        return switch (value_type(index)) {
            case Codes.SQLITE_INTEGER -> value_long(index);
            case Codes.SQLITE_FLOAT -> value_double(index);
            case Codes.SQLITE_TEXT -> value_text(index);
            case Codes.SQLITE_BLOB -> bytes(value_blob(index));
            default -> null;
        };
    }

    private static byte[] bytes(byte @Nullable [] value) {
        return value == null ? new byte[0] : value;
    }

    private void answer(@Nullable Object value) throws SQLException {
        if (value == null) {
            result();
        } else if (value instanceof Long number) {
            result((long) number);
        } else if (value instanceof Double number) {
            result((double) number);
        } else if (value instanceof String text) {
            result(text);
        } else if (value instanceof byte[] bytes) {
            result(bytes);
        } else {
            error("user-defined function raised exception");
        }
    }
}
