package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
    @TempDir
    Path temp;

    private List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = LineReader.open(Files.writeString(temp.resolve("file"), text))) {
            for (Optional<String> line; (line = reader.next()).isPresent(); ) lines.add(line.get());
        }
        return lines;
    }

    @Test
    void lines_are_read_one_by_one_also_the_last_that_has_no_end() throws Exception {
        assertThat(lines("")).isEmpty();
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("\n\nb")).containsExactly("", "", "b");
        assertThat(lines("\u20ac\r\n ")).containsExactly("\u20ac\r", " ");
    }

    @Test
    void lines_that_lie_across_what_is_read_at_a_time_are_whole() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) lines.add(i + "x".repeat(997 * i % 4001));
        assertThat(lines(String.join("\n", lines))).isEqualTo(lines);
    }

    @Test
    void file_that_is_one_line_to_fill_the_memory() throws Exception {
        List<String> lines = lines("x".repeat(1 << 20) + "\nnext");
        assertThat(lines).hasSize(2).last().isEqualTo("next");
        assertThat(lines.get(0)).hasSizeLessThan(1 << 18);
    }

    @Test
    void link_in_the_place_of_the_file() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), Files.createFile(temp.resolve("elsewhere")));
        assertThatThrownBy(() -> LineReader.open(link)).isInstanceOf(IOException.class);
    }
}
