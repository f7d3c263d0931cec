package org.slipway.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedDescriptionsTest {
    @TempDir
    Path temp;

    private JarFile jar(Map<String, String> entries) throws IOException {
        Path file = temp.resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return new JarFile(file.toFile());
    }

    @Test
    void many_descriptions_are_one_document() throws IOException {
        try (JarFile jar = jar(Map.of("a.xml", "<?xml version=\"1.0\"?>\n<a x='ü'/>", "b.xml", "<b/>"))) {
            JoinedDescriptions joined =
                    JoinedDescriptions.of(jar, "a.xml, b.xml").orElseThrow();

            assertThat(new String(joined.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("<components>\n<a x='ü'/><b/></components>");
            assertThat(joined.getContentLength())
                    .isEqualTo(joined.getInputStream().readAllBytes().length);
        }
    }

    @Test
    void what_is_one_already_or_is_not_named_file_by_file_stays_as_it_is() throws IOException {
        try (JarFile jar = jar(Map.of("OSGI-INF/a.xml", "<a/>", "OSGI-INF/b.xml", "<b/>"))) {
            assertThat(JoinedDescriptions.of(jar, "OSGI-INF/a.xml")).isEmpty();
            assertThat(JoinedDescriptions.of(jar, "OSGI-INF/*.xml")).isEmpty();
            assertThat(JoinedDescriptions.of(jar, "OSGI-INF/a.xml,OSGI-INF/gone.xml"))
                    .isEmpty();
            assertThat(JoinedDescriptions.of(jar, "")).isEmpty();
        }
    }
}
