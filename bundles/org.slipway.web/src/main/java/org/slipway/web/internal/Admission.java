package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who may look and answer. The link lets in one guest at a time: it is of no use to anybody else while that one is there, and
 * whoever comes by it later ends what the one before had.
 *
 * <p>A guest shows two things. The cookie is no page's to read, but goes to every port of this machine; the key stays in the
 * page that has come by the link, and goes nowhere else.
 */
final class Admission {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final String token = secret();
    private Optional<Guest> guest = Optional.empty();

    record Guest(String cookie, String key) {}

    /** What the link ends with. */
    String token() {
        return token;
    }

    Optional<Guest> enter(String shown) {
        if (!same(token, shown)) return Optional.empty();
        guest = Optional.of(new Guest(secret(), secret()));
        return guest;
    }

    boolean knows(String cookie, String key) {
        return guest.filter(known -> same(known.cookie(), cookie) & same(known.key(), key))
                .isPresent();
    }

    private String secret() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Takes as long whatever is wrong. */
    private static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(secret.getBytes(US_ASCII), shown.getBytes(US_ASCII));
    }
}
