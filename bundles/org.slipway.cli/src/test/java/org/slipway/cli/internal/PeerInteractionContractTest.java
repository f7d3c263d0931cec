package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;

import org.osgi.util.promise.Deferred;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.testkit.InteractionContract;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedQuestion;

/** The user is asked by another program. */
class PeerInteractionContractTest extends InteractionContract {
    private final List<String> said = new ArrayList<>();
    private Deferred<Object> reply;
    private Reply given;

    @Override
    protected Interaction interaction(ManualLoop loop, Reply next) {
        given = next;
        reply = loop.promises().deferred();
        return new PeerInteraction(
                loop,
                (operation, arguments) -> {
                    said.add(operation + JsonText.dense(List.of(arguments)));
                    return reply.getPromise();
                },
                said::add,
                new Answer.Refuse());
    }

    @Override
    protected String shown() {
        return String.join("\n", said);
    }

    /** The protocol has no names. */
    @Override
    protected boolean namesOwners() {
        return false;
    }

    @Override
    protected void wait(ManualLoop loop) {
        if (given == Reply.TRUST)
            reply.resolve(List.of(ScriptedQuestion.KEY.text(), ScriptedQuestion.OTHER.text(), "other"));
        if (given == Reply.REFUSE) reply.resolve(List.of());
        loop.run();
    }
}
