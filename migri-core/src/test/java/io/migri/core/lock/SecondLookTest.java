package io.migri.core.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondLookTest {

    @Test
    void asksForNoConnectionOnceTheRunHasEnded() throws Exception {
        int[] asked = {0};
        SecondLook look = new SecondLook();
        look.close();

        assertEquals(Optional.empty(), look.open(() -> {
            asked[0]++;
            return Optional.empty();
        }));

        assertEquals(0, asked[0]);
    }
}
