package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionVersionTest {
    @ParameterizedTest
    @CsvSource({
        "0.3.1-1, 0.3.1-1",
        "1:3.11.2-6, 3.11.2-6",
        "3.11.2-1+b1, 3.11.2-1-1",
        "17.0.15+6-1~deb12u1, 17.0.15-6-1-pre12.1",
        "0.3.1-1ubuntu0, 0.3.1-1-0",
        "0.3-post1-rc2, 0.3-post1-rc2",
        "0.3.1-2, 0.3.1-2",
        "0.3_pre1, 0.3-pre1",
        "0.3-r2, 0.3-2",
        "6b17, 6.17",
        "b21_1.4.2, 21-1.4.2",
        "20_pre1, 20-pre1",
        "99999999999999999999999, 9999999999999999",
        "1.0~, 1.0-pre"
    })
    void is_cleaned_as_the_reference_does(String given, String clean) {
        assertThat(DistributionVersion.clean(given)).hasToString("Optional[" + clean + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cvs", ":"})
    void without_a_number_there_is_none(String given) {
        assertThat(DistributionVersion.clean(given)).isEmpty();
    }
}
