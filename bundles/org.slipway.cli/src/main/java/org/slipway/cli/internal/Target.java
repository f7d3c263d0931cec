package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/**
 * What is to be selected, downloaded or run.
 *
 * @param saved if a selections document was named, and no option asks for another choice
 */
record Target(Requirements requirements, Optional<Selections> saved) {
    /** Reads files: off the loop. */
    static Target of(String typed, Names names, Arguments options) throws Complaint {
        InterfaceUri uri = names.interfaceUri(typed);
        if (!Names.isRemote(uri.text())) {
            Element root = read(Path.of(uri.text()));
            if (root.is("selections")) return saved(root, options);
            if (!root.is("interface") && !root.is("feed"))
                throw new Complaint(
                        root.localName().isEmpty()
                                ? "'" + uri + "' is no feed: <" + root.name().getLocalPart()
                                        + "> is of another namespace"
                                : "'" + uri + "' is neither a feed nor selections: its root is <" + root.localName()
                                        + ">");
        }
        Optional<String> command = Optional.of(options.has(Option.SOURCE) ? "compile" : "run");
        return new Target(requirements(uri, command, form(options), options), Optional.empty());
    }

    static Element read(Path file) throws Complaint {
        try {
            if (Files.size(file) > Xml.LOCAL_LIMIT) throw new Complaint("'" + file + "' is too long for a feed");
            return Xml.read(Files.readAllBytes(file));
        } catch (MalformedXml malformed) {
            throw new Complaint("'" + file + "' is not well-formed XML: " + malformed.getMessage());
        } catch (IOException unreadable) {
            throw new Complaint("Cannot read '" + file + "': " + FileSentences.of(unreadable));
        }
    }

    private static Target saved(Element root, Arguments options) throws Complaint {
        try {
            Selections selections = SelectionsReader.read(root);
            Form form =
                    options.has(Option.SOURCE) ? Form.SOURCE : selections.root().form();
            Requirements requirements =
                    requirements(selections.root().interfaceUri(), selections.command(), form, options);
            boolean asked = options.options().stream().anyMatch(given -> CHOOSING.contains(given.option()));
            return new Target(requirements, asked ? Optional.empty() : Optional.of(selections));
        } catch (MalformedFeed malformed) {
            throw new Complaint(malformed.getMessage());
        }
    }

    /** The options that ask for another choice. */
    static final List<Option> CHOOSING = List.of(
            Option.BEFORE,
            Option.COMMAND,
            Option.CPU,
            Option.MESSAGE,
            Option.NOT_BEFORE,
            Option.OS,
            Option.REFRESH,
            Option.SOURCE,
            Option.VERSION,
            Option.VERSION_FOR,
            Option.MAY_COMPILE);

    private static Form form(Arguments options) {
        return options.has(Option.SOURCE) ? Form.SOURCE : Form.BINARY;
    }

    private static Requirements requirements(InterfaceUri uri, Optional<String> command, Form form, Arguments options)
            throws Complaint {
        try {
            return new Requirements(
                    uri,
                    options.value(Option.COMMAND).map(given -> notEmpty(given)).orElse(command),
                    form,
                    options.has(Option.MAY_COMPILE) ? Compilation.ALLOWED : Compilation.FORBIDDEN,
                    restrictions(uri, options),
                    options.value(Option.OS).flatMap(Target::notEmpty),
                    options.value(Option.CPU).flatMap(Target::notEmpty),
                    List.of());
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    private static Optional<String> notEmpty(String given) {
        return Optional.of(given).filter(text -> !text.isEmpty());
    }

    /** An empty version is none. */
    private static Map<InterfaceUri, VersionExpression> restrictions(InterfaceUri root, Arguments options) {
        Map<InterfaceUri, VersionExpression> restrictions = new HashMap<>();
        Optional<Version> notBefore =
                options.value(Option.NOT_BEFORE).flatMap(Target::notEmpty).map(Version::of);
        Optional<Version> before =
                options.value(Option.BEFORE).flatMap(Target::notEmpty).map(Version::of);
        if (notBefore.isPresent() || before.isPresent())
            restrictions.put(root, VersionExpression.between(notBefore, before));
        options.value(Option.VERSION)
                .flatMap(Target::notEmpty)
                .ifPresent(range -> restrictions.put(root, VersionExpression.of(range)));
        options.values(Option.VERSION_FOR)
                .filter(pair -> !pair.get(1).isEmpty())
                .forEach(pair -> restrictions.put(new InterfaceUri(pair.get(0)), VersionExpression.of(pair.get(1))));
        return restrictions;
    }
}
