package org.slipway.differential;

import java.io.IOException;

/** One of the programs that must give the same answers. */
public interface Peer {

    Answer select(Home home, Question question) throws IOException;
}
