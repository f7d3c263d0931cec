package org.slipway.web.internal;

import java.util.List;

import org.slipway.api.interaction.Answer.Reach;
import org.slipway.api.interaction.Interaction;
import org.slipway.testkit.InteractionContract;
import org.slipway.testkit.ManualLoop;

class QuestionsContractTest extends InteractionContract {
    private Questions questions;
    private Reply reply;
    private String shown = "";

    @Override
    protected Interaction interaction(ManualLoop loop, Reply given) {
        reply = given;
        questions = new Questions(loop, () -> {});
        return questions;
    }

    @Override
    protected String shown() {
        return shown;
    }

    @Override
    protected void wait(ManualLoop loop) {
        shown += Json.of(questions.view());
        if (reply == Reply.TRUST) questions.answer("q1", List.of("A".repeat(40)), Reach.DOMAIN);
        if (reply == Reply.REFUSE) questions.answer("q1", List.of(), Reach.DOMAIN);
        loop.run();
    }
}
