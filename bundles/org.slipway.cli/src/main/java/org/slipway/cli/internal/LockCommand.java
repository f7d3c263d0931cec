package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.model.xml.Xml;

/** {@code lock}: writes down what would run now, and how to have just that again, without any feed. */
final class LockCommand implements Command {
    private final Services services;
    private final Console console;
    private final Selecting selecting;

    LockCommand(Services services, Console console) {
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
    }

    @Override
    public String name() {
        return "lock";
    }

    @Override
    public String usage() {
        return "APP | URI FILE";
    }

    @Override
    public Set<Option> options() {
        return EnumSet.copyOf(Selecting.AT_ONCE);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 2) throw new WrongUsage();
        Path file = services.host.workingDirectory().resolve(invocation.words().get(1));
        return selecting
                .make(invocation, Goal.DOWNLOAD, scope)
                .flatMap(made -> services.loop.offLoop(() -> {
                    services.files.replace(
                            file, Xml.write(lock(made.selections()).document()));
                    thisMachineOnly(made.selections());
                    return 0;
                }));
    }

    private Lock lock(Selections selections) throws Complaint, IOException {
        if (Lock.isLock(selections.document())) throw new Complaint("It is a lock already: copy the file");
        Map<FeedUri, Lock.Locked> feeds = new LinkedHashMap<>();
        for (Selection selection : selections.selections())
            if (isFetched(selection) && !feeds.containsKey(selection.feed()))
                feeds.put(selection.feed(), locked(selection.feed()));
        try {
            return Lock.of(selections, feeds.values());
        } catch (MalformedFeed impossible) {
            throw new Complaint(impossible.getMessage());
        }
    }

    private static boolean isFetched(Selection selection) {
        return selection.nativePackage().isEmpty() && selection.localPath().isEmpty();
    }

    private Lock.Locked locked(FeedUri uri) throws Complaint, IOException {
        try {
            Feed feed = services.feeds
                    .get(uri)
                    .orElseThrow(() -> new Complaint("The feed '" + uri
                            + "' is not here any more, which says how an implementation is obtained: use --refresh"));
            byte[] document = uri instanceof FeedUri.Remote remote
                    ? services.feeds.bytes(remote).orElse(new byte[0])
                    : Files.readAllBytes(Path.of(uri.text()));
            return new Lock.Locked(
                    feed, sha256(document), uri instanceof FeedUri.Remote ? signers(document) : List.of());
        } catch (UnusableFeed unusable) {
            throw new Complaint(unusable.getMessage());
        }
    }

    private List<String> signers(byte[] document) {
        return new Signers(services)
                .of(document).stream()
                        .map(signature -> signature.key().toString())
                        .distinct()
                        .toList();
    }

    private static String sha256(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void thisMachineOnly(Selections selections) {
        for (Selection selection : selections.selections()) {
            selection
                    .localPath()
                    .ifPresent(path -> console.say("note: " + selection.role() + " is the directory " + path
                            + ", which the lock cannot bring to another machine"));
            selection
                    .nativePackage()
                    .ifPresent(name -> console.say("note: " + selection.role() + " is version "
                            + selection.version() + " of the native package '" + name
                            + "', which has to be installed where the lock is used"));
        }
    }
}
