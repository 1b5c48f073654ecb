package io.migri.spi.examination;

import io.migri.spi.execution.RunScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at what runs depend on outside of the database, such as another language's interpreter, so that a user learns of what is
 * missing before a run does. Stateless; found by {@link java.util.ServiceLoader}. Implemented by plug-ins; it grows only by default
 * methods.
 */
public interface Examiner {

    /**
     * Looks, and changes nothing. May start programs and so take a few seconds; whatever is broken is a finding, never an exception,
     * and cannot harm this process.
     *
     * @param settings what {@link RunScope#setting} would answer in a run
     * @return in the order in which a person wants to read them
     */
    List<Finding> examine(Function<String, Optional<String>> settings);
}
