package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** {@code lock}: writes down what would run now, and how to have just that again, without any feed. */
final class LockCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Selecting selecting;

    LockCommand(Services services, Console console) {
        super("lock", "APP | URI FILE", its());
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
    }

    private static Option[] its() {
        EnumSet<Option> options = EnumSet.copyOf(Selecting.AT_ONCE);
        options.add(Option.JSON);
        return options.toArray(Option[]::new);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 2) throw new WrongUsage();
        Path file = new Names(services.host).path(invocation.words().get(1));
        return services.loop
                .offLoop(() -> mayBeReplaced(file))
                .flatMap(may -> selecting.make(invocation, Goal.DOWNLOAD, scope))
                .flatMap(made -> services.loop.offLoop(() -> {
                    Lock lock = lock(made.selections());
                    String json = invocation.has(Option.JSON) ? json(file, made.selections()) : "";
                    services.files.replace(file, Xml.write(lock.document()));
                    LeftBehind.warn(console, made.selections(), "lock");
                    if (invocation.has(Option.JSON)) console.print(json);
                    return 0;
                }));
    }

    private String json(Path file, Selections selections) throws Complaint, IOException {
        return new JsonObject()
                .with("file", file.toString())
                .withAll(new SelectionsJson(services).members(selections))
                .line();
    }

    /** An older lock; nothing else that somebody may have written. */
    private static boolean mayBeReplaced(Path file) throws Complaint {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || isLock(file)) return true;
        throw new Complaint("'" + file + "' is there already, and is no lock: name another file, or delete it");
    }

    private static boolean isLock(Path file) {
        try {
            return Files.isRegularFile(file) && Lock.isLock(Target.read(file));
        } catch (Complaint somethingElse) {
            return false;
        }
    }

    private Lock lock(Selections selections) throws Complaint, IOException {
        if (Lock.isLock(selections.document())) throw new Complaint("It is a lock already: copy the file");
        try {
            List<Lock.Locked> feeds = new ArrayList<>();
            for (FeedUri feed : feeds(selections)) feeds.add(locked(feed));
            return Lock.of(selections, feeds);
        } catch (MalformedFeed changed) {
            throw new Complaint(changed.getMessage() + ". Ask for news (--refresh), and lock what is chosen then");
        }
    }

    /** What is a directory of this machine is from no feed that would help elsewhere. */
    private static Set<FeedUri> feeds(Selections selections) {
        Set<FeedUri> feeds = new LinkedHashSet<>();
        for (Selection selection : selections.selections())
            if (selection.localPath().isEmpty()) feeds.add(selection.feed().master());
        return feeds;
    }

    /** All that is said of it is of the same bytes: somebody may be replacing it. */
    private Lock.Locked locked(FeedUri uri) throws Complaint, MalformedFeed, IOException {
        byte[] document = uri instanceof FeedUri.Remote remote
                ? services.feeds
                        .bytes(remote)
                        .orElseThrow(
                                () -> new Complaint(
                                        "The feed '" + uri
                                                + "', which says how an implementation is obtained, is not here any more: use --refresh"))
                : Files.readAllBytes(Path.of(uri.text()));
        try {
            return new Lock.Locked(FeedReader.read(uri, Xml.read(document)), sha256(document), signers(uri, document));
        } catch (MalformedXml malformed) {
            throw new MalformedFeed("The feed '" + uri + "' is not well-formed XML: " + malformed.getMessage());
        }
    }

    private List<String> signers(FeedUri uri, byte[] document) throws Complaint {
        if (!(uri instanceof FeedUri.Remote)) return List.of();
        return services.signers.of(document).stream()
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
}
