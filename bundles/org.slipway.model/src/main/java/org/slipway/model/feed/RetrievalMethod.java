package org.slipway.model.feed;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import org.slipway.model.xml.Element;

/**
 * A way to obtain an implementation. An {@code archive} or {@code file} alone is a recipe of one step. Source: feed
 * specification, "Retrieval methods".
 *
 * @param steps applied in this order to an empty directory
 */
public record RetrievalMethod(List<Step> steps, Element element) {

    /** One step of a recipe. */
    public sealed interface Step {

        /**
         * Unpacks an archive.
         *
         * @param href absolute, or relative to a local feed's directory
         * @param size of the archive in bytes, counted from {@code startOffset}; absent if the feed does not say (an
         *     implementation mirror's archives)
         * @param extract only this directory of the archive, without its name
         * @param dest the directory to unpack into, relative to the implementation's
         * @param type MIME type; absent to guess by the name of {@code href}
         */
        record Archive(
                String href,
                OptionalLong size,
                Optional<String> extract,
                Optional<String> dest,
                Optional<String> type,
                long startOffset)
                implements Step {}

        /** Stores a single file as {@code dest}, with time 0. */
        record File(String href, OptionalLong size, String dest, Mode mode) implements Step {
            public enum Mode {
                PLAIN,
                EXECUTABLE
            }
        }

        record Rename(String source, String dest) implements Step {}

        record Remove(String path) implements Step {}

        /** Copies from another implementation of the same feed. */
        record CopyFrom(String id, Optional<String> source, Optional<String> dest) implements Step {}

        /** Not of the specification; usable only if a handler is there for it. */
        record Foreign(Element element) implements Step {}

        default <R> R fold(
                Function<Archive, R> archive,
                Function<File, R> file,
                Function<Rename, R> rename,
                Function<Remove, R> remove,
                Function<CopyFrom, R> copyFrom,
                Function<Foreign, R> foreign) {
            if (this instanceof Archive a) return archive.apply(a);
            if (this instanceof File f) return file.apply(f);
            if (this instanceof Rename r) return rename.apply(r);
            if (this instanceof Remove r) return remove.apply(r);
            if (this instanceof CopyFrom c) return copyFrom.apply(c);
            return foreign.apply((Foreign) this);
        }
    }
}
