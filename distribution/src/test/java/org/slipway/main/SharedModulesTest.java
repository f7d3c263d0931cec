package org.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.connect.ConnectContent;

class SharedModulesTest {
    @TempDir
    Path temp;

    private Path jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path jar = temp.resolve(name + ".jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static Map<String, String> headers(SharedModules modules, Path jar) throws IOException {
        return content(modules, jar).getHeaders().orElseThrow();
    }

    private static ConnectContent content(SharedModules modules, Path jar) throws IOException {
        return modules.connect(modules.location(jar)).orElseThrow().getContent();
    }

    @Test
    void what_is_on_the_class_path_has_the_class_loader_of_that() throws IOException {
        Path jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(name -> name.endsWith(".jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();

        SharedModules modules = SharedModules.ofClassPath(List.of(jar));

        assertThat(content(modules, jar).getClassLoader()).contains(SharedModules.class.getClassLoader());
    }

    @Test
    void what_is_not_on_the_class_path_gets_class_loaders_from_each_platform() throws IOException {
        Path jar = jar("apart", Map.of());

        SharedModules modules = SharedModules.ofClassPath(List.of(jar));

        assertThat(modules.location(jar)).isEqualTo("reference:" + jar.toUri());
        assertThat(modules.connect(modules.location(jar))).isEmpty();
    }

    @Test
    void a_process_with_many_platforms_has_one_class_loader_for_the_rest() throws IOException {
        Path one = jar("one", Map.of());
        Path other = jar("other", Map.of());

        SharedModules modules = SharedModules.ofProcess(List.of(one, other));

        assertThat(content(modules, one).getClassLoader())
                .isPresent()
                .isEqualTo(content(modules, other).getClassLoader());
    }

    @Test
    void who_exports_something_says_what_it_needs_and_nobody_else() throws IOException {
        Path library = jar("library", Map.of("Export-Package", "a", "Import-Package", "b"));
        Path inner = jar("inner", Map.of("Import-Package", "b", "Service-Component", "OSGI-INF/c.xml"));

        SharedModules modules = SharedModules.ofProcess(List.of(library, inner));

        assertThat(headers(modules, library)).containsEntry("Import-Package", "b");
        assertThat(headers(modules, inner))
                .doesNotContainKey("Import-Package")
                .containsEntry("Service-Component", "OSGI-INF/c.xml");
    }

    @Test
    void what_a_platform_adds_to_headers_others_do_not_see() throws IOException {
        Path jar = jar("shared", Map.of("Export-Package", "a"));
        SharedModules modules = SharedModules.ofProcess(List.of(jar));

        headers(modules, jar).put("Import-Package", "b");

        assertThat(headers(modules, jar)).doesNotContainKey("Import-Package");
    }

    @Test
    void the_descriptions_of_components_are_one_entry_that_is_listed() throws IOException {
        Path jar = jar("many", Map.of("Service-Component", "OSGI-INF/a.xml,OSGI-INF/b.xml"));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.createDirectory(zip.getPath("OSGI-INF"));
            Files.writeString(zip.getPath("OSGI-INF/a.xml"), "<a/>");
            Files.writeString(zip.getPath("OSGI-INF/b.xml"), "<b/>");
        }

        ConnectContent content = content(SharedModules.ofProcess(List.of(jar)), jar);

        String joined = content.getHeaders().orElseThrow().get("Service-Component");
        assertThat(content.getEntries()).contains(joined, "OSGI-INF/a.xml");
        assertThat(content.getEntry(joined).orElseThrow().getInputStream())
                .hasContent("<components><a/><b/></components>");
        assertThat(content.getEntry("OSGI-INF/b.xml").orElseThrow().getInputStream())
                .hasContent("<b/>");
    }
}
