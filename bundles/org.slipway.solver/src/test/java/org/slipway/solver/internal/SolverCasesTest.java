package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slipway.api.solver.Solution;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.VersionExpression;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;
import org.slipway.solver.internal.sat.Budget;

/** The reference's own cases: the same selections, or the same words where there are none. */
class SolverCasesTest {

    private static final String DIRECTORY = "/root/";

    @TestFactory
    Stream<DynamicTest> gives_the_answer_of_the_reference() throws IOException, MalformedXml {
        Path cases = Optional.ofNullable(System.getenv("SLIPWAY_SHARED"))
                .map(Path::of)
                .orElse(Path.of("../../../shared"))
                .resolve("corpus/solver-cases.xml");
        assumeTrue(Files.exists(cases), "skipped: needs ../shared (SLIPWAY_SHARED)");
        return Xml.read(Files.readAllBytes(cases))
                .children("test")
                .map(test -> DynamicTest.dynamicTest(test.attribute("name").orElseThrow(), () -> check(test)));
    }

    private static void check(Element test) {
        FakeSnapshot snapshot = new FakeSnapshot();
        boolean downloadable = test.attribute("add-downloads").isPresent();
        test.children("interface").forEach(feed -> add(snapshot, downloadable ? downloadable(feed) : feed));
        test.children("import-interface")
                .forEach(i -> add(snapshot, imported(i.attribute("from-python").orElseThrow())));
        Element wanted = test.children("requirements").findFirst().orElseThrow();
        Solution solution = SatSolver.solve(requirements(wanted), snapshot, List.of(), Budget::standard);
        if (wanted.attribute("fails").isPresent()) {
            String expected =
                    test.children("problem").findFirst().orElseThrow().text().strip();
            String report = solution.fold(s -> "solved", u -> Report.of(u.explanation()));
            assertThat(report).isEqualTo(expected);
        } else {
            Element expected = test.children("selections").findFirst().orElseThrow();
            Element document = solution.fold(s -> s.selections().document(), u -> fail(Report.of(u.explanation())));
            assertThat(canonical(document)).isEqualTo(canonical(expected));
        }
    }

    private static void add(FakeSnapshot snapshot, Element feed) {
        FeedUri uri = feed.attribute("uri")
                .map(FeedUri::of)
                .orElseGet(() -> new FeedUri.Local(
                        Path.of(DIRECTORY, feed.attribute("local-path").orElseThrow())));
        snapshot.with(uri, feed.without("local-path"));
    }

    private static Element imported(String leaf) {
        try (InputStream in = SolverCasesTest.class.getResourceAsStream("imported.xml")) {
            Element feed = Xml.read(in.readAllBytes())
                    .children("interface")
                    .filter(f -> f.attribute("leaf").orElseThrow().equals(leaf))
                    .findFirst()
                    .orElseThrow()
                    .without("leaf");
            return feed.attribute("uri").isPresent() ? feed : feed.with("local-path", leaf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedXml e) {
            throw new AssertionError(e);
        }
    }

    private static Element downloadable(Element element) {
        if (element.is("implementation"))
            return element.with(Element.of("archive")
                    .with("href", "http://example.com/download.tgz")
                    .with("size", "100"));
        return element.withChildren(
                element.children().stream().map(SolverCasesTest::downloadable).toList());
    }

    private static Requirements requirements(Element wanted) {
        String uri = wanted.attribute("interface").orElseThrow();
        Map<InterfaceUri, VersionExpression> restrictions = new HashMap<>();
        wanted.children("restricts")
                .forEach(r -> restrictions.put(
                        new InterfaceUri(r.attribute("interface").orElseThrow()),
                        VersionExpression.of(r.attribute("version").orElseThrow())));
        return new Requirements(
                new InterfaceUri(uri.startsWith("./") ? DIRECTORY + uri.substring(2) : uri),
                wanted.attribute("command"),
                wanted.attribute("source").filter("true"::equals).isPresent() ? Form.SOURCE : Form.BINARY,
                wanted.attribute("may-compile").filter("true"::equals).isPresent()
                        ? Compilation.ALLOWED
                        : Compilation.FORBIDDEN,
                restrictions,
                wanted.attribute("os"),
                Optional.empty(),
                List.of());
    }

    /** Everything that counts, one line an element, so that a difference is easy to see. */
    private static String canonical(Element element) {
        List<String> lines = new ArrayList<>();
        write(element, "", lines);
        return String.join("\n", lines);
    }

    private static void write(Element element, String indent, List<String> lines) {
        List<String> attributes = new ArrayList<>();
        element.attributes().forEach((name, value) -> attributes.add(text(name) + "='" + value + "'"));
        attributes.sort(null);
        lines.add(indent + text(element.name()) + " " + String.join(" ", attributes)
                + (element.text().isBlank() ? "" : " " + element.text().strip()));
        element.children().forEach(child -> write(child, indent + "  ", lines));
    }

    private static String text(QName name) {
        boolean plain =
                name.getNamespaceURI().isEmpty() || name.getNamespaceURI().equals(Element.ZERO_INSTALL);
        return plain ? name.getLocalPart() : name.toString();
    }
}
