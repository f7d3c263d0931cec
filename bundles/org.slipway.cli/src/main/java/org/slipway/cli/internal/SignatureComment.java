package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The comment at the end of a document that has its signatures, as {@code 0publish} writes it. Source: feed specification,
 * "Digital signatures".
 *
 * @param start where it begins; what is before it is signed, and ends with a newline
 * @param line from 1
 */
record SignatureComment(int start, int line) {
    private static final String START = "<!-- Base64 Signature\n";
    private static final String END = "\n-->\n";
    private static final String DECLARATION = "<?xml ";

    /** Absent if there is none. What follows one must be nothing: else it would be lost with it. */
    static Optional<SignatureComment> of(byte[] document) throws Complaint {
        // One byte is one character, so that positions in the text are positions in the document.
        String text = new String(document, ISO_8859_1);
        int newline = text.lastIndexOf("\n" + START.stripTrailing());
        if (newline < 0) return Optional.empty();
        int end = text.indexOf("-->", newline);
        if (end < 0 || !text.substring(end + 3).isBlank())
            throw new Complaint("There is something behind its signature: take one of the two out");
        int line = 1
                + (int) text.substring(0, newline + 1)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return Optional.of(new SignatureComment(newline + 1, line));
    }

    /** Readers take what does not begin with an XML declaration for no feed. */
    static boolean canFollow(byte[] document) {
        return new String(document, 0, Math.min(document.length, DECLARATION.length()), ISO_8859_1).equals(DECLARATION);
    }

    /** What there is to sign: the document without the comment, which must begin on a new line. */
    static byte[] content(byte[] document) throws Complaint {
        Optional<SignatureComment> comment = of(document);
        if (comment.isPresent()) return Arrays.copyOf(document, comment.get().start());
        if (document.length > 0 && document[document.length - 1] == '\n') return document;
        byte[] ended = Arrays.copyOf(document, document.length + 1);
        ended[document.length] = '\n';
        return ended;
    }

    /** @param packets OpenPGP's, not armoured */
    static byte[] append(byte[] content, byte[] packets) {
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(packets);
        byte[] comment = (START + base64 + "\n" + END).getBytes(US_ASCII);
        byte[] signed = Arrays.copyOf(content, content.length + comment.length);
        System.arraycopy(comment, 0, signed, content.length, comment.length);
        return signed;
    }

    /** The packets of a document that has one, as readers take them out of it. */
    static byte[] packets(byte[] document) throws Complaint {
        SignatureComment comment = of(document).orElseThrow(() -> new Complaint("It has no signature"));
        String text = new String(document, comment.start(), document.length - comment.start(), ISO_8859_1);
        String base64 = text.substring(START.length(), text.lastIndexOf("-->"));
        return Base64.getMimeDecoder().decode(base64);
    }
}
