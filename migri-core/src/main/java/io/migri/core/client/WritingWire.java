package io.migri.core.client;

import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.wire.BatchLimits;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** Writes down what a client is to send. Of a transaction it says what holds if all goes well. */
public final class WritingWire implements Wire {
    private final Wire real;
    private final ClientScript client;
    private final Appendable script;

    /**
     * A wire that ends in a script.
     *
     * @param real knows what statements begin and end a transaction
     */
    public WritingWire(Wire real, ClientScript client, Appendable script) {
        this.real = real;
        this.client = client;
        this.script = script;
    }

    @Override
    public TransactionSyntax syntax() {
        return real.syntax();
    }

    @Override
    public BatchLimits limits() {
        return real.limits();
    }

    /** What a client would not send as it stands is a failure of that statement. */
    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        for (int i = 0; i < statements.size(); i++) {
            try {
                line(client.written(statements.get(i)));
            } catch (UnwritableException e) {
                throw new StatementFailedException(i, e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void load(String statement, Reader data) throws SQLException, IOException {
        client.write(statement, data, script);
    }

    /** A line that stands there as it is. */
    public void line(String text) throws IOException {
        script.append(text).append('\n');
    }

    /** A comment, which every client of a database takes for one. */
    public void comment(String text) throws IOException {
        line(text.isEmpty() ? "--" : "-- " + text);
    }
}
