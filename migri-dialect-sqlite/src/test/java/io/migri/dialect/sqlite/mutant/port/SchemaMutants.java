package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaReader;
import io.migri.testkit.SchemaReaderContract;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Readers of schemas that overlook something, make something up or change something. */
final class SchemaMutants {
    private static final Class<?> DIES = SchemaReaderContract.class;
    private static final String EACH = "seesEachChangeAndItsUndo";

    private SchemaMutants() {}

    static List<Mutant> all() {
        return Stream.concat(overlooking(), tellingTooMuch()).toList();
    }

    private static Stream<Mutant> overlooking() {
        return Stream.of(
                without("indexes", part -> part.statement().startsWith("CREATE INDEX")),
                without("unique indexes", part -> part.statement().startsWith("CREATE UNIQUE")),
                without("defaults", part -> part.identity().endsWith(" default")),
                without("NOT NULL", part -> part.identity().endsWith(" not null")),
                without("checks", part -> part.statement().contains(" CHECK ")),
                without("foreign keys", part -> part.statement().contains(" FOREIGN KEY ")),
                without("triggers", part -> part.identity().startsWith("trigger ")),
                without("views", part -> part.identity().startsWith("view ")),
                without("options of a table", part -> part.statement().endsWith(" STRICT")),
                without("the number of a version", part -> part.identity().equals("user_version")),
                changed("sees no type", statement -> statement.replaceAll("varchar\\(\\d+\\)", "varchar")),
                changed("sees no order in an index", statement -> statement.replace(" DESC", "")),
                changed("sees no case in a view", statement -> statement.toLowerCase(Locale.ROOT)),
                wrong("the real schema is read in a rehearsal", DialectSession.class, "schema", first())
                        .diesBy(DIES, "seesAChangeInARehearsal"));
    }

    private static Stream<Mutant> tellingTooMuch() {
        return Stream.of(
                parts(
                        "who reads is in it",
                        "anotherSessionReadsTheSame",
                        (call, parts) -> parts.add(
                                new SchemaPart("reader", "READER " + System.identityHashCode(call.session())))),
                parts(
                        "rows count",
                        "rowsDoNotCount",
                        (call, parts) ->
                                parts.add(new SchemaPart("rows", "ROWS " + text(call, "SELECT count(*) FROM animal")))),
                parts("each change counts", "aTableThatWasMadeAndDroppedLeavesNothing", SchemaMutants::version),
                parts("each table is another", "theSameTableMadeAgainIsTheSame", SchemaMutants::version),
                parts("to read commits", "readingLeavesATransactionAsItIs", (call, parts) -> {
                    if (call.session().wire().transactionOpen()) {
                        call.execute("COMMIT");
                    }
                }),
                parts("to read begins", "readingLeavesATransactionAsItIs", (call, parts) -> {
                    if (!call.session().wire().transactionOpen()) {
                        call.execute("BEGIN");
                    }
                }),
                parts(
                        "to read makes a table",
                        "readingMakesNothing",
                        (call, parts) -> call.execute("CREATE TABLE IF NOT EXISTS note (id integer)")),
                wrong(
                                "the history is in it",
                                SchemaReader.class,
                                "parts",
                                call -> call.soundly(new HistoryTable(null, "another")))
                        .diesBy(DIES, "migrisTablesAreLeftOut"),
                parts(
                        "two parts share a name",
                        "eachPartHasAnIdentityOfItsOwn",
                        (call, parts) -> parts.add(new SchemaPart(parts.get(0).identity(), "CREATE TABLE other"))),
                parts(
                        "semicolons end what it tells",
                        "aStatementIsForAPersonToRead",
                        (call, parts) ->
                                parts.replaceAll(part -> new SchemaPart(part.identity(), part.statement() + ';'))));
    }

    private static Mutation first() {
        AtomicReference<Object> first = new AtomicReference<>();
        return call -> {
            first.compareAndSet(null, call.sound());
            return first.get();
        };
    }

    private static void version(Call call, List<SchemaPart> parts) throws SQLException {
        parts.add(new SchemaPart("version", "VERSION " + text(call, "PRAGMA schema_version")));
    }

    private static String text(Call call, String query) throws SQLException {
        try (Statement statement = call.session().connection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static Mutant without(String what, Predicate<SchemaPart> overlooked) {
        return parts("overlooks " + what, EACH, (call, parts) -> parts.removeIf(overlooked));
    }

    private static Mutant changed(String name, UnaryOperator<String> change) {
        return parts(
                name,
                EACH,
                (call, parts) ->
                        parts.replaceAll(part -> new SchemaPart(part.identity(), change.apply(part.statement()))));
    }

    private static Mutant parts(String name, String test, Wrongly wrongly) {
        return wrong(name, SchemaReader.class, "parts", call -> {
                    List<SchemaPart> parts = new ArrayList<>(call.<List<SchemaPart>>sound());
                    wrongly.change(call, parts);
                    return List.copyOf(parts);
                })
                .diesBy(DIES, test);
    }

    /** What a mutant does to the parts that were found. */
    @FunctionalInterface
    private interface Wrongly {
        void change(Call call, List<SchemaPart> parts) throws SQLException;
    }
}
