package org.slipway.model.selections;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.feed.Binding;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.model.xml.Element;

/**
 * The implementation chosen for a role: as the element of the document, and in typed form.
 *
 * @param feed the feed that has it ({@code from-feed}, else the interface's main feed)
 * @param digests empty for local and native implementations
 * @param localPath where a local implementation is
 * @param nativePackage whether it is a native package ({@code id} begins with {@code package:}), and which
 * @param dependencies those that hold without any command
 * @param commands only those that something uses
 */
public record Selection(
        Role role,
        String id,
        Version version,
        FeedUri feed,
        List<ManifestDigest> digests,
        Optional<Path> localPath,
        Optional<String> nativePackage,
        List<Dependency> dependencies,
        List<Binding> bindings,
        Map<String, Command> commands,
        Element element) {}
