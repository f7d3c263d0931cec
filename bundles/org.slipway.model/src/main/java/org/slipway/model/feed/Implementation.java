package org.slipway.model.feed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.xml.namespace.QName;

import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.xml.Element;

/**
 * One concrete version for one architecture.
 *
 * @param id its identifier in its feed
 * @param feed the feed that it is in
 * @param version with its {@code version-modifier} already appended
 * @param stability as the publisher rates it
 * @param inherited attributes, dependencies, bindings and commands
 * @param source where its files are or come from
 * @param element as written, without what it inherits
 */
public record Implementation(
        String id,
        FeedUri feed,
        Version version,
        Stability stability,
        Architecture architecture,
        Inherited inherited,
        Source source,
        Element element) {

    /** Where an implementation's files are or come from. */
    public sealed interface Source {

        /** Kept in a store, by digest. */
        record Cached(List<ManifestDigest> digests, List<RetrievalMethod> retrievalMethods) implements Source {}

        /** A directory on this machine. */
        record Local(Path path) implements Source {}

        /** Under the care of the distribution's package manager. */
        record Packaged(String distribution, State state) implements Source {
            public enum State {
                INSTALLED,
                /** The package manager could install it, with the rights of the administrator. */
                INSTALLABLE
            }
        }

        default <R> R fold(Function<Cached, R> cached, Function<Local, R> local, Function<Packaged, R> packaged) {
            if (this instanceof Cached c) return cached.apply(c);
            if (this instanceof Local l) return local.apply(l);
            return packaged.apply((Packaged) this);
        }
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(inherited.attributes().get(new QName(name)));
    }

    public List<Dependency> dependencies() {
        return inherited.dependencies();
    }

    public List<Binding> bindings() {
        return inherited.bindings();
    }

    public Map<String, Command> commands() {
        return inherited.commands();
    }

    /** The same with another rating, as when the user overrides the publisher's. */
    public Implementation withStability(Stability other) {
        return new Implementation(id, feed, version, other, architecture, inherited, source, element);
    }
}
