package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;

/** A home with a program that tells its arguments and its environment, and selections to run it by. */
final class Bench {
    private static final String TELL = """
            #!/bin/sh
            printf '%s\\0' "$0" "$@"
            printf '=\\0'
            cat /proc/$$/environ
            """;

    private final Path home;
    private final Map<String, String> caller = new TreeMap<>();

    Bench(Path home) throws IOException {
        this.home = home;
        Path implementation = Files.createDirectories(home.resolve("impl"));
        Path program = Files.writeString(implementation.resolve("tell"), TELL);
        if (!program.toFile().setExecutable(true)) throw new IOException("Not made executable: " + program);
        caller.put("PATH", "/usr/bin:/bin");
        caller.put("ZEROINSTALL_PORTABLE_BASE", home.toString());
    }

    Bench with(String name, String value) {
        caller.put(name, value);
        return this;
    }

    Path home() {
        return home;
    }

    /** @param inside children of the root's selection, beside its command */
    String document(String command, String inside) {
        return """
                <?xml version="1.0"?>
                <selections xmlns="http://zero-install.sourceforge.net/2004/injector/interface"
                    interface="http://example.com/app.xml" command="run">
                  <selection id="app" local-path="%s" version="1" interface="http://example.com/app.xml">
                    %s
                    %s
                  </selection>
                  <selection id="lib" local-path="%s" version="2" interface="http://example.com/lib.xml">
                    <command name="run" path="tell"/>
                  </selection>
                  <selection id="package:deb:sh:1:x86_64" version="1" interface="http://example.com/sh.xml"
                      from-feed="distribution:http://example.com/sh.xml" package="dash">
                    <command name="run" path="/bin/sh"/>
                  </selection>
                </selections>
                """.formatted(home.resolve("impl"), command, inside, home.resolve("impl"));
    }

    String plan(String document) throws Exception {
        return plan(document, LaunchOptions.NONE);
    }

    String plan(String document, LaunchOptions options) throws Exception {
        Selections selections = SelectionsReader.read(Xml.read(document.getBytes(UTF_8)));
        return launcher().plan(selections, options).script();
    }

    ShellLauncher launcher() {
        return new ShellLauncher(new NoStore(), new PortablePlaces(home), new FixedHost(Map.copyOf(caller), home));
    }

    /** What the program has told. */
    record Told(int status, List<String> arguments, Map<String, String> environment, String err) {}

    Told run(List<String> shell, String script, String... arguments) throws Exception {
        Path file = Files.writeString(home.resolve("script"), script);
        List<String> command = new ArrayList<>(shell);
        command.add(file.toString());
        command.addAll(Arrays.asList(arguments));
        return tell(command);
    }

    Told tell(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(caller);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        List<String> words = new ArrayList<>(List.of(out.split("\0", -1)));
        int middle = words.indexOf("=");
        Map<String, String> environment = new TreeMap<>();
        List<String> said = middle < 0 ? words : words.subList(0, middle);
        if (middle >= 0)
            for (String binding : words.subList(middle + 1, words.size() - 1))
                environment.put(
                        binding.substring(0, binding.indexOf('=')), binding.substring(binding.indexOf('=') + 1));
        // Every shell has its own mind about these.
        environment.keySet().removeAll(List.of("_", "SHLVL", "PWD", "OLDPWD"));
        return new Told(status, List.copyOf(said), environment, Files.readString(home.resolve("err"), ISO_8859_1));
    }

    record PortablePlaces(Path base) implements Places {
        @Override
        public Path config() {
            return base.resolve("config");
        }

        @Override
        public Path cache() {
            return base.resolve("cache");
        }

        @Override
        public Path data() {
            return base.resolve("data");
        }

        @Override
        public List<Path> configs() {
            return List.of(config());
        }

        @Override
        public List<Path> caches() {
            return List.of(cache());
        }

        @Override
        public List<Path> datas() {
            return List.of(data());
        }
    }

    record FixedHost(Map<String, String> environment, Path workingDirectory) implements Host {
        @Override
        public Platform platform() {
            return new Platform("Linux", "x86_64");
        }

        @Override
        public List<String> languages() {
            return List.of("en_GB");
        }

        @Override
        public Host seenFrom(Map<String, String> other, Path directory) {
            return new FixedHost(other, directory);
        }
    }

    static final class NoStore implements Store {
        @Override
        public List<Path> directories() {
            return List.of();
        }

        @Override
        public Optional<Path> find(List<ManifestDigest> digests) {
            return Optional.empty();
        }

        @Override
        public List<Entry> list() {
            return List.of();
        }

        @Override
        public Draft draft(ManifestDigest expected, long limit) throws IOException {
            throw new IOException("read-only");
        }

        @Override
        public Draft sketch(ManifestDigest.Algorithm algorithm, long limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tidy() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) throws IOException {
            throw new IOException("not asked");
        }

        @Override
        public Verification verify(Path directory, ManifestDigest expected) {
            return new Verification.Intact();
        }
    }

    static void refuses(String because, Planning planning) throws Exception {
        try {
            planning.plan();
        } catch (Unlaunchable refused) {
            if (refused.getMessage().contains(because)) return;
            throw refused;
        }
        throw new AssertionError("Not refused: " + because);
    }

    interface Planning {
        void plan() throws Exception;
    }
}
