package io.migri.format.golangmigrate;

import io.migri.api.Migration;
import io.migri.format.file.Listed;
import io.migri.format.file.Numbered;
import io.migri.format.file.Pairs;
import io.migri.format.file.Refusal;
import io.migri.format.sqlx.SqlxTraces;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Directories of golang-migrate: {@code 000002_users.up.sql} and {@code 000002_users.down.sql}. */
public final class GolangMigrateFormat implements MigrationFormat {
    private static final String NAME = "golang-migrate";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(MigrationSource directory) throws IOException {
        return directory.migrations().stream().anyMatch(Pairs::has) && !SqlxTraces.in(directory);
    }

    @Override
    public MigrationSource open(MigrationSource directory, FormatContext context) throws IOException {
        Pairs pairs = Pairs.of(NAME, directory);
        if (!pairs.single().isEmpty()) {
            throw Refusal.of(
                    pairs.single().get(0).file(),
                    "is no file of " + NAME + ", as others here are; call it NUMBER_NAME.up.sql, or move it");
        }
        List<Migration> up = new ArrayList<>();
        for (Numbered one : pairs.up()) {
            up.add(named(one, one.recordedName(Pairs.UP)));
        }
        List<Migration> down = new ArrayList<>();
        for (Numbered one : pairs.undoing()) {
            down.add(named(one, pairs.nameOf(one)));
        }
        return new Listed(up, Map.of(Listed.UNDO, down), false);
    }

    private static Migration named(Numbered one, String name) {
        return new Migration(
                name, one.file().kind(), one.file().origin(), one.file().content());
    }

    @Override
    public Optional<ForeignHistory> history() {
        return Optional.of(new GolangMigrateHistory());
    }
}
