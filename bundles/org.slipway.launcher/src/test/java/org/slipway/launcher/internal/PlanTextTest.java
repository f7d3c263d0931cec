package org.slipway.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void the_entries_that_a_plan_launches_from_can_be_read_from_it() {
        PlanText text = new PlanText(Path.of("/twins"));
        text.variable("HOME", Optional.of("[ -d '/no/entry' ]"));
        text.entry(Path.of("/a b/it's ''one/sha1=1"));
        text.there(Path.of("/no/entry/either"));
        text.entry(Path.of("/two\nlines/sha1=2"));

        assertThat(PlanText.entries(text.end("exec true")))
                .containsExactlyInAnyOrder(Path.of("/a b/it's ''one/sha1=1"), Path.of("/two\nlines/sha1=2"));
    }

    @Test
    void of_what_is_no_plan_there_are_none() {
        assertThat(PlanText.entries("")).isEmpty();
        assertThat(PlanText.entries("[ -d '/cut off")).isEmpty();
    }
}
