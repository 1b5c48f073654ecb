package io.migri.core.record;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.migri.spi.history.AppliedLog;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingAppliedLogTest {

    static Method[] questions() {
        return AppliedLog.class.getDeclaredMethods();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void handsOnEveryMethodThatALogHas(Method question) {
        assertDoesNotThrow(
                () -> ForwardingAppliedLog.class.getDeclaredMethod(question.getName(), question.getParameterTypes()));
    }
}
