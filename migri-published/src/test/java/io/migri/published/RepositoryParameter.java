package io.migri.published;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the repository, which is made once for all of them. */
final class RepositoryParameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Repository.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RepositoryParameter.class))
                .computeIfAbsent(Repository.class, key -> publish());
    }

    private static Repository publish() {
        try {
            return Repository.publish();
        } catch (IOException e) {
            throw new IllegalStateException("Migri could not be published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Migri was published", e);
        }
    }
}
