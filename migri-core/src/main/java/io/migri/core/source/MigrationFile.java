package io.migri.core.source;

import io.migri.api.Migration;
import java.util.Optional;
import java.util.Set;

/** What a file's name says: whether it is a migration, its name and its kind. */
final class MigrationFile {
    /** Upper and lower case differ, as they did for the Python tool. */
    private static final Set<String> KINDS = Set.of("sql", "py");

    private MigrationFile() {}

    /** The migration of that file; empty where it is hidden or of another kind. */
    static Optional<Migration> of(String fileName, String origin, Migration.Content content) {
        int dot = fileName.lastIndexOf('.');
        if (fileName.startsWith(".") || dot <= 0 || !KINDS.contains(fileName.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(new Migration(fileName.substring(0, dot), fileName.substring(dot + 1), origin, content));
    }
}
