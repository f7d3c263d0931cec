package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slipway.api.settings.Host;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;

/** What people type for interfaces, feeds and documents. */
final class Names {
    private static final String ALIAS = "alias:";

    private final Path directory;
    private final AliasScripts aliases;
    private final ShortNames shortNames;

    Names(Host host) {
        this(host, ShortNames.NONE);
    }

    Names(Host host, ShortNames shortNames) {
        this.shortNames = shortNames;
        this.directory = host.workingDirectory();
        this.aliases = new AliasScripts(directory, host.environment().getOrDefault("PATH", ""));
    }

    /**
     * An interface: an http(s) URI, {@code alias:} and a script, a local file, which must be there, or the short name of
     * what is in a catalog.
     */
    InterfaceUri interfaceUri(String typed) throws Complaint {
        if (typed.startsWith(ALIAS)) return interfaceUri(aliases.uri(typed.substring(ALIAS.length())));
        if (isRemote(typed)) return new InterfaceUri(remote(typed));
        Path path = path(typed);
        if (!Files.exists(path) && aliases.isAlias(typed))
            throw new Complaint("'" + typed + "' is no interface, but a script that launches one: try '" + ALIAS + typed
                    + "' instead");
        if (Files.exists(path)) return new InterfaceUri(path.toString());
        String nothing = "'" + typed + "' is no interface: it begins neither with http:// nor with https://, and there"
                + " is no file " + path;
        try {
            return shortNames
                    .interfaceUri(typed)
                    .orElseThrow(() -> new Complaint(nothing
                            + shortNames
                                    .search(typed)
                                    .map(command -> "\nTo look for it: " + command)
                                    .orElse("")));
        } catch (IOException unreadable) {
            throw new Complaint(nothing + ". Nor is a catalog asked: " + FileSentences.of(unreadable));
        }
    }

    /** A feed; that a file is gone is no mistake, since somebody may want to forget it. */
    FeedUri feed(String typed) throws Complaint {
        return isRemote(typed) ? new FeedUri.Remote(remote(typed)) : new FeedUri.Local(path(typed));
    }

    static boolean isRemote(String typed) {
        return typed.startsWith("http://") || typed.startsWith("https://");
    }

    private static String remote(String typed) throws Complaint {
        if (typed.indexOf('/', typed.indexOf("://") + 3) < 0)
            throw new Complaint("'" + typed + "' is not complete: write http://HOST/PATH or https://HOST/PATH");
        return typed;
    }

    /** Absolute, and without symlinks if it is there. */
    Path path(String typed) throws Complaint {
        String text = typed;
        if (typed.startsWith("file:///")) text = typed.substring(7);
        else if (typed.startsWith("file:/"))
            throw new Complaint("'" + typed + "' is not understood: write file://" + typed.substring(5));
        else if (typed.startsWith("file:") && typed.length() > 5) text = typed.substring(5);
        return real(TypedPath.in(directory, text).normalize());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }
}
