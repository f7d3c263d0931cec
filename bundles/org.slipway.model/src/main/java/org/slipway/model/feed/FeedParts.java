package org.slipway.model.feed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.namespace.QName;

import org.slipway.model.Form;
import org.slipway.model.Importance;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.xml.Element;

/** Reads the elements that feeds and selections have in common. */
public final class FeedParts {

    static final QName COMPILE_COMMAND =
            new QName("http://zero-install.sourceforge.net/2006/namespaces/0compile", "command");

    private static final Set<String> DEPENDENCIES = Set.of("requires", "restricts", "runner");

    private final Optional<Path> directory;

    /** @param directory of a local feed, for relative URIs; absent where these are not allowed */
    public FeedParts(Optional<Path> directory) {
        this.directory = directory;
    }

    /** The {@code requires}, {@code restricts} and {@code runner} children. */
    public List<Dependency> dependencies(Element parent) throws MalformedFeed {
        List<Dependency> dependencies = new ArrayList<>();
        for (Element child : parent.children())
            if (DEPENDENCIES.contains(child.localName())) dependencies.add(dependency(child));
        return List.copyOf(dependencies);
    }

    private Dependency dependency(Element written) throws MalformedFeed {
        String given = required(written, "interface");
        Element element = given.startsWith(".") ? written.with("interface", absolute(given)) : written;
        List<Binding> bindings = bindings(element);
        Set<String> commands = commands(bindings);
        if (element.is("runner")) commands.add(element.attribute("command").orElse("run"));
        return new Dependency(
                new Role(new InterfaceUri(required(element, "interface")), form(element)),
                importance(element),
                versions(element),
                element.attribute("distribution").map(FeedParts::words),
                element.attribute("os").filter(os -> !os.equals("*")),
                element.attribute("use"),
                Set.copyOf(commands),
                bindings,
                element);
    }

    private static Form form(Element element) throws MalformedFeed {
        return flag(element, "source") ? Form.SOURCE : Form.BINARY;
    }

    private static Importance importance(Element element) {
        if (element.is("restricts")) return Importance.RESTRICTS;
        String importance = element.attribute("importance").orElse("essential");
        return importance.equals("essential") ? Importance.ESSENTIAL : Importance.RECOMMENDED;
    }

    private static List<VersionExpression> versions(Element element) {
        List<VersionExpression> versions = new ArrayList<>();
        element.attribute("version").ifPresent(expression -> versions.add(VersionExpression.ofFeed(expression)));
        element.children("version")
                .forEach(range -> versions.add(VersionExpression.between(
                        range.attribute("not-before").map(Version::of),
                        range.attribute("before").map(Version::of))));
        return List.copyOf(versions);
    }

    /** Reads a {@code command}. */
    public Command command(Element element) throws MalformedFeed {
        List<Element> runners = element.children("runner").toList();
        if (runners.size() > 1)
            throw new MalformedFeed("The command '" + required(element, "name") + "' has more than one <runner>");
        return new Command(
                required(element, "name"),
                element.attribute("path"),
                arguments(element),
                runners.isEmpty() ? Optional.empty() : Optional.of(runner(runners.get(0))),
                dependencies(element),
                bindings(element),
                element);
    }

    private Command.Runner runner(Element element) throws MalformedFeed {
        String given = required(element, "interface");
        return new Command.Runner(
                new InterfaceUri(given.startsWith(".") ? absolute(given) : given),
                element.attribute("command").orElse("run"),
                arguments(element));
    }

    private static List<Argument> arguments(Element parent) throws MalformedFeed {
        List<Argument> arguments = new ArrayList<>();
        for (Element child : parent.children()) {
            if (child.is("arg")) arguments.add(new Argument.Text(child.text().strip()));
            if (child.is("for-each")) {
                arguments.add(new Argument.ForEach(
                        required(child, "item-from"),
                        child.attribute("separator").orElse(":"),
                        arguments(child)));
            }
        }
        return List.copyOf(arguments);
    }

    /** A command that is only a path, as {@code main} and {@code self-test} say it. */
    static Command shorthand(String name, String path) {
        Element element = Element.of("command").with("name", name).with("path", path);
        return new Command(name, Optional.of(path), List.of(), Optional.empty(), List.of(), List.of(), element);
    }

