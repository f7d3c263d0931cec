package org.slipway.api.settings;

import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where files are: below {@code $XDG_CONFIG_HOME/0install.net} and so on, or below {@code ZEROINSTALL_PORTABLE_BASE}. No
 * directory is made by asking.
 */
@ProviderType
public interface Places {

    /** The user's own configuration directory: read first, and the only one written. */
    Path config();

    /** The user's own cache. */
    Path cache();

    /** The user's own data. */
    Path data();

    /** {@link #config()}, then the system's. */
    List<Path> configs();

    /** {@link #cache()}, then the system's. */
    List<Path> caches();

    /** {@link #data()}, then the system's. */
    List<Path> datas();

    /** What becomes of what is written there. */
    default Lasting lasting() {
        return Lasting.KEPT;
    }

    enum Lasting {
        KEPT,
        /** It is forgotten when the process ends: nothing that is to last may be written anywhere else either. */
        FORGOTTEN
    }
}
