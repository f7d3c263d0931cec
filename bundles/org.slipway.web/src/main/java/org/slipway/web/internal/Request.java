package org.slipway.web.internal;

import java.util.Map;
import java.util.Optional;

/**
 * What a browser, or somebody else, has sent.
 *
 * @param query what follows the question mark; may be empty
 * @param headers each at most once, their names in lower case
 */
record Request(String method, String path, String query, Map<String, String> headers, String body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean isPost() {
        return method.equals("POST");
    }
}
