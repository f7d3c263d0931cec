package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.slipway.model.ManifestDigest.Algorithm;

class WaitingLinesTest {
    private final List<String> out = new ArrayList<>();
    private final WaitingLines lines = new WaitingLines(Algorithm.SHA256NEW, out::add);

    @Test
    void lines_come_in_their_order_though_the_hash_of_a_later_one_is_there_first() throws Exception {
        CompletableFuture<String> slow = new CompletableFuture<>();
        lines.add("F ", slow, " 1 2 a");
        lines.add("F ", CompletableFuture.completedFuture("22"), " 1 2 b");
        lines.add("D /d");
        assertThat(out).isEmpty();
        slow.complete("11");
        assertThat(lines.end()).isEqualTo(ManifestScan.digest(String.join("", out), Algorithm.SHA256NEW));
        assertThat(out).containsExactly("F 11 1 2 a\n", "F 22 1 2 b\n", "D /d\n");
    }

    @Test
    void however_many_there_are_no_more_than_a_thousand_or_so_are_kept() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            lines.add("F ", CompletableFuture.completedFuture("00"), " 1 2 " + i);
            assertThat(i - out.size()).isLessThan(1100);
        }
    }
}
