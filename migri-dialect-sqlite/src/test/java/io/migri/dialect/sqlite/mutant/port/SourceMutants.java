package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.MigrationSourceContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Sources that miss files, or change what is in them. */
public final class SourceMutants {
    private static final Class<?> DIES = MigrationSourceContract.class;

    private SourceMutants() {}

    public static List<Mutant> all() {
        return List.of(
                listing("each migration is there twice", all -> {
                            List<Migration> twice = new ArrayList<>(all);
                            twice.addAll(all);
                            return twice;
                        })
                        .diesBy(DIES, "findsEachMigrationOnce"),
                listing("only files of SQL are there", all -> all.stream()
                                .filter(migration -> migration.kind().equals("sql"))
                                .toList())
                        .diesBy(DIES, "findsEachMigrationOnce"),
                wrong(
                                "files of other kinds are lost",
                                MigrationSource.class,
                                "migrations",
                                call -> call.count() == 2
                                        ? call.<Object>soundly(
                                                call.argument(0, Set.class), (Consumer<String>) name -> {})
                                        : call.sound())
                        .diesBy(DIES, "losesNoFileOfAnotherKind"),
                wrong("files of other kinds are named twice", MigrationSource.class, "migrations", call -> {
                            if (call.count() == 2) {
                                call.sound();
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "losesNoFileOfAnotherKind"),
                listing(
                                "the name ends at the first dot",
                                all -> each(
                                        all,
                                        one -> named(one, one.name().split("\\.", 2)[0], one.kind(), one.origin())))
                        .diesBy(DIES, "takesTheExtensionForTheKindAndTheRestForTheName"),
                listing(
                                "the kind has its dot",
                                all -> each(all, one -> named(one, one.name(), "." + one.kind(), one.origin())))
                        .diesBy(DIES, "takesTheExtensionForTheKindAndTheRestForTheName"),
                listing(
                                "nobody knows where it came from",
                                all -> each(all, one -> named(one, one.name(), one.kind(), "somewhere")))
                        .diesBy(DIES, "takesTheExtensionForTheKindAndTheRestForTheName"),
                reading("line ends are changed", content -> changed(content, text -> text.replace("\r\n", "\n")))
                        .diesBy(DIES, "readsContentsByteForByte"),
                reading(
                                "the byte order mark is gone",
                                content -> changed(content, text -> text.replace("\u00ef\u00bb\u00bf", "")))
                        .diesBy(DIES, "readsContentsByteForByte"),
                reading(
                                "a file has a megabyte at most",
                                content -> () ->
                                        new ByteArrayInputStream(content.open().readNBytes(1 << 20)))
                        .diesBy(DIES, "readsALargeFile"),
                reading("a file can be read once", SourceMutants::once)
                        .diesBy(DIES, "opensAContentAsOftenAsItIsWanted"),
                wrong("all migrations have the content of the first", MigrationSource.class, "migrations", call -> {
                            List<Migration> all = call.sound();
                            return all.isEmpty()
                                    ? all
                                    : each(all, one -> with(one, all.get(0).content()));
                        })
                        .diesBy(DIES, "findsTheSameWhenAskedAgain"),
                wrong("there is always something", MigrationSource.class, "migrations", call -> {
                            List<Migration> all = new ArrayList<>(call.<List<Migration>>sound());
                            all.add(new Migration("0000", "sql", "nowhere", InputStream::nullInputStream));
                            return all;
                        })
                        .diesBy(DIES, "findsNothingWhereThereIsNothing"),
                wrong("a missing place is an empty one", MigrationSource.class, "migrations", call -> {
                            try {
                                return call.sound();
                            } catch (MigriException missing) {
                                return List.of();
                            }
                        })
                        .diesBy(DIES, "saysThatThePlaceIsMissing"),
                wrong("a missing place is a failure of its own", MigrationSource.class, "migrations", call -> {
                            try {
                                return call.sound();
                            } catch (MigriException missing) {
                                throw new IOException("?");
                            }
                        })
                        .diesBy(DIES, "saysThatThePlaceIsMissing"),
                wrong(
                                "every companion is there",
                                MigrationSource.class,
                                "companion",
                                call -> Optional.of((Migration.Content) InputStream::nullInputStream))
                        .diesBy(DIES, "hasNoCompanionThatIsNotThere"),
                wrong("a companion is read as text", MigrationSource.class, "companion", call -> {
                            Optional<Migration.Content> companion = call.sound();
                            return companion.map(content -> changed(content, text -> text.replace("\n", "")));
                        })
                        .diesBy(DIES, "aCompanionIsReadByteForByte"),
                wrong("its scheme has a colon", MigrationSourceProvider.class, "scheme", call -> "file:")
                        .diesBy(DIES, "itsProviderHasAScheme"));
    }

    private static Mutant.Wrong listing(String name, UnaryOperator<List<Migration>> change) {
        return wrong(name, MigrationSource.class, "migrations", call -> change.apply(call.sound()));
    }

    private static Mutant.Wrong reading(String name, UnaryOperator<Migration.Content> change) {
        return listing(name, all -> each(all, one -> with(one, change.apply(one.content()))));
    }

    private static List<Migration> each(List<Migration> all, UnaryOperator<Migration> change) {
        return all.stream().map(change).toList();
    }

    private static Migration named(Migration one, String name, String kind, String origin) {
        return new Migration(name, kind, origin, one.content());
    }

    private static Migration with(Migration one, Migration.Content content) {
        return new Migration(one.name(), one.kind(), one.origin(), content);
    }

    /** Each byte as a character. */
    private static Migration.Content changed(Migration.Content content, UnaryOperator<String> change) {
        return () -> {
            try (InputStream bytes = content.open()) {
                String text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
                return new ByteArrayInputStream(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }

    private static Migration.Content once(Migration.Content content) {
        InputStream[] opened = new InputStream[1];
        return () -> {
            if (opened[0] == null) {
                opened[0] = content.open();
            }
            return opened[0];
        };
    }
}
