package org.slipway.cli.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.slipway.cli.internal.FeedSigning.Outcome;
import org.slipway.model.xml.MalformedXml;

/** {@code feed sign}: signs a feed, as {@code 0publish --xmlsign} does. */
final class FeedSignCommand extends SimpleCommand {
    private static final String CATALOG = "http://0install.de/schema/injector/catalog";

    private final Services services;
    private final Console console;
    private final ArchiveTrees archives;

    FeedSignCommand(Services services, Console console, ArchiveTrees archives) {
        super(services.loop, "feed sign", "FILE", Option.JSON, Option.KEY);
        this.services = services;
        this.console = console;
        this.archives = archives;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() != 1) throw new WrongUsage();
        Path file = new Names(services.host).path(invocation.words().get(0));
        byte[] before = FeedDocument.read(file);
        byte[] content = SignatureComment.content(before);
        look(file, content);
        FeedSigning signing =
                new FeedSigning(services.host, services.signers::all, services.files, !invocation.has(Option.BATCH));
        List<String> typed = invocation
                .typed()
                .values(Option.KEY)
                .map(values -> values.get(0))
                .toList();
        Outcome outcome = signing.sign(file, before, content, typed.isEmpty() ? signing.signers(before) : typed);
        if (invocation.has(Option.JSON))
            console.print(new JsonObject()
                    .with("file", file.toString())
                    .withAll(json(outcome))
                    .line());
        else told(console, file, outcome);
    }

    static Map<String, Object> json(Outcome outcome) {
        return new JsonObject()
                .with("keys", outcome.keys())
                .with("keyFiles", JsonObject.paths(outcome.keyFiles()))
                .members();
    }

    static void told(Console console, Path file, Outcome outcome) {
        console.print("Signed " + file + " with the key " + String.join(" and ", outcome.keys()));
        for (Path key : outcome.keyFiles()) console.print("Wrote the public key to " + key + ": publish it, too");
    }

    /** What is signed is believed, so that it should be in order. */
    private void look(Path file, byte[] content) throws Complaint {
        FeedDocument document;
        try {
            document = FeedDocument.of(content);
        } catch (MalformedXml malformed) {
            throw new Complaint("'" + file + "' is not well-formed XML: " + malformed.getMessage(), Status.MALFORMED);
        }
        if (document.root().name().getNamespaceURI().equals(CATALOG)) return;
        String errors = new FeedCheck(file, document, today(services), archives::reads)
                .findings().stream()
                        .filter(Finding::isError)
                        .map(finding -> finding.line(file.toString()))
                        .collect(Collectors.joining("\n"));
        if (!errors.isEmpty()) throw new Complaint(errors + "\nPut it right first: it has not been signed");
        if (FeedCheck.uri(document).isEmpty())
            console.warn(file + " has no 'uri', without which nobody can use it from the network");
    }

    static LocalDate today(Services services) {
        return LocalDate.ofInstant(services.loop.clock().instant(), ZoneOffset.UTC);
    }
}
