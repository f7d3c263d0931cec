package org.slipway.solver.internal.remedy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.solver.Remedy;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.VersionExpression;
import org.slipway.solver.internal.candidates.Concessions;

/** What is asked, and of which changed world. */
public record Question(Requirements requirements, Concessions concessions) {

    /** As it would be after these changes. */
    Question after(List<Remedy> remedies) {
        Question question = this;
        for (Remedy remedy : remedies) question = question.after(remedy);
        return question;
    }

    private Question after(Remedy remedy) {
        Requirements now = requirements;
        return remedy.fold(
                limit -> asking(now.withRestrictions(without(limit.interfaceUri()))),
                system -> asking(with(now.form(), now.mayCompile(), Optional.of(system.os()), now.cpu())),
                processor -> asking(with(now.form(), now.mayCompile(), now.os(), Optional.of(processor.cpu()))),
                command -> asking(now.withCommand(command.command())),
                form -> asking(with(form.form(), now.mayCompile(), now.os(), now.cpu())
                        .withCommand(Optional.of(form.form() == Form.SOURCE ? "compile" : "run"))),
                compiling -> asking(with(now.form(), Compilation.ALLOWED, now.os(), now.cpu())),
                onLine -> conceding(concessions.onLine()),
                accepted -> conceding(concessions.accepting(accepted)),
                supplied -> conceding(concessions.supplying(supplied.role().interfaceUri())));
    }

    private Map<InterfaceUri, VersionExpression> without(InterfaceUri interfaceUri) {
        Map<InterfaceUri, VersionExpression> left = new HashMap<>(requirements.restrictions());
        left.remove(interfaceUri);
        return left;
    }

    private Requirements with(Form form, Compilation mayCompile, Optional<String> os, Optional<String> cpu) {
        return new Requirements(
                requirements.interfaceUri(),
                requirements.command(),
                form,
                mayCompile,
                requirements.restrictions(),
                os,
                cpu,
                requirements.languages());
    }

    private Question asking(Requirements other) {
        return new Question(other, concessions);
    }

    private Question conceding(Concessions more) {
        return new Question(requirements, more);
    }
}
