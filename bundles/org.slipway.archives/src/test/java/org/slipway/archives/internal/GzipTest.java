package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    private static final int FLAGS = 3;
    private static final int HEADER = 10;

    private static byte[] sample() throws IOException {
        return Writers.gzip("some content".getBytes(StandardCharsets.UTF_8));
    }

    private static String read(byte[] file) throws IOException {
        return new String(new Gzip(new ByteArrayInputStream(file)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void what_a_header_may_have_is_passed_over() throws Exception {
        byte[] plain = sample();
        plain[FLAGS] = 2 | 4 | 8 | 16;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, HEADER);
        file.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
        file.writeBytes("name\0comment\0".getBytes(StandardCharsets.UTF_8));
        file.writeBytes(new byte[] {'h', 's'});
        file.write(plain, HEADER, plain.length - HEADER);
        assertThat(read(file.toByteArray())).isEqualTo("some content");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_is_no_gzip_file_or_of_an_unknown_method_is_refused(int at) throws Exception {
        byte[] file = sample();
        file[at]++;
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128})
    void unknown_flags_are_refused(int flag) throws Exception {
        byte[] file = sample();
        file[FLAGS] |= (byte) flag;
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_wrong_checksum_or_size_is_refused(int fromTheEnd) throws Exception {
        byte[] file = sample();
        file[file.length - fromTheEnd] ^= 16;
        assertThatThrownBy(() -> read(file)).hasMessage("its size or checksum is wrong");
    }

    @Test
    void members_are_read_as_one_and_each_is_checked() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(sample());
        file.writeBytes(Writers.gzip(new byte[0]));
        file.writeBytes(sample());
        assertThat(read(file.toByteArray())).isEqualTo("some contentsome content");
        byte[] damaged = file.toByteArray();
        damaged[sample().length - 8]++;
        assertThatThrownBy(() -> read(damaged)).hasMessage("its size or checksum is wrong");
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused() throws Exception {
        byte[] file = sample();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }
}
