package io.migri.testkit.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A parameter of a test, or of a test class's constructor, that is a fresh, empty {@link Database}, dropped after the test.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({TestDatabaseExtension.class, ServerLogs.class})
public @interface TestDatabase {
    Engine value();

    /** Whether MySQL and MariaDB keep account of locks, which takes memory: a server of its own. */
    boolean performanceSchema() default false;
}
