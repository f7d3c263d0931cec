package org.slipway.transport.jetty.internal;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.testkit.ScriptedServer;
import org.slipway.testkit.TestNetwork;
import org.slipway.testkit.TransportContract;
import org.slipway.testkit.TransportFaultContract;
import org.slipway.testkit.TransportQueueContract;
import org.slipway.testkit.TransportRedirectContract;
import org.slipway.testkit.TransportResumeContract;

/** All that holds for HTTP/1.1, where the server speaks HTTP/2. */
class Http2Test {

    @RegisterExtension
    static final Http2Servers SERVERS = new Http2Servers();

    @Nested
    class Bodies extends TransportContract {

        @Override
        protected ScriptedServer newServer() throws Exception {
            return SERVERS.server();
        }

        @Override
        protected TestNetwork newNetwork() {
            return SERVERS.network();
        }

        @Override
        protected Transport transport(Loop loop) {
            return Transports.negotiating(loop, settings);
        }

        @Override
        protected void stop(Transport transport) {
            Transports.stop(transport);
        }
    }

    @Nested
    class Queues extends TransportQueueContract {

        @Override
        protected ScriptedServer newServer() throws Exception {
            return SERVERS.server();
        }

        @Override
        protected TestNetwork newNetwork() {
            return SERVERS.network();
        }

        @Override
        protected Transport transport(Loop loop) {
            return Transports.negotiating(loop, settings);
        }

        @Override
        protected void stop(Transport transport) {
            Transports.stop(transport);
        }
    }

    @Nested
    class Redirects extends TransportRedirectContract {

        @Override
        protected ScriptedServer newServer() throws Exception {
            return SERVERS.server();
        }

        @Override
        protected TestNetwork newNetwork() {
            return SERVERS.network();
        }

        @Override
        protected Transport transport(Loop loop) {
            return Transports.negotiating(loop, settings);
        }

        @Override
        protected void stop(Transport transport) {
            Transports.stop(transport);
        }
    }

    @Nested
    class Resuming extends TransportResumeContract {

        @Override
        protected ScriptedServer newServer() throws Exception {
            return SERVERS.server();
        }

        @Override
        protected TestNetwork newNetwork() {
            return SERVERS.network();
        }

        @Override
        protected Transport transport(Loop loop) {
            return Transports.negotiating(loop, settings);
        }

        @Override
        protected void stop(Transport transport) {
            Transports.stop(transport);
        }
    }

    @Nested
    class Faults extends TransportFaultContract {

        @Override
        protected ScriptedServer newServer() throws Exception {
            return SERVERS.server();
        }

        @Override
        protected TestNetwork newNetwork() {
            return SERVERS.network();
        }

        @Override
        protected Transport transport(Loop loop) {
            return Transports.negotiating(loop, settings);
        }

        @Override
        protected void stop(Transport transport) {
            Transports.stop(transport);
        }
    }
}
