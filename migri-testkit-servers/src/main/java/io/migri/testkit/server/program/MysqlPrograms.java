package io.migri.testkit.server.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server of MySQL's family, unpacked.
 *
 * @param entry what the cache knows it as
 * @param version as its packager writes it
 * @param daemon what runs it; the caller adds its arguments
 * @param base the directory that the others are in
 * @param share its messages, character sets and system tables
 * @param plugins where it looks for plugins
 */
record MysqlPrograms(String entry, String version, List<String> daemon, Path base, Path share, Path plugins) {

    MysqlPrograms {
        daemon = List.copyOf(daemon);
    }

    /** MariaDB up to 10.11 calls this directory as MySQL does. */
    static MysqlPrograms of(DebianPackage server, ServerCache cache) throws IOException {
        DebianPrograms programs = server.in(cache);
        Path share = programs.path("usr/share/mariadb");
        return new MysqlPrograms(
                server.entry(),
                programs.version(),
                programs.command(server.programs().get(0)),
                programs.path("usr"),
                Files.isDirectory(share) ? share : programs.path("usr/share/mysql"),
                programs.path("usr/lib/mysql/plugin"));
    }

    /** The script of MariaDB's system tables that is called so, in old versions after MySQL; empty where there is none. */
    String systemScript(String name) throws IOException {
        for (Path script : List.of(
                share.resolve(name + ".sql"),
                share.resolve("mariadb_" + name + ".sql"),
                share.resolve("mysql_" + name + ".sql"))) {
            if (Files.exists(script)) {
                return Files.readString(script);
            }
        }
        return "";
    }
}
