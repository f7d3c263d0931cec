package org.slipway.feeds.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.Places;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;

/** Which files the cache and the user's preferences are in. */
final class CacheFiles {

    private static final String DOCUMENTS = "interfaces";

    private final Places places;

    CacheFiles(Places places) {
        this.places = places;
    }

    /** A file is written in its first place and read where it is first found. */
    record Named(List<Path> places) {

        Optional<Path> present() {
            return places.stream().filter(Files::exists).findFirst();
        }

        Path own() {
            return places.get(0);
        }
    }

    Named document(FeedUri.Remote feed) {
        return in(places.caches(), DOCUMENTS, Escapes.all(feed.text()));
    }

    List<Path> documents() {
        return in(places.caches(), DOCUMENTS, "").places();
    }

    Named lastAttempt(FeedUri.Remote feed) {
        return in(places.caches(), "injector/last-check-attempt", Escapes.pretty(feed.text()));
    }

    Named validators(FeedUri.Remote feed) {
        return in(places.caches(), "slipway/validators", Escapes.all(feed.text()));
    }

    Named preferences(FeedUri feed) {
        return in(places.configs(), "injector/feeds", Escapes.pretty(feed.text()));
    }

    Named preferences(InterfaceUri interfaceUri) {
        return in(places.configs(), "injector/interfaces", Escapes.pretty(interfaceUri.text()));
    }

    /** Where programs before 2011 kept the preferences. */
    Named oldPreferences(InterfaceUri interfaceUri) {
        return in(places.configs(), "injector/user_overrides", Escapes.all(interfaceUri.text()));
    }

    Named nativeFeed(InterfaceUri interfaceUri) {
        return in(places.datas(), "native_feeds", Escapes.pretty(interfaceUri.text()));
    }

    /** The directories with a directory for each version that was built here. */
    List<Path> sitePackages(InterfaceUri interfaceUri) {
        List<String> directories = Escapes.directories(interfaceUri.text());
        if (directories.isEmpty()) return List.of();
        return in(places.datas(), "site-packages", String.join("/", directories))
                .places();
    }

    private static Named in(List<Path> bases, String directory, String name) {
        return new Named(bases.stream()
                .map(base -> base.resolve(directory).resolve(name))
                .toList());
    }
}
