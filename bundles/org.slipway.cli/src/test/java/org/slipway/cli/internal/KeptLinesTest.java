package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class KeptLinesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream both = new PrintStream(out, true, UTF_8);
    private final Console console = new Console(both, both, false);

    private static List<String> temporary() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("slipway-[0-9a-f-]{36}"))
                    .toList();
        }
    }

    @Test
    void lines_come_out_as_they_came_in() throws Exception {
        try (KeptLines lines = new KeptLines()) {
            for (String line : List.of("F 1 2 3 \u20ac\n", "D /a b\n")) lines.add(line);
            assertThat(out.size()).isZero();
            lines.writeTo(console);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("F 1 2 3 \u20ac\nD /a b\n");
    }

    @Test
    void what_is_more_than_the_memory_takes_comes_out_too_and_leaves_nothing() throws Exception {
        List<String> all =
                IntStream.range(0, 5000).mapToObj(i -> "F 1 2 3 " + i + "\n").toList();
        List<String> before = temporary();
        try (KeptLines lines = new KeptLines(1000)) {
            for (String line : all) lines.add(line);
            assertThat(temporary()).isEqualTo(before);
            lines.writeTo(console);
        }
        assertThat(out.toString(UTF_8)).isEqualTo(String.join("", all));
    }

    @Test
    void as_json_they_are_escaped_however_they_are_read_in_pieces() throws Exception {
        String line = "F 1 2 3 \\\u20ac\ud83d\ude00\"\n";
        try (KeptLines lines = new KeptLines(1000)) {
            for (int i = 0; i < 20_000; i++) lines.add(line);
            lines.writeAsJsonTo(console);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("F 1 2 3 \\\\\\u20ac\\ud83d\\ude00\\\"\\u000a".repeat(20_000));
    }

    @Test
    void a_program_is_found_by_its_whole_path_and_with_spaces() {
        PathInManifest program = new PathInManifest("bin dir/run ");
        for (String line : List.of("F 1 2 3 run \n", "D /bin\n", "X 1 2 3 run \n", "D /bin dir\n", "S 1 2 other\n"))
            program.add(line);
        assertThat(program.objection()).contains("is not in the archive");
        program.add("F 1 2 3 run \n");
        assertThat(program.objection()).contains("is in the archive, but not executable");
        program.add("X 1 2 3 run \n");
        assertThat(program.objection()).isEmpty();
    }
}
