package org.slipway.cli.internal;

import java.io.IOException;

import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustLog;

/** Whether it is known who is trusted. Off the loop. */
final class TrustCheck {
    private static final String CHECK = "trust";

    private TrustCheck() {}

    static Diagnosis of(TrustDatabase trust, TrustLog log) {
        try {
            int keys = trust.all().size();
            if (log.read().state() == TrustLog.State.ALTERED)
                return Diagnosis.fail(
                        CHECK,
                        "the log of whom you trust has been changed since it was written",
                        "Find out who can write your files; 'slipway trust log' shows what is left");
            return Diagnosis.ok(CHECK, "keys that you trust: " + keys);
        } catch (IOException unreadable) {
            return Diagnosis.fail(
                    CHECK,
                    "it cannot be read whom you trust: " + FileSentences.of(unreadable),
                    "Put the file right, or move it away");
        }
    }
}
