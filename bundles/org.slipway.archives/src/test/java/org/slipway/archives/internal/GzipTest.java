package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

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

    /** With everything that a header may have, its checksum at the end. */
    private static byte[] fullHeader() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        byte[] plain = sample();
        plain[FLAGS] = 2 | 4 | 8 | 16;
        header.write(plain, 0, HEADER);
        header.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
        header.writeBytes("name\0comment\0".getBytes(StandardCharsets.UTF_8));
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        header.write((int) sum.getValue());
        header.write((int) sum.getValue() >> 8);
        return header.toByteArray();
    }

    private static byte[] with(byte[] header) throws IOException {
        byte[] plain = sample();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header);
        file.write(plain, HEADER, plain.length - HEADER);
        return file.toByteArray();
    }

    @Test
    void what_a_header_may_have_is_passed_over() throws Exception {
        assertThat(read(with(fullHeader()))).isEqualTo("some content");
    }

    @Test
    void a_header_that_does_not_fit_its_checksum_is_refused() throws Exception {
        byte[] header = fullHeader();
        for (int at : new int[] {4, HEADER + 3, HEADER + 6, header.length - 2, header.length - 1}) {
            byte[] changed = header.clone();
            changed[at] ^= 4;
            assertThatThrownBy(() -> read(with(changed)))
                    .as("byte %d", at)
                    .hasMessage("its header has a wrong checksum");
        }
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
