package io.migri.format.dbmate;

import io.migri.api.Migration;
import io.migri.format.file.Heads;
import io.migri.format.file.Listed;
import io.migri.format.file.Numbered;
import io.migri.format.file.Translated;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Directories of dbmate: {@code 20260102030405_users.sql} with {@code -- migrate:up} and {@code -- migrate:down}. */
public final class DbmateFormat implements MigrationFormat {

    @Override
    public String name() {
        return "dbmate";
    }

    @Override
    public boolean recognises(MigrationSource directory) throws IOException {
        return Heads.mark(directory, line -> Half.begins(line, Half.UP) || Half.begins(line, Half.DOWN));
    }

    @Override
    public MigrationSource open(MigrationSource directory, FormatContext context) throws IOException {
        List<Migration> up = new ArrayList<>();
        List<Migration> down = new ArrayList<>();
        for (Numbered one : DbmateFiles.of(directory)) {
            Migration file = one.file();
            up.add(Translated.of(file, file.name(), () -> new Half(file, Half.UP)));
            down.add(Translated.of(file, file.name(), () -> new Half(file, Half.DOWN)));
        }
        return new Listed(up, Map.of(Listed.UNDO, down), false);
    }

    @Override
    public Optional<ForeignHistory> history() {
        return Optional.of(new DbmateHistory());
    }
}
