package org.slipway.model.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.xml.Element;

/**
 * A list of implementations, with what they inherit from groups already applied.
 *
 * @param uri where it is from; for a remote feed equal to its {@code uri} attribute
 * @param name a short name for people
 * @param implementations by id, in the order of the document; native packages are not among them
 * @param nativePackages the {@code package-implementation} elements, in the order of the document
 * @param imports the {@code feed} elements, in the order of the document
 * @param feedFor the interfaces that this feed offers itself for
 * @param replacedBy the interface to use instead, and never together with this one
 * @param root the document; everything that has no typed form here (summary, icons, entry points) is found there
 */
public record Feed(
        FeedUri uri,
        String name,
        Map<String, Implementation> implementations,
        List<NativePackage> nativePackages,
        List<FeedImport> imports,
        List<InterfaceUri> feedFor,
        Optional<InterfaceUri> replacedBy,
        Element root) {

    /**
     * The {@code summary} in the best of these languages, by the rules of {@code xml:lang}.
     *
     * @param languages in order of preference, as {@code en_GB}
     */
    public Optional<String> summary(List<String> languages) {
        return LocalisedText.best(root, "summary", languages);
    }

    /** The {@code description}, chosen like {@link #summary}. */
    public Optional<String> description(List<String> languages) {
        return LocalisedText.best(root, "description", languages);
    }
}
