package io.migri.core.source;

import io.migri.api.Migration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a file's name says: whether it may be a migration, its name and its kind. */
final class MigrationFile {

    private MigrationFile() {}

    /** The migration of that file, of the kind "" where its name has no extension; empty where it is hidden. */
    static Optional<Migration> of(String fileName, String origin, Migration.Content content) {
        if (fileName.isEmpty() || fileName.startsWith(".")) {
            return Optional.empty();
        }
        int dot = fileName.lastIndexOf('.');
        return Optional.of(
                dot < 0
                        ? new Migration(fileName, "", origin, content)
                        : new Migration(fileName.substring(0, dot), fileName.substring(dot + 1), origin, content));
    }

    /** Whoever names no kind wants all. */
    static boolean isAny(String kind) {
        return !kind.isEmpty();
    }

    /** Adds it to those that were found, unless it is of another kind. Upper and lower case differ, as they did for the Python tool. */
    static void sort(Migration migration, Predicate<String> kinds, List<Migration> found, Consumer<String> passedOver) {
        if (kinds.test(migration.kind())) {
            found.add(migration);
        } else {
            passedOver.accept(migration.kind().isEmpty() ? migration.name() : migration.fileName());
        }
    }
}
