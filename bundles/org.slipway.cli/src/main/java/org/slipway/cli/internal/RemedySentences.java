package org.slipway.cli.internal;

import java.util.List;
import java.util.stream.Collectors;

import org.slipway.api.solver.Remedy;
import org.slipway.model.Form;

/** What the user can do where there is no solution. */
final class RemedySentences {

    private RemedySentences() {}

    /** A line for each alternative, below a heading; empty if none is known. */
    static String of(List<List<Remedy>> alternatives) {
        if (alternatives.isEmpty()) return "";
        return alternatives.stream()
                .map(together ->
                        "\n- " + together.stream().map(RemedySentences::of).collect(Collectors.joining("; and ")))
                .collect(Collectors.joining("", "\nWhat would help:", ""));
    }

    static String of(Remedy remedy) {
        return remedy.fold(
                unlimited -> "drop the limit on " + unlimited.interfaceUri() + " (" + unlimited.limit() + ")",
                system -> "select for another system: --os=" + system.os(),
                processor -> "select for another processor: --cpu=" + processor.cpu(),
                command -> command.command()
                        .map(name -> "use the command that is there: --command=" + name)
                        .orElse("use it as a library: --command="),
                form -> form.form() == Form.SOURCE
                        ? "select the source code: --source"
                        : "select the program: without --source",
                compiling -> "consider what can be compiled: --may-compile",
                onLine -> "use the network: without --offline",
                accepted -> "accept " + accepted.stability().text() + " versions of " + accepted.interfaceUri()
                        + ", by a rating of your own",
                supplied -> "a version of " + supplied.role()
                        + " that suits all who need it: slipway add-feed or --refresh may bring one");
    }
}
