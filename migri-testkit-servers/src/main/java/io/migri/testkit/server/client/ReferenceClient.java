package io.migri.testkit.server.client;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.program.MysqlProduct;
import io.migri.testkit.server.program.ServerCache;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The client program that comes with a database product, and its dump program. What they make of a script is right by definition.
 * They are fetched without root, like the servers, and kept in the same cache. Only to call.
 */
public interface ReferenceClient {

    /** That of {@code engine}'s maker. */
    static ReferenceClient of(Engine engine) throws IOException {
        ServerCache cache = ServerCache.ofThisUser();
        return switch (engine) {
            case POSTGRESQL -> new PostgresqlClient(PostgresqlClient.PACKAGE.in(cache));
            case MYSQL, MARIADB -> {
                MysqlProduct product = MysqlProduct.valueOf(engine.name());
                yield new MysqlClient(product, product.client().in(cache));
            }
            case SQLITE -> new SqliteClient(SqliteClient.PACKAGE.in(cache));
        };
    }

    /** The client's name and version. */
    String version() throws IOException;

    /**
     * Runs a script in a session of its own, as somebody at a shell would, up to the first error; the exit code is 0 where there
     * was none.
     *
     * @param first statements to execute in that session before
     */
    ProcessResult run(Database database, Path script, String... first) throws IOException, InterruptedException;

    /** Runs a script that Migri has written, in the way that it says in its first lines. */
    ProcessResult runWritten(Database database, Path script) throws IOException, InterruptedException;

    /**
     * The whole database, structure and rows, as a script that rebuilds it. Two databases that hold the same give the same text.
     */
    String dump(Database database) throws IOException, InterruptedException;
}
