package io.migri.format.goose;

import io.migri.api.Migration;
import io.migri.format.file.Heads;
import io.migri.format.file.Listed;
import io.migri.format.file.Numbered;
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

/** Directories of goose: {@code 00002_users.sql} with {@code -- +goose Up} and {@code -- +goose Down}. */
public final class GooseFormat implements MigrationFormat {
    /** The user's setting that lets a late migration run, as goose's own does. */
    static final String ALLOW_MISSING = "goose.allow-missing";

    @Override
    public String name() {
        return "goose";
    }

    @Override
    public boolean recognises(MigrationSource directory) throws IOException {
        return Heads.mark(directory, line -> Annotation.of(line).isPresent());
    }

    @Override
    public MigrationSource open(MigrationSource directory, FormatContext context) throws IOException {
        List<Migration> up = new ArrayList<>();
        List<Migration> down = new ArrayList<>();
        for (Numbered one : GooseFiles.of(directory)) {
            up.add(half(one, true));
            down.add(half(one, false));
        }
        boolean late = context.setting(ALLOW_MISSING).filter("true"::equals).isPresent();
        return new Listed(up, Map.of(Listed.UNDO, down), !late);
    }

    private static Migration half(Numbered one, boolean up) {
        Migration file = one.file();
        Migration.Content content = new WithTransactionMode(
                file, noTransaction -> new Half(file, up, noTransaction, GooseFormat::variable));
        return new Migration(one.recordedName(""), file.kind(), file.origin(), content);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).map(Translation::inLine);
    }

    @Override
    public Optional<ForeignHistory> history() {
        return Optional.of(new GooseHistory());
    }
}
