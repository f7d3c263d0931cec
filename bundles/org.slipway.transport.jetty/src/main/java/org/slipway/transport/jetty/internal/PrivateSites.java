package org.slipway.transport.jetty.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.util.promise.Promise;
import org.slipway.async.Loop;

/** What the user's files have for sites that are not open to everybody: {@code injector/headers} and netrc. On the loop. */
final class PrivateSites {

    private final Loop loop;
    private final Proxies proxies;
    private final Path headersFile;
    private final Optional<Path> netrcFile;
    private Promise<Files> files;

    private record Files(FileContent<SiteHeaders> headers, FileContent<Netrc> netrc) {}

    /** @param config the user's configuration directory */
    PrivateSites(Loop loop, Map<String, String> environment, Proxies proxies, Path config) {
        this.loop = loop;
        this.proxies = proxies;
        this.headersFile = config.resolve("injector/headers");
        this.netrcFile = netrcFile(environment);
        this.files =
                loop.promises().resolved(new Files(FileContent.none(SiteHeaders.EMPTY), FileContent.none(Netrc.EMPTY)));
    }

    /**
     * Read again if the files have changed, for one after the other: who asks first is answered first. Nothing for a site
     * that others could listen to.
     */
    Promise<Credentials> credentials(Site site) {
        if (!isSafe(site)) return loop.promises().resolved(Credentials.NONE);
        files = files.flatMap(known -> loop.offLoop(() -> again(known)));
        return files.map(read -> credentials(site, read));
    }

    /** What goes to a proxy in clear leaves this machine. */
    private boolean isSafe(Site site) {
        boolean direct = proxies.of(site) instanceof Proxies.Setting.None;
        return site.scheme().equals("https") || site.isLoopback() && direct;
    }

    private Files again(Files known) {
        FileContent<SiteHeaders> headers = known.headers.again(headersFile, SiteHeaders.EMPTY, SiteHeaders::of);
        FileContent<Netrc> netrc = netrcFile
                .map(file -> known.netrc.again(file, Netrc.EMPTY, Netrc::of))
                .orElse(known.netrc);
        return new Files(headers, netrc);
    }

    private Credentials credentials(Site site, Files read) {
        List<Credentials.Line> lines = new ArrayList<>(read.headers.value().of(site));
        boolean authorized = lines.stream().anyMatch(line -> line.name().equalsIgnoreCase("Authorization"));
        if (!authorized)
            read.netrc.value().login(site.address()).map(PrivateSites::basic).ifPresent(lines::add);
        return new Credentials(List.copyOf(lines), problem(read));
    }

    private static Credentials.Line basic(Netrc.Login login) {
        byte[] bytes = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return new Credentials.Line(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    private Optional<String> problem(Files read) {
        Stream<String> lines = read.headers.value().unusable().stream()
                .map(number -> headersFile + ", line " + number + " is not 'https://HOST Name: value'");
        String problem = Stream.of(read.headers.problem().stream(), read.netrc.problem().stream(), lines)
                .flatMap(all -> all)
                .collect(Collectors.joining("; "));
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    private static Optional<Path> netrcFile(Map<String, String> environment) {
        try {
            String named = environment.getOrDefault("NETRC", "");
            if (!named.isEmpty()) return Optional.of(Path.of(named));
            String home = environment.getOrDefault("HOME", "");
            return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".netrc"));
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }
}
