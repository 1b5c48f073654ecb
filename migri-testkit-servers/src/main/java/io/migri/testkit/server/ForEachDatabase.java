package io.migri.testkit.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on each database product. Its parameters of type {@link Database} are one fresh, empty database, which is
 * dropped afterwards.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith({ForEachDatabaseExtension.class, ServerLogs.class})
public @interface ForEachDatabase {
    Engine[] value() default {Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB, Engine.SQLITE};
}
