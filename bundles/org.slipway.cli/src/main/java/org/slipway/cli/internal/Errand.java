package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that a client wants to have done.
 *
 * @param circumstances who and where the client is, as far as the host has to be the same
 * @param directory where the client is
 */
record Errand(String circumstances, String directory, List<String> typed, Map<String, String> environment) {

    static Errand read(byte[] message) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        String circumstances = text(in);
        String directory = text(in);
        if (!directory.startsWith("/") || directory.indexOf('\0') >= 0) throw new IOException("No directory");
        List<String> typed = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) typed.add(text(in));
        Map<String, String> environment = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) environment.put(text(in), text(in));
        return new Errand(circumstances, directory, List.copyOf(typed), Map.copyOf(environment));
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) throw new EOFException("A text of " + length + " bytes");
        return new String(in.readNBytes(length), UTF_8);
    }
}
