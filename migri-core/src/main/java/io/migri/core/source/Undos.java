package io.migri.core.source;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.undo.Undo;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files in the folder beside the migrations that take them back, by the migration's name. */
public final class Undos {
    /** Where there is no such folder. */
    public static final Undos NONE = new Undos(List.of());

    private final Map<String, Migration> byName = new HashMap<>();

    private Undos(List<Migration> scripts) {
        scripts.forEach(one -> byName.put(Composed.of(one.name()), one.named(Undo.nameOf(one.name()))));
    }

    /**
     * Those that {@code source} has. Reads none.
     *
     * @param kinds of files that somebody here runs
     * @throws MigriException where two have one name, or the folder cannot be listed
     */
    public static Undos of(MigrationSource source, Set<String> kinds) {
        Optional<MigrationSource> folder = folder(source);
        return folder.isEmpty() ? NONE : new Undos(SortedMigrations.of(folder.get(), kinds, other -> {}));
    }

    private static Optional<MigrationSource> folder(MigrationSource source) {
        try {
            return source.folder(Undo.FOLDER);
        } catch (IOException e) {
            throw MigriException.of(ErrorCode.SOURCE_UNREADABLE, "the undos cannot be listed: " + ReadFailure.reason(e))
                    .help("make the folder " + Undo.FOLDER + " beside the migrations readable")
                    .because(e)
                    .build();
        }
    }

    /** The migrations, each with its undo. One that brought its own keeps that. */
    public List<Migration> with(List<Migration> migrations) {
        if (byName.isEmpty()) {
            return migrations;
        }
        List<Migration> all = new ArrayList<>(migrations.size());
        for (Migration one : migrations) {
            Migration undo = byName.get(Composed.of(one.name()));
            all.add(undo == null || one.undo() != null ? one : one.undoneBy(undo));
        }
        return all;
    }

    /** The file of the migration of that name, which may be gone itself; null where there is none. */
    public @Nullable Migration of(String migration) {
        return byName.get(Composed.of(migration));
    }
}
