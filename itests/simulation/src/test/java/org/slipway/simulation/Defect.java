package org.slipway.simulation;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * One change of a source that makes a defect.
 *
 * @param source below {@code bundles}
 * @param caught a regular expression that the violation fits
 */
record Defect(String name, String source, String caught, String find, String replacement) {

    private static final String TABLE = "defects.txt";

    /** All of the table: blocks of {@code ==} name, {@code --} source, {@code ::} violation, old lines, {@code =>}, new lines. */
    static List<Defect> all() throws IOException {
        String table;
        try (var in = Defect.class.getResourceAsStream(TABLE)) {
            table = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        List<Defect> defects = new ArrayList<>();
        for (String block : table.split("(?m)^== ")) {
            if (block.startsWith("#")) continue;
            String[] head = block.split("\n", 4);
            String[] change = head[3].split("\n=>\n?", 2);
            defects.add(new Defect(
                    head[0].strip(), head[1].substring(3), head[2].substring(3), change[0], change[1].stripTrailing()));
        }
        return defects;
    }

    /** What the simulation says when the source is as it was, but for this; nothing if it sees nothing. */
    String failure(Path bundles, Path classes, long seeds) throws IOException, ReflectiveOperationException {
        Path file = bundles.resolve(source);
        String before = Files.readString(file);
        if (!before.contains(find)) throw new AssertionError(file + " has no longer: " + find);
        compile(file, before.replace(find, replacement), classes);
        List<URL> path = new ArrayList<>(List.of(url(classes)));
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(java.io.File.pathSeparator)))
            path.add(url(Path.of(entry)));
        try (var loader = new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> search = loader.loadClass(Search.class.getName());
            return (String) search.getMethod("failure", long.class, long.class, String.class)
                    .invoke(null, 0L, seeds, caught);
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    private static void compile(Path file, String text, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        URI name = URI.create("string:///" + file.getFileName());
        JavaFileObject source = new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            List<String> options = List.of("-proc:none", "-nowarn", "--release", "17");
            if (!compiler.getTask(problems, files, null, options, null, List.of(source))
                    .call()) throw new AssertionError(file + " does not compile when changed: " + problems);
        }
    }
}
