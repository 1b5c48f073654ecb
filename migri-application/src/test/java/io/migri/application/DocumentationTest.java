package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What docs/java.md shows is code of these tests, and works. */
class DocumentationTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path path;

    @Test
    void eachSnippetIsRunHere() throws IOException {
        String sources;
        try (Stream<Path> files = Files.list(Path.of("src/test/java/io/migri/application"))) {
            sources = flat(String.join("\n", files.map(DocumentationTest::read).toList()));
        }
        Matcher snippets = SNIPPET.matcher(read(Path.of("../docs/java.md")));
        int found = 0;
        for (; snippets.find(); found++) {
            String snippet = flat(snippets.group(1));
            assertTrue(sources.contains(snippet), () -> "no test has this: " + snippets.group(1));
        }
        assertEquals(8, found);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void anApplicationMigratesAndChecks(Database database) throws Exception {
        try (OpenPool pool = new OpenPool(Pool.HIKARI.open(database, Habits.USUAL))) {
            DataSource dataSource = pool.source();
            Migri migri = Migri.builder()
                    .dataSource(dataSource)
                    .location("classpath:db/migrations")
                    .build();
            MigrationReport report = migri.migrate();
            assertEquals(1, report.applied().size());
            migri.check().orThrow();
        }
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void theHistoryMayHaveAnotherNameAndNoTexts(Database database) throws Exception {
        database.execute("CREATE SCHEMA audit");
        try (OpenPool pool = new OpenPool(Pool.HIKARI.open(database, Habits.USUAL))) {
            DataSource dataSource = pool.source();
            Migri migri = Migri.builder()
                    .dataSource(dataSource)
                    .location("classpath:db/migrations")
                    .historyTable("audit.shop_history")
                    .storeTexts(false)
                    .build();
            assertEquals(1, migri.migrate().applied().size());
            migri.check().orThrow();
        }
        database.execute("DROP TABLE audit.shop_history");
    }

    @ForEachDatabase(Engine.SQLITE)
    void aProgramFromNothingWorks(Database database) throws Exception {
        Animals.main(database.name());
        database.execute("INSERT INTO animal VALUES (1)");
        Animals.main(database.name());
        assertTrue(Migri.builder()
                .target(database.config())
                .location("classpath:db/migrations")
                .build()
                .check()
                .isCurrent());
    }

    @ForEachDatabase(Engine.SQLITE)
    void springMigratesAsItStarts(Database database) throws Exception {
        try (OpenPool pool = new OpenPool(Pool.HIKARI.open(database, Habits.USUAL));
                AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext()) {
            spring.registerBean(DataSource.class, pool::source);
            spring.register(Application.class);
            spring.refresh();
            assertTrue(spring.getBean(Migri.class).check().isCurrent());
        }
    }

    @ForEachDatabase(Engine.SQLITE)
    void watchersCountAndTrace(Database database) throws Exception {
        new Directory(path).file("0001_a.sql", "CREATE TABLE a (id int);").file("0002_b.sql", "SELECT nowhere;");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        try (SdkTracerProvider tracing = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build()) {
            Migri migri = Migri.builder()
                    .target(database.config())
                    .directory(path)
                    .listener(new MicrometerListener(registry))
                    .listener(new TracingListener(tracing.get("migri")))
                    .build();
            assertThrows(MigrationFailedException.class, migri::migrate);
            List<SpanData> finished = spans.getFinishedSpanItems();
            assertEquals(
                    List.of("migri 0001_a", "migri 0002_b"),
                    finished.stream().map(SpanData::getName).toList());
            assertEquals(StatusCode.ERROR, finished.get(1).getStatus().getStatusCode());
        }
        assertEquals(2, registry.counter("migri.pending").count());
        assertEquals(1, registry.timer("migri.applied").count());
        assertEquals(1, registry.counter("migri.failed", "state", "UNCHANGED").count());
    }

    /** Where lines end is a matter of the width that there is. */
    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What an application configures. */
    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean(initMethod = "migrate")
        Migri migri(DataSource dataSource) {
            return Migri.builder()
                    .dataSource(dataSource)
                    .location("classpath:db/migrations")
                    .build();
        }
    }
}
