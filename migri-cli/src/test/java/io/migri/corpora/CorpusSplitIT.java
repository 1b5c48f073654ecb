package io.migri.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.script.ScriptException;
import io.migri.testkit.corpus.Corpora;
import io.migri.testkit.corpus.Corpus;
import io.migri.testkit.corpus.Split;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every script of every corpus is split where the database's own client splits it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorpusSplitIT {
    /** What pg_dump writes of psql's commands means nothing to a server and is passed over; any other is refused. */
    private static final Pattern CLIENT_COMMAND = Pattern.compile("(?m)^\\\\(?!restrict|unrestrict|\\.).*$");

    private static final Map<String, List<String>> SCRIPTS_WITH_CLIENT_COMMANDS =
            Map.of("plpgsqlregress-pg", List.of("0006_plpgsql_record.sql", "0007_plpgsql_simple.sql"));

    /** MySQL's client drops a comment after a statement has begun. Here it is kept, for the server keeps it in a routine's body. */
    private static final Pattern COMMENT_WITHIN = Pattern.compile("(?<=[\\s,;])#[^\\n]*");

    private static final Map<String, List<String>> SCRIPTS_WITH_COMMENTS_WITHIN = Map.of(
            "employees-objects-mysql", List.of("0002_objects.sql"), "sakila-jooq-mysql", List.of("0001_schema.sql"));

    private final CorporaTable table = new CorporaTable("corpora-splits.md", "corpus", "files", "agree", "statements");

    @AfterAll
    void report() throws IOException {
        table.write();
    }

    /** Where there are none, this one says so: an aborted factory of tests is not reported. */
    @Test
    void knowsAllCorpora() throws IOException {
        assertEquals(52, Corpora.find().all().size());
    }

    @TestFactory
    Stream<DynamicTest> splitsForPostgresqlAsPsqlDoes(@TestDatabase(Engine.POSTGRESQL) Database database)
            throws IOException {
        return tests(database);
    }

    @TestFactory
    Stream<DynamicTest> splitsForMysqlAsItsClientDoes(@TestDatabase(Engine.MYSQL) Database database)
            throws IOException {
        return tests(database);
    }

    @TestFactory
    Stream<DynamicTest> splitsForMariadbAsItsClientDoes(@TestDatabase(Engine.MARIADB) Database database)
            throws IOException {
        return tests(database);
    }

    @TestFactory
    Stream<DynamicTest> splitsForSqliteAsItsShellDoes(@TestDatabase(Engine.SQLITE) Database database)
            throws IOException {
        return tests(database);
    }

    private Stream<DynamicTest> tests(Database database) throws IOException {
        return Scripts.all()
                .filter(corpus -> corpus.engine() == database.engine())
                .map(corpus -> DynamicTest.dynamicTest(corpus.name(), () -> splitsLikeTheClient(corpus, database)));
    }

    private void splitsLikeTheClient(Corpus corpus, Database database) throws SQLException, IOException {
        Dialect dialect = dialect(database.engine());
        Map<String, List<String>> gold = corpus.statements();
        assertEquals(gold.size(), corpus.files().size(), "gold speaks of other files");
        List<String> differences = new ArrayList<>();
        int statements = 0;
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            for (Path file : corpus.files()) {
                List<String> expected = gold.get(String.valueOf(file.getFileName()));
                statements += Split.of(expected).statements().size();
                difference(corpus, file, expected, session)
                        .ifPresent(found -> differences.add(corpus + " " + file.getFileName() + ": " + found));
            }
        }
        int files = corpus.files().size();
        table.add(corpus.name(), files, files - differences.size(), statements);
        assertEquals("", String.join("\n", differences));
    }

    private static Optional<String> difference(Corpus corpus, Path file, List<String> expected, DialectSession session)
            throws SQLException, IOException {
        String script = Files.readString(file);
        if (names(SCRIPTS_WITH_CLIENT_COMMANDS, corpus, file)) {
            assertRefusesTheFirstClientCommand(session, script);
            script = CLIENT_COMMAND.matcher(script).replaceAll("");
        }
        List<String> actual = Split.texts(session, new StringReader(script));
        return names(SCRIPTS_WITH_COMMENTS_WITHIN, corpus, file)
                ? Split.of(withoutCommentsWithin(actual)).firstDifference(Split.of(withoutCommentsWithin(expected)))
                : Split.of(actual).firstDifference(Split.of(expected));
    }

    private static boolean names(Map<String, List<String>> exceptions, Corpus corpus, Path file) {
        return exceptions.getOrDefault(corpus.name(), List.of()).contains(String.valueOf(file.getFileName()));
    }

    private static List<String> withoutCommentsWithin(List<String> texts) {
        return texts.stream()
                .map(text -> COMMENT_WITHIN.matcher(text).replaceAll(""))
                .toList();
    }

    private static void assertRefusesTheFirstClientCommand(DialectSession session, String script) {
        Matcher command = CLIENT_COMMAND.matcher(script);
        assertTrue(command.find());
        ScriptException refusal =
                assertThrows(ScriptException.class, () -> Split.texts(session, new StringReader(script)));
        assertEquals(script.substring(0, command.start()).lines().count() + 1, refusal.line());
        assertTrue(refusal.getMessage().contains(command.group().split(" ", 2)[0]), refusal.getMessage());
    }

    private static Dialect dialect(Engine engine) {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(engine.dialect()))
                .findFirst()
                .orElseThrow();
    }
}
