package io.migri.testkit.server;

import java.util.List;

/**
 * One of the two products of MySQL's family as Debian packs it.
 *
 * @param name what Debian's names for it begin with
 * @param daemon the name of the server's program
 * @param server the server's package
 * @param client the package of its client program and of its dump program, in this order
 * @param options what Debian's build of the server needs outside its usual place, and what keeps its files small
 */
record MysqlProduct(
        Engine engine, String name, String daemon, DebianPackage server, DebianPackage client, List<String> options) {

    MysqlProduct {
        options = List.copyOf(options);
    }

    /** MySQL is in no stable suite. */
    static MysqlProduct of(Engine engine) {
        return switch (engine) {
            case MYSQL ->
                new MysqlProduct(
                        engine,
                        "mysql",
                        "mysqld",
                        DebianPackage.of("mysql-sid", "sid", "mysql-server-core", "usr/sbin/mysqld"),
                        DebianPackage.of(
                                "mysql-client-sid", "sid", "mysql-client-core", "usr/bin/mysql", "usr/bin/mysqldump"),
                        List.of("--secure-file-priv=NULL", "--innodb-redo-log-capacity=8M"));
            case MARIADB ->
                new MysqlProduct(
                        engine,
                        "mariadb",
                        "mariadbd",
                        DebianPackage.of("mariadb-trixie", "trixie", "mariadb-server-core", "usr/sbin/mariadbd"),
                        DebianPackage.of(
                                "mariadb-client-trixie",
                                "trixie",
                                "mariadb-client",
                                "usr/bin/mariadb",
                                "usr/bin/mariadb-dump"),
                        List.of("--innodb-log-file-size=8M", "--sync-frm=OFF"));
            default -> throw new IllegalArgumentException("not of MySQL's family: " + engine);
        };
    }
}
