package io.migri.dialect.sqlite.mutant;

import io.migri.dialect.sqlite.mutant.call.Interposed;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.dialect.sqlite.schema.SqliteChanges;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.AppliedLogElsewhereContract;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.MigrationExecutorContract;
import io.migri.testkit.MigrationSourceContract;
import io.migri.testkit.SchemaChange;
import io.migri.testkit.SchemaReaderContract;
import io.migri.testkit.ScriptBindingContract;
import io.migri.testkit.StatementProbeContract;
import io.migri.testkit.StatementWatchContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of plug-ins beside the dialect, and of its facade, its probe and its watch. */
final class SoundPlugIns {
    private SoundPlugIns() {}

    @ExtendWith(MutantFixtures.class)
    static final class OfProbe extends StatementProbeContract {
        OfProbe(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected List<String> rewriting(String table) {
            return List.of(
                    "CREATE TABLE " + table + "_new (id integer PRIMARY KEY, name text NOT NULL)",
                    "INSERT INTO " + table + "_new SELECT id, ifnull(name, '') FROM " + table,
                    "DROP TABLE " + table,
                    "ALTER TABLE " + table + "_new RENAME TO " + table);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfSchema extends SchemaReaderContract {
        OfSchema(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected List<String> before() {
            return SqliteChanges.BEFORE;
        }

        @Override
        protected List<SchemaChange> changes() {
            return SqliteChanges.all();
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfWatch extends StatementWatchContract {
        OfWatch(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfBinding extends ScriptBindingContract {
        OfBinding(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected void execute(ScriptChannel channel, String statement) throws SQLException, IOException {
            channel.call("execute", List.of(statement, List.of(), 10L, false));
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfSource extends MigrationSourceContract {
        private final MigrationSourceProvider provider;

        @TempDir
        private Path directory;

        OfSource(Mutation mutation) {
            MigrationSourceProvider sound = ServiceLoader.load(MigrationSourceProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(found -> found.scheme().equals("file"))
                    .findFirst()
                    .orElseThrow();
            this.provider = Interposed.of(MigrationSourceProvider.class, sound, mutation);
        }

        @Override
        protected MigrationSource source(Map<String, byte[]> files) throws IOException {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
            return provider.open(directory.toUri());
        }

        @Override
        protected MigrationSource missing() {
            return provider.open(directory.resolve("missing").toUri());
        }

        @Override
        protected Optional<MigrationSourceProvider> provider() {
            return Optional.of(provider);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfExecutor extends MigrationExecutorContract {
        private final MigrationExecutor executor;

        OfExecutor(DialectFixture fixture, Mutation mutation) {
            super(fixture);
            MigrationExecutor sound = ServiceLoader.load(MigrationExecutor.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(found -> found.kinds().contains("sql"))
                    .findFirst()
                    .orElseThrow();
            this.executor = Interposed.of(MigrationExecutor.class, sound, mutation);
        }

        @Override
        protected MigrationExecutor executor() {
            return executor;
        }

        @Override
        protected String script(List<String> statements) {
            return String.join(";\n", statements) + ";\n";
        }

        @Override
        protected List<String> wrong() {
            return List.of("SELECT 'a", "SELECT 1;\n/* two");
        }

        @Override
        protected List<List<String>> alike() {
            return List.of(List.of("select 1 -- one\n;", "SELECT /* two */ 1"));
        }

        @Override
        protected List<List<String>> different() {
            return List.of(List.of("SELECT 'a'", "SELECT 'A'"));
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfLogElsewhere extends AppliedLogElsewhereContract {
        private final Mutation mutation;

        @TempDir
        private Path directory;

        OfLogElsewhere(DialectFixture fixture, Mutation mutation) {
            super(fixture);
            this.mutation = mutation;
        }

        @Override
        protected AppliedLogProvider provider() {
            return Interposed.of(AppliedLogProvider.class, new FileLogProvider(directory), mutation);
        }
    }
}
