package org.slipway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private static final List<String> ASCENDING = List.of(
            "0",
            "0.1",
            "1-pre",
            "1-pre-pre",
            "1-pre1",
            "1-pre1.2",
            "1-rc",
            "1-rc1",
            "1",
            "1-0",
            "1-1",
            "1-1-1",
            "1-post",
            "1-post1",
            "1.0",
            "1.0.0",
            "1.2-pre3",
            "1.2",
            "1.10",
            "2",
            "2.9-post",
            "10",
            "9223372036854775807");

    @Test
    void versions_are_ordered_as_the_specification_says() {
        List<Version> shuffled =
                new ArrayList<>(ASCENDING.stream().map(Version::of).toList());
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertThat(shuffled).extracting(Version::toString).isEqualTo(ASCENDING);
    }

    @Test
    void the_order_is_total() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000 * Integer.getInteger("slipway.effort", 1); i++) {
            Version a = random(random);
            Version b = random(random);
            Version c = random(random);
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
            assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
            if (a.equals(b)) assertThat(a).hasSameHashCodeAs(b);
            if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0)
                assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
        }
    }

    private static Version random(Random random) {
        String[] modifiers = {"-pre", "-rc", "-post", "-"};
        StringBuilder text = new StringBuilder().append(random.nextInt(3));
        for (int i = random.nextInt(3); i > 0; i--) text.append('.').append(random.nextInt(3));
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(modifiers[random.nextInt(4)]).append(random.nextInt(3));
        }
        return Version.of(text.toString());
    }

    @ParameterizedTest
    @CsvSource({"1.2-rc1, 1.2", "1.2, 1.2", "1-post, 1", "3.11.2-1-1, 3.11.2"})
    void without_modifiers_only_the_first_numbers_are_left(String version, String left) {
        assertThat(Version.of(version).withoutModifiers())
                .isEqualTo(Version.of(left))
                .hasToString(left);
    }

    @Test
    void zeros_in_front_do_not_count_but_are_kept() {
        assertThat(Version.of("01.02")).isEqualTo(Version.of("1.2")).hasToString("01.02");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.",
                ".1",
                "1..2",
                "a",
                "1a",
                "1-beta",
                "1-",
                "1 2",
                "-",
                "1-pre.",
                "0x1",
                "+1",
                "9223372036854775808"
            })
    void what_is_no_version_is_refused_and_named(String text) {
        assertThatThrownBy(() -> Version.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a version: ");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "1, 1.0, false",
        "!1, 2, true",
        "!1, 1, false",
        "1..!2, 1, true",
        "1..!2, 2, false",
        "1..!2, 1.9-post, true",
        "1..!2, 2-pre, true",
        "1.., 99, true",
        "1.., 1-pre, false",
        "..!2, 1, true",
        "..!2, 2, false",
        "1 | 3.., 3, true",
        "1|3.., 2, false",
        ".., 0, true"
    })
    void an_expression_wants_what_any_of_its_ranges_wants(String expression, String version, boolean wanted) {
        assertThat(VersionExpression.of(expression).contains(Version.of(version)))
                .isEqualTo(wanted);
    }

    @Test
    void an_inclusive_end_is_refused_with_what_to_write_instead() {
        assertThatThrownBy(() -> VersionExpression.of("1..2"))
                .hasMessageContaining("..!2")
                .hasMessageContaining("..2");
        assertThatThrownBy(() -> VersionExpression.of("1..!x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_pin_names_one_implementation_and_no_version() {
        VersionExpression pin = VersionExpression.of("=http://example.com/feed.xml/sha1_3d_1");
        assertThat(pin.pin()).contains("http://example.com/feed.xml/sha1_3d_1");
        assertThat(pin.contains(Version.of("1"))).isFalse();
        assertThat(VersionExpression.of("1").pin()).isEmpty();
    }
}
