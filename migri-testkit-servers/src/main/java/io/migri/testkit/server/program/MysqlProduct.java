package io.migri.testkit.server.program;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** One of the two products of MySQL's family. MySQL is in no stable suite of Debian. */
public enum MysqlProduct {
    MYSQL,
    MARIADB;

    /** What its client program is called. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The package of its client program and of its dump program, in this order; newer than any server. */
    public DebianPackage client() {
        return switch (this) {
            case MYSQL ->
                DebianPackage.of("mysql-client-sid", "sid", "mysql-client-core", "usr/bin/mysql", "usr/bin/mysqldump");
            case MARIADB ->
                DebianPackage.of(
                        "mariadb-client-trixie", "trixie", "mariadb-client", "usr/bin/mariadb", "usr/bin/mariadb-dump");
        };
    }

    /**
     * What Debian's build of the server needs outside its usual place, what Debian sets in its option file, and what keeps its files
     * small.
     */
    List<String> options() {
        return switch (this) {
            case MYSQL -> List.of("--secure-file-priv=NULL", "--innodb-redo-log-capacity=8M");
            case MARIADB -> List.of("--character-set-server=utf8mb4", "--innodb-log-file-size=8M", "--sync-frm=OFF");
        };
    }

    /** The server of that version; fetched where it is not in {@code cache} yet. */
    MysqlPrograms server(String version, ServerCache cache) throws IOException {
        return switch (this + " " + version) {
            case "MYSQL 9.7" -> debian(cache, "mysql", "sid", "mysql-server-core", "usr/sbin/mysqld");
            case "MARIADB 10.5" -> mariadb(cache, "bullseye", "mariadb-server-core-10.5");
            case "MARIADB 10.11" -> mariadb(cache, "bookworm", "mariadb-server-core");
            case "MARIADB 11.8" -> mariadb(cache, "trixie", "mariadb-server-core");
            case "MARIADB 11.4" -> MariadbArchive.in(cache);
            default -> throw new IOException("Debian has no " + this + " " + version + ": start one, and give its URL");
        };
    }

    private static MysqlPrograms mariadb(ServerCache cache, String suite, String name) throws IOException {
        return debian(cache, "mariadb", suite, name, "usr/sbin/mariadbd");
    }

    private static MysqlPrograms debian(ServerCache cache, String entry, String suite, String name, String daemon)
            throws IOException {
        return MysqlPrograms.of(DebianPackage.of(entry + "-" + suite, suite, name, daemon), cache);
    }
}
