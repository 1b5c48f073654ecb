package io.migri.testkit.server;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives parameters annotated with {@link TestDatabase} their database. */
final class TestDatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    /** The servers of this test run, which the end of the run ends. */
    static Servers servers(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Servers.class, key -> new Servers(), Servers.class);
    }

    /** So that a database given to a constructor is dropped after the test that the instance is for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(TestDatabase.class)
                && parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Database resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDatabase wanted = parameter.findAnnotation(TestDatabase.class).orElseThrow();
        try {
            Database database = servers(context)
                    .server(wanted.value(), wanted.performanceSchema())
                    .create();
            context.getStore(NAMESPACE).put(database.name(), database);
            return database;
        } catch (SQLException | IOException failure) {
            throw new ParameterResolutionException("cannot create a " + wanted.value() + " database", failure);
        }
    }
}
