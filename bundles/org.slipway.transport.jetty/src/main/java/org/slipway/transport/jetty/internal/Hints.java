package org.slipway.transport.jetty.internal;

import java.net.ProtocolException;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Promise;

/**
 * What a server says before its answer (status 1xx, RFC 9110, section 15.2): some of it is passed over. Jetty by itself takes
 * such words without end, a second {@code 100} or one that it does not know for the answer, and may miss that an exchange is
 * given up between one of them and the next.
 */
final class Hints implements ProtocolHandler {

    private static final int MOST = 100;

    /** In place of Jetty's own handlers. */
    static void only(HttpClient started) {
        started.getProtocolHandlers().clear();
        started.getProtocolHandlers().put(new Hints());
    }

    @Override
    public String getName() {
        return "hints";
    }

    @Override
    public boolean accept(Request request, Response response) {
        return HttpStatus.isInterim(response.getStatus());
    }

    @Override
    public Response.Listener getResponseListener() {
        return new Passing();
    }

    private static final class Passing implements Response.Listener {

        private static final String COUNT = Hints.class.getName();

        @Override
        public void onSuccess(Response hint) {
            HttpConversation conversation = goOn(hint);
            conversation.getExchanges().peekLast().resetResponse();

            int hints = conversation.getAttribute(COUNT) instanceof Integer before ? before + 1 : 1;
            conversation.setAttribute(COUNT, hints);
            Throwable givenUp = hint.getRequest().getAbortCause();
            if (givenUp != null) conversation.abort(givenUp, Promise.noop());
            else if (hints > MOST)
                conversation.abort(
                        new ProtocolException("more than " + MOST + " hints before the answer"), Promise.noop());
        }

        @Override
        public void onFailure(Response hint, Throwable failure) {
            goOn(hint);
        }

        /** What comes next is for who has asked. */
        private static HttpConversation goOn(Response hint) {
            HttpConversation conversation = ((HttpRequest) hint.getRequest()).getConversation();
            conversation.updateResponseListeners(null);
            return conversation;
        }
    }
}
