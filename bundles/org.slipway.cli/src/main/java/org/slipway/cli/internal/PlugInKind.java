package org.slipway.cli.internal;

import java.util.Arrays;
import java.util.List;

/** What a plug-in can be, and the example that shows it. */
enum PlugInKind {
    ARCHIVE_FORMAT("archive-format", "cpio"),
    FEED_SOURCE("feed-source", "folder"),
    INTERACTION("interaction", "chat"),
    KEY_INFO("key-info", "keynotes"),
    LAUNCHER("launcher", "plain"),
    MIRROR_STRATEGY("mirror-strategy", "nearest"),
    MONITOR("monitor", "tally"),
    PACKAGE_MANAGER("package-manager", "stow"),
    RANKING_RULE("ranking-rule", "freedom"),
    SIGNATURE("signature", "seal"),
    SOLVER("solver", "oldest"),
    STEP("step", "write"),
    TRANSPORT("transport", "data"),
    TRUST_POLICY("trust-policy", "foureyes");

    private final String text;
    private final String example;

    PlugInKind(String text, String example) {
        this.text = text;
        this.example = example;
    }

    /** The example's package, and its folder. */
    String example() {
        return example;
    }

    static PlugInKind of(String typed) throws Complaint {
        for (PlugInKind kind : values()) if (kind.text.equals(typed)) return kind;
        List<String> known = Arrays.stream(values()).map(PlugInKind::toString).toList();
        String hint = Nearest.to(typed, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are " + String.join(", ", known));
        throw new Complaint("Unknown kind of plug-in '" + typed + "': " + hint, Status.USAGE);
    }

    @Override
    public String toString() {
        return text;
    }
}
