package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.signature.Signature;
import org.slipway.model.FeedUri;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** Selections for programs, with who has signed the feeds that they are from. Reads the store and the cache: off the loop. */
final class SelectionsJson {
    private final Services services;

    SelectionsJson(Services services) {
        this.services = services;
    }

    String of(Selections selections) throws Complaint, IOException {
        return JsonText.of(members(selections));
    }

    Map<String, Object> members(Selections selections) throws Complaint, IOException {
        Map<String, Object> object = ChoiceJson.of(selections.root());
        object.put("command", selections.command().orElse(null));
        object.put("selections", implementations(selections));
        List<Object> feeds = new ArrayList<>();
        for (FeedUri.Remote feed : remote(selections)) feeds.add(of(feed));
        object.put("feeds", feeds);
        return object;
    }

    /** Each with where it lies. */
    List<Map<String, Object>> implementations(Selections selections) {
        return selections.selections().stream().map(this::of).toList();
    }

    Map<String, Object> of(Selection selection) {
        Map<String, Object> object = ChoiceJson.of(selection.role());
        object.put("version", selection.version().toString());
        object.put("id", selection.id());
        object.put("feed", selection.feed().text());
        object.put("digests", selection.digests().stream().map(Object::toString).toList());
        object.put("package", selection.nativePackage().orElse(null));
        object.put("path", path(selection).map(Path::toString).orElse(null));
        return object;
    }

    private Optional<Path> path(Selection selection) {
        return selection.localPath().or(() -> services.store.find(selection.digests()));
    }

    private static Set<FeedUri.Remote> remote(Selections selections) {
        Set<FeedUri.Remote> feeds = new LinkedHashSet<>();
        for (Selection selection : selections.selections())
            if (selection.feed().master() instanceof FeedUri.Remote remote) feeds.add(remote);
        return feeds;
    }

    private Map<String, Object> of(FeedUri.Remote feed) throws Complaint, IOException {
        List<Object> signatures = new ArrayList<>();
        Optional<byte[]> document = services.feeds.bytes(feed);
        if (document.isPresent())
            for (Signature.Valid signature : services.signers.of(document.get())) signatures.add(of(signature));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("uri", feed.text());
        object.put("signatures", signatures);
        return object;
    }

    private static Map<String, Object> of(Signature.Valid signature) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", signature.key().toString());
        object.put("time", signature.time().toString());
        object.put("weak", signature.weaknesses());
        return object;
    }
}
