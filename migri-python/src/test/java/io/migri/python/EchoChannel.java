package io.migri.python;

import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptFunctionException;
import io.migri.spi.binding.ScriptHost;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel to no database. It remembers what it was asked. */
public final class EchoChannel implements ScriptChannel {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final ScriptHost host;
    private volatile CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicInteger cancellations = new AtomicInteger();

    EchoChannel(ScriptHost host) {
        this.host = host;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    int cancellations() {
        return cancellations.get();
    }

    /** Waits until {@code wait} is being executed. */
    public boolean awaitWaiting() throws InterruptedException {
        return waiting.await(20, TimeUnit.SECONDS);
    }

    @Override
    public Object call(String operation, List<?> arguments) throws SQLException {
        asked.add(operation);
        return switch (operation) {
            case "echo" -> arguments.get(0);
            case "kind" -> kind(arguments.get(0));
            case "fail" -> throw new SQLException(String.valueOf(arguments.get(0)), "23505", 7);
            case "break" -> throw new IllegalStateException("a fault of the channel");
            case "strange" -> new Object();
            case "fill" -> Collections.nCopies(((Long) arguments.get(0)).intValue(), arguments.get(1));
            case "wait" -> waited();
            case "apply" -> applied(arguments);
            case "count" -> (long) asked.size();
            default -> throw new SQLException("no such operation: " + operation);
        };
    }

    /** How a value of Python arrives in Java. */
    private static String kind(Object value) {
        if (value instanceof byte[] bytes) {
            return "byte[" + bytes.length + "]";
        }
        if (value instanceof BigInteger || value instanceof Number) {
            return value.getClass().getSimpleName() + " " + value;
        }
        return value == null
                ? "null"
                : (value instanceof List ? "List" : value.getClass().getSimpleName()) + " " + value;
    }

    private Object waited() throws SQLException {
        waiting.countDown();
        try {
            if (!cancelled.await(30, TimeUnit.SECONDS)) {
                throw new SQLException("nobody cancelled");
            }
            cancelled = new CountDownLatch(1);
            throw new SQLException("cancelled as requested", "57014");
        } catch (InterruptedException e) {
            throw new SQLException("interrupted", e);
        }
    }

    private Object applied(List<?> arguments) throws SQLException {
        try {
            return host.call((Long) arguments.get(0), arguments.subList(1, arguments.size()));
        } catch (ScriptFunctionException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    @Override
    public Map<String, ?> explain(SQLException failure) {
        return Map.of("message", failure.getMessage());
    }

    @Override
    public void cancel() {
        cancellations.incrementAndGet();
        cancelled.countDown();
    }

    @Override
    public void close() {
        // there is nothing to free
    }
}
