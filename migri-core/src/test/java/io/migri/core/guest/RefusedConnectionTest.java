package io.migri.core.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import io.migri.spi.Purpose;
import io.migri.testkit.scripted.ScriptedDialect;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that the core does not take from a guest. */
class RefusedConnectionTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void isClosed() {
        Dialect dialect = (Dialect) proxy(Dialect.class, proxy(Connection.class, false));
        Dialect guarded = Guests.guarded(Dialect.class, dialect, "a guest");
        MigriException refusal =
                assertThrows(MigriException.class, () -> guarded.connect(ScriptedDialect.target(), Purpose.CHANGE));
        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, refusal.code());
        assertEquals(List.of("connect", "getAutoCommit", "close"), calls);
    }

    private Object proxy(Class<?> type, Object answer) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return method.getReturnType() == void.class ? null : answer;
                });
    }
}
