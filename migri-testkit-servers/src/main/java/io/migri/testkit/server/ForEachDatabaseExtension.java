package io.migri.testkit.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs tests annotated with {@link ForEachDatabase}. */
final class ForEachDatabaseExtension implements TestTemplateInvocationContextProvider {
    private static final Namespace NAMESPACE = Namespace.create(ForEachDatabaseExtension.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(ForEachDatabase.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        ForEachDatabase wanted = context.getRequiredTestMethod().getAnnotation(ForEachDatabase.class);
        return Arrays.stream(wanted.value())
                .filter(ForEachDatabaseExtension::chosen)
                .map(Invocation::new);
    }

    /** Where only some engines are chosen, there are tests for none of them. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return !engines().isEmpty();
    }

    private static boolean chosen(Engine engine) {
        return engines().isEmpty() || engines().contains(engine.name());
    }

    /** For runs on several versions, of which not all are of all engines: {@code postgresql,mariadb}. Empty for all. */
    private static List<String> engines() {
        String names = System.getProperty("migri.test.engines", "").toUpperCase(Locale.ROOT);
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }

    private record Invocation(Engine engine) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return engine.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new OneDatabase(engine));
        }
    }

    private record OneDatabase(Engine engine) implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
        @Override
        public void beforeEach(ExtensionContext context) throws Exception {
            context.getStore(NAMESPACE)
                    .put(Database.class, TestDatabaseExtension.servers(context).create(engine));
        }

        @Override
        public void afterEach(ExtensionContext context) throws Exception {
            Database database = context.getStore(NAMESPACE).remove(Database.class, Database.class);
            if (database != null) {
                database.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Database.class && !parameter.isAnnotated(TestDatabase.class);
        }

        @Override
        public Database resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Database database = context.getStore(NAMESPACE).get(Database.class, Database.class);
            if (database == null) {
                throw new ParameterResolutionException("a database is only there for a test and its @BeforeEach");
            }
            return database;
        }
    }
}
