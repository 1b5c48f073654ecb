package io.migri.core.format;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.plugin.FormatRegistry;
import io.migri.core.source.SortedMigrations;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes another tool's files in Migri's own form.
 *
 * @param source the tool's directory
 * @param kinds of files that are run
 * @param formats the tools at hand
 */
public record Importing(MigrationSource source, Set<String> kinds, FormatRegistry formats) {
    private static final List<String> FOLDERS = List.of("undo", "repeatable");

    /**
     * Writes them into a new directory, or none.
     *
     * @param name the tool's; null to find out
     * @return the files, in the order in which they run
     * @throws MigriException with code {@code FOREIGN_FORMAT} where they are no tool's, or would run in another order
     */
    public List<Path> into(Path target, @Nullable String name, Map<String, String> settings) throws IOException {
        MigrationSource read = format(name).open(source, new FormatContext(Set.of(), settings));
        List<Migration> migrations = SortedMigrations.of(read, kinds, other -> {});
        requireOrder(migrations);
        List<Path> written = new ArrayList<>();
        Path draft = Files.createTempDirectory(parent(target), ".import");
        try {
            write(migrations, draft, target, written);
            for (String folder : FOLDERS) {
                Optional<MigrationSource> inside = read.folder(folder);
                if (inside.isPresent()) {
                    write(
                            SortedMigrations.of(inside.get(), kinds, other -> {}),
                            draft.resolve(folder),
                            target.resolve(folder),
                            written);
                }
            }
            Files.move(draft, target);
        } finally {
            discard(draft);
        }
        return written;
    }

    private MigrationFormat format(@Nullable String name) throws IOException {
        if (name != null) {
            return formats.named(name);
        }
        return OtherReading.recognised(formats, source).orElseThrow(() -> MigriException.of(
                        ErrorCode.FOREIGN_FORMAT, "these are no files of a tool that Migri knows")
                .help(Text.of("say whose they are with ", Option.FORMAT))
                .build());
    }

    private void requireOrder(List<Migration> migrations) {
        List<Migration> plain = SortedMigrations.of(() -> migrations);
        for (int i = 0; i < plain.size(); i++) {
            if (!plain.get(i).name().equals(migrations.get(i).name())) {
                throw MigriException.of(
                                ErrorCode.FOREIGN_FORMAT,
                                "as plain files " + plain.get(i).fileName() + " would run before "
                                        + migrations.get(i).fileName() + "; nothing was written")
                        .help("keep this directory as it is: it runs in the tool's order")
                        .build();
            }
        }
    }

    private static Path parent(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null || Files.exists(target)) {
            throw MigriException.of(ErrorCode.CONFIGURATION_INVALID, target + " is there already; nothing was written")
                    .help("name a directory that is not there yet")
                    .build();
        }
        return Files.createDirectories(parent);
    }

    /** A file that says nothing is left out: a half that its tool's file does not have. */
    private static void write(List<Migration> migrations, Path draft, Path target, List<Path> written)
            throws IOException {
        for (Migration one : migrations) {
            Path file = Files.createDirectories(draft).resolve(one.fileName());
            if (WithoutBlankEnds.copy(one, file)
                    || draft.getFileName().toString().startsWith(".import")) {
                written.add(target.resolve(one.fileName()));
            } else {
                Files.delete(file);
            }
        }
    }

    private static void discard(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(draft)) {
            all = new ArrayList<>(found.toList());
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }
}
