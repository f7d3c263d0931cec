package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SeenTest {
    @Test
    void a_name_is_new_once() {
        Seen seen = new Seen();
        Set<String> expected = new HashSet<>();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String name = "n" + random.nextInt(10_000);
            assertThat(seen.add(name)).isEqualTo(expected.add(name));
        }
        assertThat(seen.size()).isEqualTo(expected.size());
    }
}
