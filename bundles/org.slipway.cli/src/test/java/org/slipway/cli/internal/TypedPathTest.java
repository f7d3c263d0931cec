package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedPathTest {

    private static final Path DIRECTORY = Path.of("/work");

    @Test
    void a_path_is_seen_from_the_directory() throws Complaint {
        assertThat(TypedPath.in(DIRECTORY, "tree")).isEqualTo(Path.of("/work/tree"));
        assertThat(TypedPath.in(DIRECTORY, "/tree")).isEqualTo(Path.of("/tree"));
        assertThat(TypedPath.in(DIRECTORY, ".")).isEqualTo(Path.of("/work/."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void a_name_that_no_file_can_have_is_not_taken_for_the_directory(String typed) {
        assertThatThrownBy(() -> TypedPath.in(DIRECTORY, typed))
                .isInstanceOf(Complaint.class)
                .hasMessage("'" + typed + "' cannot be the name of a file");
    }
}
