package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Wanted;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/**
 * What is to be selected, downloaded or run.
 *
 * @param requirements with what the options change of them
 * @param saved if a selections document was named, and no option asks for another choice
 * @param app if one was named, with its own requirements
 */
record Target(Requirements requirements, Optional<Selections> saved, Optional<Named> app) {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z]{2,3})?");

    record Named(App app, Wanted wanted) {}

    /** Reads files: off the loop. An application comes before a file of its name. */
    static Target of(String typed, Apps apps, Names names, Arguments options) throws Complaint, IOException {
        Optional<App> app = apps.find(typed);
        return app.isPresent() ? named(app.get(), options) : of(typed, names, options);
    }

    private static Target named(App app, Arguments options) throws Complaint, IOException {
        try {
            Wanted wanted = app.wanted();
            return new Target(
                    changed(wanted.requirements(), options), Optional.empty(), Optional.of(new Named(app, wanted)));
        } catch (BadApp bad) {
            throw new Complaint(bad.getMessage(), Status.MALFORMED);
        }
    }

    private static Target of(String typed, Names names, Arguments options) throws Complaint {
        InterfaceUri uri = names.interfaceUri(typed);
        if (!Names.isRemote(uri.text())) {
            Element root = read(Path.of(uri.text()));
            if (root.is("selections")) return saved(saved(root, typed), options);
            if (!root.is("interface") && !root.is("feed"))
                throw new Complaint(
                        root.localName().isEmpty()
                                ? "'" + uri + "' is no feed: <" + root.name().getLocalPart()
                                        + "> is of another namespace"
                                : "'" + uri + "' is neither a feed nor selections: its root is <" + root.localName()
                                        + ">");
        }
        Optional<String> command = Optional.of(options.has(Option.SOURCE) ? "compile" : "run");
        return new Target(requirements(uri, command, form(options), options), Optional.empty(), Optional.empty());
    }

    static Element read(Path file) throws Complaint {
        try {
            if (Files.size(file) > Xml.LOCAL_LIMIT) throw new Complaint("'" + file + "' is too long for a feed");
            return Xml.read(Files.readAllBytes(file));
        } catch (MalformedXml malformed) {
            throw new Complaint("'" + file + "' is not well-formed XML: " + malformed.getMessage(), Status.MALFORMED);
        } catch (IOException unreadable) {
            throw new Complaint("Cannot read '" + file + "': " + FileSentences.of(unreadable), Status.of(unreadable));
        }
    }

    /** @param lock if they are one */
    record Saved(Selections selections, Optional<Lock> lock) {}

    /** @param typed for what is said */
    static Saved saved(Element root, String typed) throws Complaint {
        try {
            if (!Lock.isLock(root)) return new Saved(SelectionsReader.read(root), Optional.empty());
            Lock lock = Lock.read(root);
            return new Saved(lock.selections(), Optional.of(lock));
        } catch (MalformedFeed malformed) {
            throw new Complaint("'" + typed + "': " + malformed.getMessage(), Status.MALFORMED);
        }
    }

    private static Target saved(Saved saved, Arguments options) throws Complaint {
        Selections selections = saved.selections();
        Form form = options.has(Option.SOURCE) ? Form.SOURCE : selections.root().form();
        Requirements requirements = requirements(selections.root().interfaceUri(), selections.command(), form, options);
        boolean asked = options.options().stream().anyMatch(given -> CHOOSING.contains(given.option()));
        return new Target(requirements, asked ? Optional.empty() : Optional.of(selections), Optional.empty());
    }

    /** The options that ask for another choice. */
    static final List<Option> CHOOSING = List.of(
            Option.BEFORE,
            Option.COMMAND,
            Option.CPU,
            Option.LANGUAGE,
            Option.MESSAGE,
            Option.NOT_BEFORE,
            Option.OS,
            Option.REFRESH,
            Option.SOURCE,
            Option.VERSION,
            Option.VERSION_FOR,
            Option.MAY_COMPILE,
            Option.PIN,
            Option.UNPIN);

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
                    restrictions(Map.of(), uri, options),
                    options.value(Option.OS).flatMap(Target::notEmpty),
                    options.value(Option.CPU).flatMap(Target::notEmpty),
                    languages(List.of(), options));
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    /** What an application wants, with what is asked for beside it or instead. */
    private static Requirements changed(Requirements wanted, Arguments options) throws Complaint {
        if (options.has(Option.SOURCE) && wanted.form() != Form.SOURCE)
            throw new Complaint("Can't update from binary to source type!");
        try {
            return new Requirements(
                    wanted.interfaceUri(),
                    options.value(Option.COMMAND).map(Target::notEmpty).orElse(wanted.command()),
                    wanted.form(),
                    options.has(Option.MAY_COMPILE) ? Compilation.ALLOWED : wanted.mayCompile(),
                    restrictions(wanted.restrictions(), wanted.interfaceUri(), options),
                    options.value(Option.OS).map(Target::notEmpty).orElse(wanted.os()),
                    options.value(Option.CPU).map(Target::notEmpty).orElse(wanted.cpu()),
                    languages(wanted.languages(), options));
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    private static List<String> languages(List<String> wanted, Arguments options) throws Complaint {
        List<String> given =
                options.values(Option.LANGUAGE).map(values -> values.get(0)).toList();
        for (String language : given)
            if (!LANGUAGE.matcher(language).matches())
                throw new Complaint("'" + language + "' is no language: write it as de or en_GB");
        return given.isEmpty() ? wanted : given;
    }

    private static Optional<String> notEmpty(String given) {
        return Optional.of(given).filter(text -> !text.isEmpty());
    }

    /** An empty range takes back what was demanded before. */
    private static Map<InterfaceUri, VersionExpression> restrictions(
            Map<InterfaceUri, VersionExpression> before, InterfaceUri root, Arguments options) {
        Map<InterfaceUri, VersionExpression> restrictions = new HashMap<>(before);
        Optional<Version> low = version(options, Option.NOT_BEFORE);
        Optional<Version> high = version(options, Option.BEFORE);
        if (low.isPresent() || high.isPresent()) restrictions.put(root, VersionExpression.between(low, high));
        else if (options.has(Option.NOT_BEFORE) || options.has(Option.BEFORE)) restrictions.remove(root);
        options.value(Option.VERSION).ifPresent(range -> restrict(restrictions, root, range));
        options.values(Option.VERSION_FOR)
                .forEach(pair -> restrict(restrictions, new InterfaceUri(pair.get(0)), pair.get(1)));
        return restrictions;
    }

    private static Optional<Version> version(Arguments options, Option option) {
        return options.value(option).filter(text -> !text.isEmpty()).map(Version::of);
    }

    private static void restrict(Map<InterfaceUri, VersionExpression> restrictions, InterfaceUri uri, String range) {
        if (range.isEmpty()) restrictions.remove(uri);
        else restrictions.put(uri, VersionExpression.of(range));
    }
}
