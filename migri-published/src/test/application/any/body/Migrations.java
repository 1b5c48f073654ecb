package any.body;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;

/** What an application does with Migri, without a word about jOOQ. */
final class Migrations {
    private Migrations() {}

    static int apply(String database) {
        return Migri.builder()
                .target(ConnectionConfig.of(database))
                .location("classpath:db/migrations")
                .build()
                .migrate()
                .applied()
                .size();
    }
}