    /** A command that is a line for the shell, as {@code compile:command} says it. */
    static Command shellCommand(String name, String line) {
        Element element = Element.of("command").with("name", name).with("shell-command", line);
        return new Command(name, Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), element);
    }

    /** The binding children, in the order of the document. */
    public static List<Binding> bindings(Element parent) throws MalformedFeed {
        List<Binding> bindings = new ArrayList<>();
        for (Element child : parent.children()) {
            switch (child.localName()) {
                case "environment" -> bindings.add(environment(child));
                case "executable-in-var" ->
                    bindings.add(new Binding.ExecutableInVar(
                            required(child, "name"), child.attribute("command").orElse("run"), child));
                case "executable-in-path" ->
                    bindings.add(new Binding.ExecutableInPath(
                            required(child, "name"), child.attribute("command").orElse("run"), child));
                case "binding", "overlay" -> bindings.add(new Binding.Generic(child.attribute("command"), child));
                default -> {
                    // Not a binding.
                }
            }
        }
        return List.copyOf(bindings);
    }

    private static Binding environment(Element element) throws MalformedFeed {
        String name = required(element, "name");
        Optional<String> insert = element.attribute("insert");
        Optional<String> value = element.attribute("value");
        if (insert.isPresent() == value.isPresent())
            throw new MalformedFeed("<environment name='" + name + "'> needs either 'insert' or 'value'");
        return new Binding.Environment(
                name,
                insert.<Binding.Environment.What>map(Binding.Environment.What.Insert::new)
                        .orElseGet(() -> new Binding.Environment.What.Value(value.get())),
                mode(name, element.attribute("mode").orElse("prepend")),
                element.attribute("separator").orElse(":"),
                element.attribute("default"),
                element);
    }

    private static Binding.Environment.Mode mode(String name, String mode) throws MalformedFeed {
        return switch (mode) {
            case "prepend" -> Binding.Environment.Mode.PREPEND;
            case "append" -> Binding.Environment.Mode.APPEND;
            case "replace" -> Binding.Environment.Mode.REPLACE;
            default -> throw new MalformedFeed("<environment name='" + name + "'> has the unknown mode '" + mode + "'");
        };
    }

    /** The commands that these bindings need of the implementation they are for. */
    public static Set<String> commands(List<Binding> bindings) {
        Set<String> commands = new TreeSet<>();
        for (Binding binding : bindings) {
            binding.<Optional<String>>fold(
                            environment -> Optional.empty(),
                            inVar -> Optional.of(inVar.command()),
                            inPath -> Optional.of(inPath.command()),
                            Binding.Generic::command)
                    .ifPresent(commands::add);
        }
        return commands;
    }

    /**
     * The digests of an implementation or selection: those of {@code manifest-digest}, and the id where it is one. What is
     * no token of its algorithm, or of an algorithm that is not known, is no digest.
     */
    public static List<ManifestDigest> digests(Element element) {
        Set<ManifestDigest> digests = new java.util.LinkedHashSet<>();
        element.attribute("id").flatMap(ManifestDigest::of).ifPresent(digests::add);
        element.children("manifest-digest").forEach(written -> {
            for (Algorithm algorithm : Algorithm.values())
                written.attribute(algorithm.text())
                        .filter(algorithm::accepts)
                        .ifPresent(value -> digests.add(new ManifestDigest(algorithm, value)));
        });
        return List.copyOf(digests);
    }

    /** An absolute URI or path of what a local feed may write relative to itself. */
    String absolute(String uri) throws MalformedFeed {
        if (uri.startsWith("http://") || uri.startsWith("https://")) return uri;
        if (directory.isEmpty())
            throw new MalformedFeed("The relative URI '" + uri + "' is only allowed in a local feed");
        return directory.get().resolve(uri).normalize().toString();
    }

    static Optional<Element> first(Element parent, String name) {
        return parent.children(name).findFirst();
    }

    static String required(Element element, String attribute) throws MalformedFeed {
        return element.attribute(attribute)
                .orElseThrow(() -> new MalformedFeed(
                        "<" + element.name().getLocalPart() + "> lacks the attribute '" + attribute + "'"));
    }

    static boolean flag(Element element, String attribute) throws MalformedFeed {
        String value = element.attribute(attribute).orElse("false");
        if (!value.equals("true") && !value.equals("false"))
            throw new MalformedFeed("The attribute '" + attribute + "' of <"
                    + element.name().getLocalPart() + "> must be true or false, not '" + value + "'");
        return value.equals("true");
    }

    static List<String> words(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .filter(w -> !w.isEmpty())
                .toList();
    }
}
