package io.migri.format.sqlx;

import io.migri.api.Migration;
import io.migri.format.file.Listed;
import io.migri.format.file.Numbered;
import io.migri.format.file.Pairs;
import io.migri.format.file.Translated;
import io.migri.format.file.Translation;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Directories of sqlx: {@code 0002_users.sql}, or {@code 0002_users.up.sql} and {@code 0002_users.down.sql}. */
public final class SqlxFormat implements MigrationFormat {
    private static final String NAME = "sqlx";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(MigrationSource directory) throws IOException {
        return SqlxTraces.in(directory);
    }

    @Override
    public MigrationSource open(MigrationSource directory, FormatContext context) throws IOException {
        Pairs pairs = Pairs.of(NAME, directory);
        List<Migration> up = new ArrayList<>();
        for (Numbered one : SqlxFiles.of(directory)) {
            up.add(Translated.of(one.file(), one.recordedName(Pairs.UP), FirstLine::new));
        }
        List<Migration> down = new ArrayList<>();
        for (Numbered one : pairs.undoing()) {
            down.add(Translated.of(one.file(), pairs.nameOf(one), FirstLine::new));
        }
        return new Listed(up, Map.of(Listed.UNDO, down), false);
    }

    /** Says to Migri what the first line says to sqlx. */
    private static final class FirstLine implements Translation {
        private boolean first = true;

        @Override
        public String line(String line, boolean begins) {
            boolean directs = first && line.startsWith(SqlxTraces.NO_TRANSACTION);
            first = false;
            return directs ? "-- migri: no-transaction" : line;
        }
    }

    @Override
    public Optional<ForeignHistory> history() {
        return Optional.of(new SqlxHistory());
    }
}
