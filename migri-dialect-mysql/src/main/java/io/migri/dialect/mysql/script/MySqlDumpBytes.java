package io.migri.dialect.mysql.script;

import java.util.Optional;

/** Bytes of binary columns in what {@code mysqldump} and {@code mariadb-dump} write. */
public final class MySqlDumpBytes {
    private static final String REMEDY =
            "this looks like binary data of a dump, which no encoding fits; dump again with"
                    + " --hex-blob (and --default-character-set=utf8mb4), and do not convert the file";

    private MySqlDumpBytes() {}

    public static Optional<String> remedy(String head, String line) {
        return isDump(head) || line.contains("_binary '") || line.contains("_binary\"")
                ? Optional.of(REMEDY)
                : Optional.empty();
    }

    private static boolean isDump(String head) {
        return head.contains("-- MySQL dump ") || head.contains("-- MariaDB dump ");
    }
}
