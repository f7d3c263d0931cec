package org.slipway.cli.internal;

import org.slipway.api.interaction.Interaction;
import org.slipway.testkit.ManualLoop;

/** The user is at one of two clients. */
class AskingClientsContractTest extends PeerInteractionContractTest {

    @Override
    protected Interaction interaction(ManualLoop loop, Reply reply) {
        AskingClients clients = new AskingClients(loop);
        clients.join(
                (question, scope) -> loop.promises().deferred().getPromise().map(never -> null));
        clients.join(super.interaction(loop, reply));
        return clients;
    }
}
